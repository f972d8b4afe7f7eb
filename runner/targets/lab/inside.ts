import type Docker from 'dockerode'
import type { ClientCertificates } from '../../checks/look/address.ts'
import type { ExecAnswer, MachineState } from '../../machines/machine.ts'

/** `stopped`: by SIGSTOP; it would hang for ever. */
export type Interruption = 'killed' | 'stopped'

/** The observer's own access to the VM: by ssh over the NAT side, which works despite a VPN or a broken engine. */
export interface Inside {
  /** The VM's state, as the hypervisor reports it. */
  state(): Promise<MachineState | 'absent'>
  /** How the process of a VM that should run was ended or stopped from outside; undefined when it was not. */
  interrupted(): Promise<Interruption | undefined>
  /**
   * The guest's address on the host-only network, as the guest reports it; undefined when no VM runs. Throws
   * RunnerError('broken') when the guest does not answer.
   */
  address(): Promise<string | undefined>
  /** Runs a command as root. Throws RunnerError('broken') when the guest does not answer. */
  exec(command: string): Promise<ExecAnswer>
  /** The engine, reached through ssh, independently of any port that the guide opens or closes. */
  withEngine<Seen>(look: (engine: Docker) => Promise<Seen>): Promise<Seen>
  /** The certificates of the VM's client; undefined before there is a VM. */
  certificates(): Promise<ClientCertificates | undefined>
}
