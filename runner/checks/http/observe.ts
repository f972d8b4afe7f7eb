import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { connectMs } from '../look/connect.ts'
import { reasonWords } from '../look/reason.ts'

interface Credentials {
  readonly user: string
  readonly password: string
}

/** The answer to one GET, without following redirects. The body is cut after 64 KiB. */
export const observeHttp = async (url: string, signal: AbortSignal, login?: Credentials): Promise<Observation> => {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(2 * connectMs)])
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: limit,
      headers: { connection: 'close', ...authorization(login) },
    })
    return { kind: 'http', status: answer.status, body: (await answer.text()).slice(0, 64 * 1024) }
  } catch (error) {
    const why = reasonWords(error)
    return {
      kind: 'unreachable',
      reason: { en: `${url} does not answer: ${why.en}`, 'zh-cn': `${url} 没有响应：${why['zh-cn']}` },
    }
  }
}

/** RFC 7617. */
const authorization = (login: Credentials | undefined): { readonly authorization?: string } =>
  login === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` }

export const observe: Observer<'http'>['observe'] = ({ url, login }, { signal }) => observeHttp(url, signal, login)
