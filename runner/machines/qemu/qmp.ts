import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { RunnerError } from '../../errors.ts'

/** How long QEMU may take, in milliseconds. */
export interface Patience {
  readonly greeting: number
  readonly answer: number
  readonly snapshot: number
}

const usualPatience: Patience = { greeting: 10_000, answer: 10_000, snapshot: 180_000 }
const messageBytes = 1 << 20
const pathBytes = 100

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
  resume(): Promise<void>
  /** Ends the process, as pulling the plug. Resolves when it has ended. */
  quit(): Promise<void>
  /** Memory, devices and disk under a name inside the disk's file. */
  saveSnapshot(name: string, disk: string): Promise<void>
  deleteSnapshot(name: string, disk: string): Promise<void>
  /** Why the machine cannot be saved now; empty when it can. */
  saveBlockers(): Promise<readonly string[]>
  /** QEMU's own rule syntax: `tcp:127.0.0.1:8800-:8800`. The answer is what QEMU complains about, or nothing. */
  addHostForward(rule: string): Promise<string>
  removeHostForward(rule: string): Promise<string>
  /** Resolves when QEMU has closed the conversation, which it does when it ends. */
  readonly ended: Promise<void>
}

const messageSchema = z.union([
  z.object({ QMP: z.unknown() }),
  z.object({ event: z.string() }),
  z.object({ return: z.unknown(), id: z.number() }),
  z.object({ error: z.object({ desc: z.string() }), id: z.number() }),
])
type Message = z.infer<typeof messageSchema>

const statusSchema = z.object({ status: z.string() })
const jobsSchema = z.array(z.object({ id: z.string(), status: z.string(), error: z.string().optional() }))
const migrateSchema = z.object({ 'blocked-reasons': z.array(z.string()).optional() })

const broken = (message: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', message, { hint: 'Pull its plug with “boot2docker poweroff”, then “boot2docker up”.', cause })

/**
 * Opens the conversation; undefined when no QEMU listens there (any more).
 * Waits while another conversation is going on, for QEMU holds one at a time.
 */
export const openQmp = async (path: string, patience = usualPatience): Promise<Qmp | undefined> => {
  const socket = await connectTo(path)
  if (socket === undefined) return undefined
  const wire = new Wire(socket, patience)
  try {
    await wire.greeting()
    await wire.execute('qmp_capabilities', {}, z.unknown())
    return speak(wire)
  } catch (error) {
    socket.destroy()
    if (wire.isClosed) return undefined
    throw error
  }
}

const connectTo = (path: string): Promise<Socket | undefined> =>
  new Promise((resolve, reject) => {
    const near = nearPath(path)
    const socket = connect(near.path)
    // Once only: the error may come long after the connection, and the number of a closed file belongs to another by then.
    const settled = new Promise<void>((settle) => socket.once('connect', settle).once('error', () => settle()))
    void settled.then(() => near.release())
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(error.code ?? '')) resolve(undefined)
      else reject(broken(`QEMU's socket ${path} cannot be opened: ${error.message}.`, error))
    })
  })

/** A socket's address holds about 107 bytes (104 on macOS); a longer path is reached from its own folder. */
const nearPath = (path: string): { readonly path: string; release(): void } => {
  if (Buffer.byteLength(path) < pathBytes) return { path, release: () => undefined }
  if (process.platform === 'linux') {
    const folder = openFolder(dirname(path))
    if (folder === undefined) return { path: '/nonexistent', release: () => undefined }
    return { path: `/proc/self/fd/${folder}/${basename(path)}`, release: () => closeSync(folder) }
  }
  const before = process.cwd()
  process.chdir(dirname(path))
  return { path: basename(path), release: () => process.chdir(before) }
}

const openFolder = (folder: string): number | undefined => {
  try {
    return openSync(folder, 'r')
  } catch {
    return undefined
  }
}

/** Lines of JSON in both directions, with answers matched to commands by number. */
class Wire {
  isClosed = false
  readonly closed: Promise<void>
  readonly patience: Patience
  readonly #socket: Socket
  readonly #waiting = new Map<number, (message: Message | undefined) => void>()
  #text = ''
  #count = 0

