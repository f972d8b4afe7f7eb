import type { Socket } from 'node:net'
import { z } from 'zod'
import { broken } from './qmp-socket.ts'

/** How long QEMU may take, in milliseconds. */
export interface QmpTimeouts {
  readonly greeting: number
  readonly answer: number
  /** For writing memory to a file or reading it. */
  readonly snapshot: number
}

const messageBytes = 1 << 20

const messageSchema = z.union([
  z.object({ QMP: z.unknown() }),
  z.object({ event: z.string(), data: z.unknown().optional() }),
  z.object({ return: z.unknown(), id: z.number() }),
  z.object({ error: z.object({ desc: z.string() }), id: z.number() }),
])
type Message = z.infer<typeof messageSchema>
type OnEvent = (name: string, data: unknown) => void

/** Lines of JSON in both directions, with answers matched to commands by number. */
export class Wire {
  isClosed = false
  readonly closed: Promise<void>
  readonly timeouts: QmpTimeouts
  readonly #socket: Socket
  readonly #waiting = new Map<number, (message: Message | undefined) => void>()
  readonly #listeners = new Set<OnEvent>()
  #text = ''
  #count = 0

  constructor(socket: Socket, timeouts: QmpTimeouts) {
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

  /** Listens to QEMU's events until the returned function is called. */
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
    // Whoever waits is woken when the socket closes; whoever comes later would wait in vain.
    if (this.isClosed) throw broken(`QEMU ended before it answered ${what}.`)
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
