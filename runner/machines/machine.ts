/** The states that `boot2docker status` prints (VirtualBox's names). */
export type MachineState = 'poweroff' | 'running' | 'paused' | 'saved' | 'aborted'

/** The names that a VM may have: each is one component of a path, none is `.` or `..` or begins with a `-`. */
export const machineName = /^[A-Za-z0-9][\w.-]{0,63}$/

/** A NAT rule: `127.0.0.1:hostPort` on the reader's side is forwarded to `guestPort` in the VM. */
export interface Forward {
  readonly name: string
  readonly protocol: 'tcp' | 'udp'
  readonly hostAddress: string
  readonly hostPort: number
  readonly guestPort: number
}

/** A folder of the host that is mounted in the VM at the same path. `name` is the 9p mount tag. */
export interface Share {
  readonly name: string
  readonly path: string
}

export interface MachineSpec {
  readonly name: string
  readonly memoryMegabytes: number
  readonly cpus: number
  readonly diskMegabytes: number
  readonly shares: readonly Share[]
  readonly forwards: readonly Forward[]
  /** The VM's address and prefix length on the host-only network, and the host's address. */
  readonly hostOnly: { readonly guest: string; readonly host: string; readonly prefix: number }
}

export interface ExecAnswer {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export type OnProgress = (text: string) => void

/**
 * A virtual machine of a hypervisor. Its folder on disk holds all of its state; any process can open it.
 * `test/runner/machines/conformance.ts` states this contract as tests, which every hypervisor passes. How a machine is
 * created is specific to the hypervisor; what the contract does not have yet is listed there too.
 */
export interface Machine {
  readonly name: string
  /** `aborted` when the hypervisor's process was killed, or the host lost power. */
  state(): Promise<MachineState>
  /**
   * Starts it from any state. Resolves when its ssh and, over TLS, its engine answer; at once when they already do. A
   * start that fails or is cancelled leaves a saved machine saved, and any other off. RunnerError('busy') when a port
   * of
   * its forwards is taken.
   */
  start(options: { readonly onProgress: OnProgress; readonly signal: AbortSignal }): Promise<void>
  /**
   * Saves memory and devices to disk; then the hypervisor's process ends. RunnerError('broken') unless it is running.
   */
  save(signal: AbortSignal): Promise<void>
  /** Presses the power button and waits until the guest has shut down. Does nothing when it is not running. */
  stop(signal: AbortSignal): Promise<void>
  /** Forces it off in any state, without shutting down the guest; a saved state is lost. */
  powerOff(): Promise<void>
  /** Presses the reset button. RunnerError('broken') unless it is running. */
  reset(): Promise<void>
  /** Deletes it in any state, also when it is already gone. */
  delete(): Promise<void>
  /** The address that the guest reports by ssh over the NAT side; undefined when it has none. */
  address(): Promise<string | undefined>
  /**
   * Runs a line of the guest's shell. Up to 16 MiB of each stream as UTF-8; more is dropped. RunnerError('broken') as
   * soon as the machine ends or the signal aborts; the command may still run in the guest.
   */
  exec(
    command: string,
    options: { readonly user: 'docker' | 'root'; readonly signal: AbortSignal },
  ): Promise<ExecAnswer>
  forwards(): Promise<readonly Forward[]>
  /**
   * Takes effect at once when the VM runs; saved for later starts. RunnerError('busy') when its name or port is taken.
   */
  addForward(forward: Forward): Promise<void>
  /** RunnerError('usage') when there is no such forward. */
  removeForward(name: string): Promise<void>
}
