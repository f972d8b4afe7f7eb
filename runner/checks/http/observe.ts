import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { alike } from '../../../playbooks/model/text.ts'
import { deadlines } from '../../contract/deadlines.ts'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import { RunnerError } from '../../errors.ts'
import { limitConnecting, notAccepted } from '../../host/connecting.ts'
import type { Observer } from '../kind.ts'
import { reachOf } from '../look/reach.ts'
import { because, cannotLookAt, codesOf, noAnswerWithin, reasonOf } from '../look/reason.ts'

interface Credentials {
  readonly user: string
  readonly password: string
}

export interface HttpQuestion {
  readonly url: string
  readonly login?: Credentials | undefined
  /** A media type. */
  readonly accept?: string | undefined
  /** Without it the body is not read. */
  readonly readsBody: boolean
}

/** The largest body that is read. Bytes. */
const biggestBody = 1024 * 1024

/**
 * The answer to one GET, without following redirects: its status and, if asked for, a body of up to 1 MiB. A server
 * that is not there is seen as `refused`, `silent`, or `closed` when it ends the connection without an answer; it is
 * absent when its name leads nowhere.
 */
export const observeHttp = async (question: HttpQuestion, signal: AbortSignal): Promise<Observation> => {
  const late = AbortSignal.timeout(deadlines.answer)
  try {
    const answer = await ask(question, AbortSignal.any([signal, late]))
    return 'state' in answer ? answer : await seen(question, answer)
  } catch (error) {
    if (late.aborted) return because(question.url, noAnswerWithin(deadlines.answer))
    return codesOf(error).includes('ENOTFOUND') ? { kind: 'absent' } : cannotLookAt(question.url, error)
  }
}

type NotReached = Extract<Observation, { readonly kind: 'state' }>

const ask = async (question: HttpQuestion, signal: AbortSignal): Promise<IncomingMessage | NotReached> => {
  const { url } = question
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is neither HTTP nor HTTPS`)
  const send = protocol === 'https:' ? requestHttps : requestHttp
  const call = send(url, { agent: false, signal, headers: headersOf(question) })
  call.once('socket', (socket) =>
    limitConnecting(socket, hostname, deadlines.connect, () => call.destroy(notAccepted())),
  )
  return new Promise((resolve, reject) => {
    call.once('error', (error) => {
      const reach = reachOf(error)
      // What ended after its first bytes is not a server that was not reached.
      const isReached = reach === undefined || (call.socket?.bytesRead ?? 0) > 0
      if (isReached) reject(reach === undefined ? error : cutShort)
      else resolve({ kind: 'state', state: reach, detail: alike(reasonOf(error)) })
    })
    call.once('response', resolve).end()
  })
}

const cutShort = new RunnerError(
  'broken',
  { en: 'The answer was cut short.', 'zh-cn': '响应中途断开。' },
  { hint: 'Ask again.' },
)

const seen = async ({ url, readsBody }: HttpQuestion, answer: IncomingMessage): Promise<Observation> => {
  const status = answer.statusCode ?? 0
  if (!readsBody) {
    answer.destroy()
    return { kind: 'http', status }
  }
  const parts: Buffer[] = []
  let bytes = 0
  // without an encoding, a stream of Node gives buffers
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > biggestBody) return cannotLook(tooLong(url))
    parts.push(part)
  }
  return { kind: 'http', status, body: Buffer.concat(parts).toString('utf8') }
}

const tooLong = (url: string): { readonly en: string; readonly 'zh-cn': string } => ({
  en: `${url} answers more than 1 MiB`,
  'zh-cn': `${url} 的响应超过 1 MiB`,
})

const headersOf = ({ login, accept }: HttpQuestion): { readonly [name: string]: string } => ({
  connection: 'close',
  ...authorization(login),
  ...(accept === undefined ? {} : { accept }),
})

/** RFC 7617. */
const authorization = (login: Credentials | undefined): { readonly authorization?: string } =>
  login === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` }

export const observe: Observer<'http'>['observe'] = ({ url, login, accept, body }, { signal }) =>
  observeHttp({ url, login, accept, readsBody: body !== undefined }, signal)
