import Docker from 'dockerode'
import type { Agent } from 'node:https'

/** A client of Docker's engine; it connects when it is first asked something. */
export const engineClient = (options: Docker.DockerOptions & { readonly agent?: Agent }): Docker => new Docker(options)
