import type { Environment } from './endpoint.ts'

/** Variables that npm and the runner set for themselves; the reader's terminal does not have them. */
const notTheReaders = /^(npm_|SHIPSHAPE_|NODE_COMPILE_CACHE$|NODE_OPTIONS$|INIT_CWD$)/

/** The reader's environment, as in a new terminal. */
export const readersEnvironment = (own: NodeJS.ProcessEnv): Environment =>
  Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) =>
      value === undefined || notTheReaders.test(name) ? [] : [[name, value]],
    ),
  )
