import type Docker from 'dockerode'
import type { ClientCertificates } from '../../checks/observe/address.ts'
import type { ExecAnswer, MachineState } from '../../machines/machine.ts'

/**
 * The observer's own road into the machine: by ssh over the NAT side, which neither a VPN nor a broken engine takes
 * away.
 */
export interface Inside {
  /** How the hypervisor says the machine is. */
  state(): Promise<MachineState | 'absent'>
  /** Whether somebody has killed it. */
  wasKilled(): Promise<boolean>
  /** The guest's address on the host-only network, as the guest says it. */
  address(): Promise<string | undefined>
  /** As root. Throws RunnerError('broken') when the guest does not answer. */
  exec(command: string): Promise<ExecAnswer>
  /** The engine, reached through ssh: the look does not depend on any port that the guide opens or closes. */
  withEngine<Seen>(look: (engine: Docker) => Promise<Seen>): Promise<Seen>
  /** Those of the machine's client; undefined before there is a machine. */
  certificates(): Promise<ClientCertificates | undefined>
}
