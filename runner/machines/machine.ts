/** As `boot2docker status` says it (VirtualBox's words). */
export type MachineState = 'poweroff' | 'running' | 'paused' | 'saved' | 'aborted'

/** A NAT rule: `127.0.0.1:hostPort` on the reader's side leads to `guestPort` in the machine. */
export interface Forward {
  readonly name: string
  readonly protocol: 'tcp' | 'udp'
  readonly hostAddress: string
  readonly hostPort: number
  readonly guestPort: number
}

/** A folder of the host, seen in the machine at the same path. `name` is the 9p mount tag. */
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
  /** The machine's address and its prefix length on the host-only network, and the host's own. */
  readonly hostOnly: { readonly guest: string; readonly host: string; readonly prefix: number }
}

export interface ExecAnswer {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export type OnProgress = (text: string) => void

/**
 * A virtual machine behind a hypervisor. Its folder on disk is all of its state; any process can open it again.
 * `test/runner/machines/conformance.ts` says the same in tests, which every hypervisor passes. How a machine is made is
 * the hypervisor's own; what the contract does not have yet is listed there too.
 */
export interface Machine {
  readonly name: string
  /** `aborted` when the hypervisor's process was killed, or the host lost power. */
  state(): Promise<MachineState>
  /**
   * From any state. Resolves when the guest answers ssh and its engine answers over TLS; at once when they do already.
   * A start that fails or is given up leaves a saved machine saved, and any other off. RunnerError('busy') when a port
   * of its forwards is taken.
   */
  start(options: { readonly onProgress: OnProgress; readonly signal: AbortSignal }): Promise<void>
  /** Memory and devices to disk; then the hypervisor's process ends. RunnerError('broken') when it is not running. */
  save(signal: AbortSignal): Promise<void>
  /** By the power button, waiting for the guest to end. A machine that does not run is left as it is. */
  stop(signal: AbortSignal): Promise<void>
  /** As pulling the plug, in any state; what was saved is lost. */
  powerOff(): Promise<void>
  /** As the reset button. RunnerError('broken') when it is not running. */
  reset(): Promise<void>
  /** In any state, also when it is gone already. */
  delete(): Promise<void>
  /** The guest's own answer, by ssh over the NAT side; undefined when it has none. */
  address(): Promise<string | undefined>
  /**
   * Runs a line of the guest's shell. Up to 16 MiB of each stream as UTF-8; more is dropped. RunnerError('broken') as
   * soon as the machine ends or the signal aborts; the guest may still run the command then.
   */
  exec(
    command: string,
    options: { readonly user: 'docker' | 'root'; readonly signal: AbortSignal },
  ): Promise<ExecAnswer>
  forwards(): Promise<readonly Forward[]>
  /** Live when the machine runs; kept for later starts. RunnerError('busy') when its name or its port is taken. */
  addForward(forward: Forward): Promise<void>
  /** RunnerError('usage') when there is no such forward. */
  removeForward(name: string): Promise<void>
}
