import type Docker from 'dockerode'
import type { ClientCertificates } from './address.ts'

/** What came of a command in the machine. */
export interface GuestAnswer {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Makes one call to an engine, over a connection of its own. */
export type AskEngine = <Answer>(call: (engine: Docker) => Promise<Answer>) => Promise<Answer>

/** From where a target looks, and at what. Whatever a target does not have throws a RunnerError that says so. */
export interface LookContext {
  /** A look that takes too long is given up. */
  readonly signal: AbortSignal
  /** A path as a step writes it, `~` and relative ones too, as an absolute one. */
  readonly absolute: (path: string) => string
  /** The engine that the guide uses, over a connection of the observer's own. */
  readonly withEngine: AskEngine
  /** Those of the reader's client, for any engine that the client would reach with them. */
  readonly certificates: () => Promise<ClientCertificates | undefined>
  /** Executes a command of the observer's own in the machine, as root. Throws when it could not be executed. */
  readonly inGuest: (command: string) => Promise<GuestAnswer>
  /** How the hypervisor says the machine is. */
  readonly machineState: () => Promise<string>
  /** A variable in the environment of the reader's shell; undefined when it is not set. */
  readonly variable: (name: string) => Promise<string | undefined>
}
