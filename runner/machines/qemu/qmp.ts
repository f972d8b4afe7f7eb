import { z } from 'zod'
import { runJob } from './qmp-jobs.ts'
import { connectTo } from './qmp-socket.ts'
import { migrate, saveBlockers, type StateKind, stateKinds } from './qmp-migration.ts'
import { type Timeouts, Wire } from './qmp-wire.ts'

export type { StateKind } from './qmp-migration.ts'
export type { Timeouts } from './qmp-wire.ts'

const defaultTimeouts: Timeouts = { greeting: 10_000, answer: 10_000, snapshot: 180_000 }

/** As QEMU's `query-status` says it, folded to what matters here. */
export type QemuStatus = 'running' | 'paused' | 'ended'

/**
 * A conversation with a running QEMU: docs/interop/qmp-spec of QEMU. This file is the only one that speaks QMP.
 * Every answer is parsed and has a size and a time limit; RunnerError('broken') when QEMU breaks them or refuses.
 */
export interface Qmp extends AsyncDisposable {
  status(): Promise<QemuStatus>
  /** As the power button; the guest decides. */
  pressPower(): Promise<void>
  reset(): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Ends the process, as a power cut. Resolves when it has ended. */
  quit(): Promise<void>
  /** Memory, devices and disk under a name inside the disk's file. */
  saveSnapshot(name: string, disk: string): Promise<void>
  /** Of the disk alone. */
  snapshotDisk(name: string, disk: string): Promise<void>
  deleteSnapshot(name: string, disk: string): Promise<void>
  /** Which kinds of state this QEMU can write to a file of its own: none before 8.2. */
  stateKinds(): Promise<readonly StateKind[]>
  /** Into a file; the guest has to be paused, and cannot go on afterwards. */
  writeState(file: string, kind: StateKind): Promise<void>
  /** Out of a file, by a QEMU that was started with `-incoming defer`; the guest stays paused. */
  readState(file: string, kind: StateKind): Promise<void>
  /** Some bytes of the guest's memory into a file. */
  writeMemory(address: number, bytes: number, file: string): Promise<void>
  /** Why the machine cannot be saved now; empty when it can. */
  saveBlockers(): Promise<readonly string[]>
  /** QEMU's own rule syntax: `tcp:127.0.0.1:8800-:8800`. The answer is what QEMU complains about, or nothing. */
  addHostForward(rule: string): Promise<string>
  removeHostForward(rule: string): Promise<string>
  /** Resolves when QEMU has closed the conversation, which it does when it ends. */
  readonly ended: Promise<void>
}

const statusSchema = z.object({ status: z.string() })

/**
 * Opens the conversation; undefined when no QEMU listens there (any more).
 * Waits while another conversation is going on, for QEMU holds one at a time.
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
      // QEMU may be gone before its answer arrives; that is what was asked for.
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
