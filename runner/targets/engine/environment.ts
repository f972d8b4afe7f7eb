import type { Environment } from './endpoint.ts'

/** What npm and the runner put there for themselves; a terminal of the reader's does not have it. */
const notTheReaders = /^(npm_|SHIPSHAPE_|NODE_COMPILE_CACHE$|NODE_OPTIONS$|INIT_CWD$)/

/** The reader's own environment, as a new terminal would have it. */
export const readersEnvironment = (own: NodeJS.ProcessEnv): Environment =>
  Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) =>
      value === undefined || notTheReaders.test(name) ? [] : [[name, value]],
    ),
  )
