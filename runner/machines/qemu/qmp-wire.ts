import { closeSync, openSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { RunnerError } from '../../errors.ts'

/** How long QEMU may take, in milliseconds. */
export interface Timeouts {
  readonly greeting: number
  readonly answer: number
  /** For memory to or from a file. */
  readonly snapshot: number
}

const messageBytes = 1 << 20
const pathBytes = 100

const messageSchema = z.union([
  z.object({ QMP: z.unknown() }),
  z.object({ event: z.string(), data: z.unknown().optional() }),
  z.object({ return: z.unknown(), id: z.number() }),
  z.object({ error: z.object({ desc: z.string() }), id: z.number() }),
])
type Message = z.infer<typeof messageSchema>
type OnEvent = (name: string, data: unknown) => void

export const broken = (message: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', message, {
    hint: 'Power it off with “boot2docker poweroff”, then “boot2docker up”.',
    cause,
  })

/** undefined when nobody listens there. */
export const connectTo = (path: string): Promise<Socket | undefined> =>
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
    // It is gone; connecting then says so.
    return undefined
  }
}

/** Lines of JSON in both directions, with answers matched to commands by number. */
export class Wire {
  isClosed = false
  readonly closed: Promise<void>
  readonly timeouts: Timeouts
  readonly #socket: Socket
  readonly #waiting = new Map<number, (message: Message | undefined) => void>()
  readonly #listeners = new Set<OnEvent>()
  #text = ''
  #count = 0

  constructor(socket: Socket, timeouts: Timeouts) {
    this.#socket = socket
    this.timeouts = timeouts
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
    return this.#answer(0, 'its greeting', this.timeouts.greeting)
  }

  /** Hears QEMU's events until the function that it yields is called. */
  onEvent(listener: OnEvent): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async execute<T>(command: string, args: object, schema: z.ZodType<T>, withinMs = this.timeouts.answer): Promise<T> {
    if (this.isClosed) throw broken(`QEMU ended before it was asked “${command}”.`)
    const id = ++this.#count
    this.#socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`)
    const message = await this.#answer(id, `“${command}”`, withinMs)
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
    if (!message.success) return this.end()
    const { data } = message
    if ('event' in data) for (const listener of this.#listeners) listener(data.event, data.data)
    else this.#waiting.get('id' in data ? data.id : 0)?.(data)
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
    // QEMU speaks JSON alone; whoever asked says what else came.
    return undefined
  }
}
