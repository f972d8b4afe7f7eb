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

/** A virtual machine behind a hypervisor. Its folder on disk is all of its state; any process can open it again. */
export interface Machine {
  readonly name: string
  state(): Promise<MachineState>
  /** From `poweroff`, `aborted` or `saved`. Resolves when the guest answers ssh and its engine answers over TLS. */
  start(options: { readonly onProgress: OnProgress; readonly signal: AbortSignal }): Promise<void>
  /** Memory and devices to disk; then the hypervisor's process ends. */
  save(signal: AbortSignal): Promise<void>
  /** By the power button, waiting for the guest to end. */
  stop(signal: AbortSignal): Promise<void>
  /** As pulling the plug. */
  powerOff(): Promise<void>
  /** As the reset button. */
  reset(): Promise<void>
  delete(): Promise<void>
  /** The guest's own answer, by ssh over the NAT side; undefined when it has none. */
  address(): Promise<string | undefined>
  exec(
    command: string,
    options: { readonly user: 'docker' | 'root'; readonly signal: AbortSignal },
  ): Promise<ExecAnswer>
  forwards(): Promise<readonly Forward[]>
  /** Live when the machine runs; kept for later starts. */
  addForward(forward: Forward): Promise<void>
  removeForward(name: string): Promise<void>
}
