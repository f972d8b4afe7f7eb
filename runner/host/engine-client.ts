import { Agent as HttpAgent, IncomingMessage } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Socket } from 'node:net'
import Docker from 'dockerode'
import { limitConnecting, notAccepted } from './connecting.ts'
import { EngineFault } from './engine-fault.ts'

/** Of one call; milliseconds and bytes. */
export interface EngineLimits {
  /** For the connection to be accepted. */
  readonly connectMs: number
  /** For the whole answer, the connection included. */
  readonly answerMs: number
  /** Of the answer; 64 MiB when left out: a computer may have thousands of images. */
  readonly bytes?: number
}

export type EngineClientOptions = Omit<Docker.DockerOptions, 'timeout' | 'connectionTimeout'> & {
  /** Makes the connections; without it they are made to the options' socket or host. */
  readonly agent?: HttpAgent
}

/**
 * A client of Docker's engine; it connects when it is first asked something. Each call ends in time: it rejects with an
 * EngineFault when the answer is late, cut short, endless or not an engine's, with an error that has a `statusCode`
 * when the engine refuses, and with the system's error when there is no connection; nobody accepting it is ETIMEDOUT.
 */
export const engineClient = (options: EngineClientOptions, limits: EngineLimits): Docker => {
  // `host` is named, for dockerode would take it from our own DOCKER_HOST.
  const docker = new Docker({ host: undefined, ...options })
  const modem = docker.modem as unknown as Modem // all of its calls go through this; its type has less
  const dial = modem.dial.bind(modem)
  const dialOnce = (call: Call, done: Done): Connection => {
    const connection = options.agent === undefined ? connectionOf(options, limits.connectMs) : givenBy(options.agent)
    modem.agent = connection.agent // read at once
    dial(call, done)
    return connection
  }
  modem.dial = (call, done) => {
    limited(dialOnce, call, limits).then(
      (result) => done(null, result),
      (error: unknown) => done(error),
    )
  }
  return docker
}

/** What is used of docker-modem. */
interface Modem {
  dial: (call: Call, done: Done) => void
  agent: HttpAgent
}
type Done = (error: unknown, result?: unknown) => void
type Dial = (call: Call, done: Done) => Connection
interface Call {
  readonly isStream?: boolean
  readonly abortSignal?: AbortSignal
  /** `true` of those that are a success, else what it means. */
  readonly statusCodes: Readonly<Record<number, string | boolean>>
}

/** That of one call. */
interface Connection {
  readonly agent: HttpAgent
  readonly bytesRead: () => number
}

const givenBy = (agent: HttpAgent): Connection => ({ agent, bytesRead: () => 0 })

const connectionOf = ({ protocol, host = '127.0.0.1' }: EngineClientOptions, connectMs: number): Connection => {
  const agent = protocol === 'https' ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false })
  const connect = agent.createConnection.bind(agent)
  let made: Socket | undefined
  agent.createConnection = (options, done) => {
    const socket = connect(options, done)
    if (socket instanceof Socket) {
      made = socket
      limitConnecting(socket, host, connectMs, () => socket.destroy(notAccepted()))
    }
    return socket
  }
  return { agent, bytesRead: () => made?.bytesRead ?? 0 }
}

/** docker-modem itself would collect any answer, however long, and wait for its end for ever. */
const limited = async (dial: Dial, call: Call, { answerMs, bytes = 64 << 20 }: EngineLimits): Promise<unknown> => {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new EngineFault('no-answer', answerMs)), answerMs)
  const signals = call.abortSignal === undefined ? [late.signal] : [late.signal, call.abortSignal]
  try {
    const answer = await responseTo(dial, call, AbortSignal.any(signals))
    if (call.isStream === true && call.statusCodes[answer.statusCode ?? 0] === true) return whileOpen(answer, timer)
    return resultOf(call, answer, await textOf(answer, bytes))
  } catch (error) {
    clearTimeout(timer)
    throw late.signal.aborted ? late.signal.reason : error
  } finally {
    if (call.isStream !== true) clearTimeout(timer)
  }
}

const everyStatus = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index + 100, true]))

const responseTo = (dial: Dial, call: Call, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    const asStream = { ...call, isStream: true, statusCodes: everyStatus, abortSignal: signal }
    let bytesRead = (): number => 0 // it may fail before there is a connection
    const connection = dial(asStream, (error, answer) => {
      if (answer instanceof IncomingMessage) resolve(answer)
      else reject(isHangUp(error) && bytesRead() > 0 ? new EngineFault('cut-short', bytesRead()) : (error as Error))
    })
    bytesRead = connection.bytesRead
  })

const isHangUp = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET'

/** A stream keeps its deadline. */
const whileOpen = (answer: IncomingMessage, timer: NodeJS.Timeout): IncomingMessage =>
  answer.once('close', () => clearTimeout(timer))

const textOf = async (answer: IncomingMessage, mostBytes: number): Promise<string> => {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      bytes += part.length
      if (bytes > mostBytes) throw new EngineFault('too-long', mostBytes)
      parts.push(part)
    }
  } catch (cause) {
    throw cause instanceof EngineFault ? cause : new EngineFault('cut-short', bytes, cause)
  } finally {
    answer.destroy()
  }
  return Buffer.concat(parts).toString('utf8')
}

const resultOf = ({ statusCodes }: Call, { statusCode = 0, headers }: IncomingMessage, text: string): unknown => {
  const json = parsed(text)
  if (statusCodes[statusCode] === true) {
    if (json === undefined && headers['content-type']?.startsWith('application/json') === true)
      throw new EngineFault('cut-short', text.length)
    return json ?? Buffer.from(text)
  }
  const isMessage = typeof json === 'object' && json !== null && 'message' in json
  const said = isMessage ? String(json.message) : text.slice(0, 200)
  const error = new Error(`(HTTP code ${statusCode}) ${String(statusCodes[statusCode] ?? 'unexpected')} - ${said}`)
  throw Object.assign(error, { statusCode, json })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // `OK`, or not an engine's
  }
}
