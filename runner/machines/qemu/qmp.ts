import { z } from 'zod'
import { broken, connectTo, type Timeouts, Wire } from './qmp-wire.ts'

export type { Timeouts } from './qmp-wire.ts'

const defaultTimeouts: Timeouts = { greeting: 10_000, answer: 10_000, snapshot: 180_000 }

/** As QEMU's `query-status` says it, folded to what matters here. */
export type QemuStatus = 'running' | 'paused' | 'ended'

/** `devices`: all but the RAM, which lies in a file of its own. `everything`: the RAM too, each page at its own place. */
export type StateKind = 'devices' | 'everything'

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
const jobsSchema = z.array(z.object({ id: z.string(), status: z.string(), error: z.string().optional() }))
const jobEventSchema = z.object({ id: z.string(), status: z.string() })
const migrateSchema = z.object({
  status: z.string().optional(),
  'error-desc': z.string().optional(),
  'blocked-reasons': z.array(z.string()).optional(),
})
const capabilitiesSchema = z.array(z.object({ capability: z.string() }))

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
    saveBlockers: async () => (await wire.execute('query-migrate', {}, migrateSchema))['blocked-reasons'] ?? [],
    addHostForward: (rule) => human(`hostfwd_add nat ${rule}`),
    removeHostForward: (rule) => human(`hostfwd_remove nat ${rule}`),
    ended: wire.closed,
    [Symbol.asyncDispose]: async () => {
      wire.end()
      await wire.closed
    },
  }
}

/** Resolves once the event arrives or QEMU has ended; RunnerError('broken') when neither happens in time. */
const untilEvent = (
  wire: Wire,
  what: string,
  holds: (name: string, data: unknown) => boolean,
): { readonly seen: Promise<unknown>; stop(): void } => {
  const seen = Promise.withResolvers<undefined>()
  const { snapshot } = wire.timeouts
  const timer = setTimeout(
    () => seen.reject(broken(`QEMU's “${what}” did not end within ${snapshot / 1000} s.`)),
    snapshot,
  )
  const deafen = wire.onEvent((name, data) => (holds(name, data) ? seen.resolve(undefined) : undefined))
  void wire.closed.then(() => seen.resolve(undefined))
  seen.promise.catch(() => undefined) // Nobody awaits it when the command was refused.
  const stop = (): void => {
    clearTimeout(timer)
    deafen()
  }
  return { seen: seen.promise, stop }
}

/** Snapshots are background jobs; an error is in the job, not in the answer to the command. */
const runJob = async (wire: Wire, command: string, args: object): Promise<void> => {
  const id = 'shipshape'
  const isConcluded = (name: string, data: unknown): boolean => {
    const event = name === 'JOB_STATUS_CHANGE' ? jobEventSchema.safeParse(data) : undefined
    return event?.success === true && event.data.id === id && event.data.status === 'concluded'
  }
  const end = untilEvent(wire, command, isConcluded)
  try {
    // QEMU may scan all of the memory before it answers.
    await wire.execute(command, { 'job-id': id, ...args }, z.unknown(), wire.timeouts.snapshot)
    await end.seen
  } finally {
    end.stop()
  }
  const job = (await wire.execute('query-jobs', {}, jobsSchema)).find((one) => one.id === id)
  await wire.execute('job-dismiss', { id }, z.unknown()).catch(() => undefined)
  if (job?.error !== undefined) throw broken(`QEMU could not do “${command}”: ${job.error}.`)
}

/** QEMU's names. `x-ignore-shared` leaves shared RAM in its file; `mapped-ram` gives each page a fixed offset. */
const capabilities: Readonly<Record<StateKind, readonly string[]>> = {
  devices: ['x-ignore-shared'],
  everything: ['mapped-ram', 'multifd'],
}
const channels = 2
/** Bytes per second: the default is 128 MB/s, which is meant for networks. */
const unlimited = 1e12

const stateKinds = async (wire: Wire): Promise<readonly StateKind[]> => {
  const known = (await wire.execute('query-migrate-capabilities', {}, capabilitiesSchema)).map(
    ({ capability }) => capability,
  )
  return (['devices', 'everything'] as const).filter((kind) => capabilities[kind].every((name) => known.includes(name)))
}

const migrate = async (
  wire: Wire,
  command: 'migrate' | 'migrate-incoming',
  file: string,
  kind: StateKind,
): Promise<void> => {
  const set = (state: boolean): Promise<unknown> =>
    wire.execute(
      'migrate-set-capabilities',
      { capabilities: ['events', ...capabilities[kind]].map((capability) => ({ capability, state })) },
      z.unknown(),
    )
  const end = untilEvent(
    wire,
    command,
    (name, data) =>
      name === 'MIGRATION' && ['completed', 'failed'].includes(statusSchema.safeParse(data).data?.status ?? ''),
  )
  try {
    await set(true)
    await wire.execute(
      'migrate-set-parameters',
      { 'max-bandwidth': unlimited, ...(kind === 'everything' ? { 'multifd-channels': channels } : {}) },
      z.unknown(),
    )
    await wire.execute(command, { uri: `file:${file}` }, z.unknown(), wire.timeouts.snapshot)
    await end.seen
  } finally {
    end.stop()
  }
  const { status, 'error-desc': reason } = await wire.execute('query-migrate', {}, migrateSchema)
  // Capabilities stay set, so they are reset for the next state of another kind.
  await set(false)
  if (status !== 'completed')
    throw broken(`QEMU could not do “${command}” with ${file}: ${reason ?? status ?? 'no reason given'}.`)
}