  constructor(socket: Socket, patience: Patience) {
    this.#socket = socket
    this.patience = patience
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => this.#take(text))
    socket.on('error', () => undefined)
    this.closed = new Promise((resolve) =>
      socket.once('close', () => {
        this.#close()
        resolve()
      }),
    )
  }

  greeting(): Promise<Message> {
    return this.#answer(0, 'its greeting', this.patience.greeting)
  }

  async execute<T>(command: string, args: object, schema: z.ZodType<T>): Promise<T> {
    const id = ++this.#count
    this.#socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`)
    const message = await this.#answer(id, `“${command}”`, this.patience.answer)
    if ('error' in message) throw broken(`QEMU refused “${command}”: ${message.error.desc}.`)
    const parsed = schema.safeParse('return' in message ? message.return : undefined)
    if (!parsed.success) throw broken(`QEMU answered “${command}” with something unexpected.`, parsed.error)
    return parsed.data
  }

  end(): void {
    this.#socket.destroy()
  }

  async #answer(id: number, what: string, milliseconds: number): Promise<Message> {
    const message = await new Promise<Message | 'late' | undefined>((resolve) => {
      const timer = setTimeout(() => resolve('late'), milliseconds)
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer)
        resolve(answer)
      })
    })
    this.#waiting.delete(id)
    if (message === 'late') throw broken(`QEMU hangs: no answer to ${what} within ${milliseconds / 1000} s.`)
    if (message === undefined) throw broken(`QEMU ended before it answered ${what}.`)
    return message
  }

  #take(text: string): void {
    this.#text += text
    if (this.#text.length > messageBytes) this.end()
    const lines = this.#text.split('\n')
    this.#text = lines.pop() ?? ''
    for (const line of lines) this.#hand(line)
  }

  #hand(line: string): void {
    const message = messageSchema.safeParse(parseJson(line))
    if (!message.success) this.end()
    else if (!('event' in message.data)) this.#waiting.get('id' in message.data ? message.data.id : 0)?.(message.data)
  }

  #close(): void {
    this.isClosed = true
    for (const settle of this.#waiting.values()) settle(undefined)
  }
}

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const statuses: Readonly<Record<string, QemuStatus>> = { running: 'running', 'save-vm': 'running', 'restore-vm': 'running', shutdown: 'ended' }

const speak = (wire: Wire): Qmp => {
  const order = async (command: string): Promise<void> => {
    await wire.execute(command, {}, z.unknown())
  }
  const human = (line: string): Promise<string> =>
    wire.execute('human-monitor-command', { 'command-line': line }, z.string()).then((answer) => answer.trim())
  return {
    status: async () => statuses[(await wire.execute('query-status', {}, statusSchema)).status] ?? 'paused',
    pressPower: () => order('system_powerdown'),
    reset: () => order('system_reset'),
    resume: () => order('cont'),
    quit: async () => {
      // QEMU may be gone before its answer arrives; that is what was asked for.
      await order('quit').catch((error: unknown) => (wire.isClosed ? undefined : Promise.reject(error as Error)))
      await wire.closed
    },
    saveSnapshot: (name, disk) => runJob(wire, 'snapshot-save', { tag: name, vmstate: disk, devices: [disk] }),
    deleteSnapshot: (name, disk) => runJob(wire, 'snapshot-delete', { tag: name, devices: [disk] }),
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

/** Snapshots are background jobs; their failure is in the job, not in the answer to the command. */
const runJob = async (wire: Wire, command: string, args: object): Promise<void> => {
  const id = 'shipshape'
  await wire.execute(command, { 'job-id': id, ...args }, z.unknown())
  const deadline = Date.now() + wire.patience.snapshot
  for (;;) {
    const job = (await wire.execute('query-jobs', {}, jobsSchema)).find((one) => one.id === id)
    if (job === undefined || job.status === 'concluded') {
      await wire.execute('job-dismiss', { id }, z.unknown()).catch(() => undefined)
      if (job?.error !== undefined) throw broken(`QEMU could not do “${command}”: ${job.error}.`)
      return
    }
    if (Date.now() > deadline) throw broken(`QEMU's “${command}” did not end within ${wire.patience.snapshot / 1000} s.`)
    await pause(20)
  }
}
