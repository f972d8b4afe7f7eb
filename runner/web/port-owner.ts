import { processes } from '../host/processes/index.ts'

/**
 * Who listens on a port of this computer: `“node” (process 123)`. undefined when nobody does, or when we may not see
 * who.
 */
export const portOwner = (port: number): string | undefined => {
  const listener = processes.listenerOn(port)
  return listener === undefined ? undefined : `“${listener.name}” (process ${listener.pid})`
}
