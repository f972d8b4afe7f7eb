import type Docker from 'dockerode'
import type { ClientCertificates } from './address.ts'

/** From where a target looks, and at what. Whatever a target does not have throws a RunnerError that says so. */
export interface LookContext {
  /** A look that takes too long is given up. */
  readonly signal: AbortSignal
  /** A path as a step writes it, `~` and relative ones too, as an absolute one. */
  readonly absolute: (path: string) => string
  /** The engine that the guide uses, over a connection of the observer's own. */
  readonly withEngine: <Seen>(look: (engine: Docker) => Promise<Seen>) => Promise<Seen>
  /** Those of the reader's client, for any engine that the client would reach with them. */
  readonly certificates: () => Promise<ClientCertificates | undefined>
  /** Executes a command of the observer's own in the machine, as root. */
  readonly inGuest: (command: string) => Promise<{ readonly exitCode: number; readonly stdout: string }>
  /** How the hypervisor says the machine is. */
  readonly machineState: () => Promise<string>
  /** A variable in the environment of the reader's shell; undefined when it is not set. */
  readonly variable: (name: string) => Promise<string | undefined>
}
