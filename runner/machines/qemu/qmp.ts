import { z } from 'zod'
import { runJob } from './qmp-jobs.ts'
import { connectTo } from './qmp-socket.ts'
import { migrate, saveBlockers, type StateKind, stateKinds } from './qmp-migration.ts'
import { type QmpTimeouts, Wire } from './qmp-wire.ts'

export type { StateKind } from './qmp-migration.ts'
export type { QmpTimeouts } from './qmp-wire.ts'

const defaultTimeouts: QmpTimeouts = { greeting: 10_000, answer: 10_000, snapshot: 180_000 }

/** As QEMU's `query-status` says it, folded to what matters here. */
export type QemuStatus = 'running' | 'paused' | 'ended'

/**
 * A connection to a running QEMU: docs/interop/qmp-spec of QEMU. No other file uses QMP.
 * Every answer is parsed and has a size and a time limit; RunnerError('broken') when QEMU exceeds them or refuses.
 */
export interface Qmp extends AsyncDisposable {
  status(): Promise<QemuStatus>
  /** Presses the power button; the guest decides what to do. */
  pressPower(): Promise<void>
  reset(): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Ends the process, like a power cut. Resolves when it has ended. */
  quit(): Promise<void>
  /** Saves memory, devices and disk under a name inside the disk's file. */
  saveSnapshot(name: string, disk: string): Promise<void>
  /** Of the disk alone. */
  snapshotDisk(name: string, disk: string): Promise<void>
  deleteSnapshot(name: string, disk: string): Promise<void>
  /** The kinds of state that this QEMU can write to a separate file: none before 8.2. */
  stateKinds(): Promise<readonly StateKind[]>
  /** Writes the state to a file; the guest must be paused and cannot continue afterwards. */
  writeState(file: string, kind: StateKind): Promise<void>
  /** Reads the state from a file, in a QEMU that was started with `-incoming defer`; the guest stays paused. */
  readState(file: string, kind: StateKind): Promise<void>
  /** Writes a part of the guest's memory to a file. */
  writeMemory(address: number, bytes: number, file: string): Promise<void>
  /** Why the VM cannot be saved now; empty when it can. */
  saveBlockers(): Promise<readonly string[]>
  /** QEMU's rule syntax: `tcp:127.0.0.1:8800-:8800`. Returns QEMU's error message, or an empty string. */
  addHostForward(rule: string): Promise<string>
  removeHostForward(rule: string): Promise<string>
  /** Resolves when QEMU has closed the connection, which it does when it exits. */
  readonly ended: Promise<void>
}

const statusSchema = z.object({ status: z.string() })

/**
 * Connects; undefined when no QEMU listens there.
 * Waits while there is another connection, because QEMU accepts one at a time.
 */
export const openQmp = async (path: string, timeouts = defaultTimeouts): Promise<Qmp | undefined> => {
  const socket = await connectTo(path)
  if (socket === undefined) return undefined
  const wire = new Wire(socket, timeouts)
  try {
    await wire.greeting()
    await wire.execute('qmp_capabilities', {}, z.unknown())
    return negotiate(wire)
  } catch (error) {
    socket.destroy()
    if (wire.isClosed) return undefined
    throw error
  }
}

const statuses: Readonly<Record<string, QemuStatus>> = {
  ...{ running: 'running', 'save-vm': 'running', 'restore-vm': 'running', inmigrate: 'running', shutdown: 'ended' },
}

const negotiate = (wire: Wire): Qmp => {
  const order = async (command: string): Promise<void> => {
    await wire.execute(command, {}, z.unknown())
  }
  const human = (line: string): Promise<string> =>
    wire.execute('human-monitor-command', { 'command-line': line }, z.string()).then((answer) => answer.trim())
  return {
    status: async () => statuses[(await wire.execute('query-status', {}, statusSchema)).status] ?? 'paused',
    pressPower: () => order('system_powerdown'),
    reset: () => order('system_reset'),
    pause: () => order('stop'),
    resume: () => order('cont'),
    quit: async () => {
      // QEMU may exit before it answers, which is the purpose of the command.
      await order('quit').catch((error: unknown) => (wire.isClosed ? undefined : Promise.reject(error as Error)))
      await wire.closed
    },
    saveSnapshot: (name, disk) => runJob(wire, 'snapshot-save', { tag: name, vmstate: disk, devices: [disk] }),
    snapshotDisk: async (name, disk) => {
      await wire.execute('blockdev-snapshot-internal-sync', { device: disk, name }, z.unknown())
    },
    deleteSnapshot: (name, disk) => runJob(wire, 'snapshot-delete', { tag: name, devices: [disk] }),
    stateKinds: () => stateKinds(wire),
    writeState: (file, kind) => migrate(wire, 'migrate', file, kind),
    readState: (file, kind) => migrate(wire, 'migrate-incoming', file, kind),
    writeMemory: async (address, bytes, file) => {
      await wire.execute('pmemsave', { val: address, size: bytes, filename: file }, z.unknown())
    },
    saveBlockers: () => saveBlockers(wire),
    addHostForward: (rule) => human(`hostfwd_add nat ${rule}`),
    removeHostForward: (rule) => human(`hostfwd_remove nat ${rule}`),
    ended: wire.closed,
    [Symbol.asyncDispose]: async () => {
      wire.end()
      await wire.closed
    },
  }
}
