/** The states that `boot2docker status` prints (VirtualBox's names). */
export type MachineState = 'poweroff' | 'running' | 'paused' | 'saved' | 'aborted'

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

/** A virtual machine of a hypervisor. Its folder on disk holds all of its state; any process can open it. */
export interface Machine {
  readonly name: string
  state(): Promise<MachineState>
  /** Starts it from `poweroff`, `aborted` or `saved`. Resolves when its ssh and, over TLS, its engine answer. */
  start(options: { readonly onProgress: OnProgress; readonly signal: AbortSignal }): Promise<void>
  /** Saves memory and devices to disk; then the hypervisor's process ends. */
  save(signal: AbortSignal): Promise<void>
  /** Presses the power button and waits until the guest has shut down. */
  stop(signal: AbortSignal): Promise<void>
  /** Forces it off, without shutting down the guest. */
  powerOff(): Promise<void>
  /** Presses the reset button. */
  reset(): Promise<void>
  delete(): Promise<void>
  /** The address that the guest reports by ssh over the NAT side; undefined when it has none. */
  address(): Promise<string | undefined>
  exec(
    command: string,
    options: { readonly user: 'docker' | 'root'; readonly signal: AbortSignal },
  ): Promise<ExecAnswer>
  forwards(): Promise<readonly Forward[]>
  /** Takes effect at once when the VM runs; saved for later starts. */
  addForward(forward: Forward): Promise<void>
  removeForward(name: string): Promise<void>
}
