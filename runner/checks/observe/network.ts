import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import { askProgram } from '../../host/program.ts'
import type { Observation } from '../../targets/target.ts'
import { codesOf, reasonOf, reasonWords } from './reason.ts'

/** How long a connection may take to show that somebody is there. A port that says nothing until then is silent. */
const timeoutMs = 2500

const noAnswer: Words = { en: `no answer within ${timeoutMs / 1000} s`, 'zh-cn': `${timeoutMs / 1000} s 内没有应答` }

/** An address as it stands in a URL, without its brackets. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** Whether something listens: `open`, `refused`, or `silent` when packets vanish. */
export const observePort = (host: string, port: number): Promise<Observation> =>
  new Promise((resolve) => {
    const socket = connect({ host: bare(host), port, timeout: timeoutMs })
    const see = (state: string, detail?: Words): void => {
      socket.destroy()
      resolve({ kind: 'state', state, ...(detail === undefined ? {} : { detail }) })
    }
    socket.once('connect', () => see('open'))
    socket.once('timeout', () => see('silent', noAnswer))
    socket.once('error', (error) => see(stateOf(error), alike(reasonOf(error))))
  })

const stateOf = (error: Error): string => (codesOf(error).includes('ECONNREFUSED') ? 'refused' : 'silent')

interface Credentials {
  readonly user: string
  readonly password: string
}

/** The answer to one GET, without following redirects. The body is cut after 64 KiB. */
export const observeHttp = async (url: string, signal: AbortSignal, login?: Credentials): Promise<Observation> => {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(2 * timeoutMs)])
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
      reason: { en: `${url} does not answer: ${why.en}`, 'zh-cn': `${url} 没有应答：${why['zh-cn']}` },
    }
  }
}

/** RFC 7617. */
const authorization = (login: Credentials | undefined): { readonly authorization?: string } =>
  login === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` }

/** The IPv4 address that a name has on this computer, the hosts file included. */
export const observeName = async (name: string): Promise<Observation> => {
  try {
    const { address } = await lookup(name, { family: 4 })
    return { kind: 'address', address }
  } catch {
    // No name server and no hosts file knows it.
    return { kind: 'address', address: 'none' }
  }
}

/** Through which network device packets for an address leave (Linux: `ip route get`, macOS: `route -n get`). */
export const observeRoute = async (to: string): Promise<Observation> => {
  const [file, args, pattern] =
    process.platform === 'darwin'
      ? (['route', ['-n', 'get', to], /interface: (\S+)/] as const)
      : (['ip', ['route', 'get', to], /\bdev (\S+)/] as const)
  const { stdout, stderr, failed } = await askProgram(file, args)
  const device = pattern.exec(stdout)?.[1]
  if (device === undefined || failed) return { kind: 'unreachable', reason: noRoute(to, stderr.trim()) }
  return { kind: 'device', device }
}

const noRoute = (to: string, said: string): Words => {
  const quoted = said === '' ? { en: '', 'zh-cn': '' } : { en: `: “${said}”`, 'zh-cn': `：“${said}”` }
  return { en: `no route to ${to}${quoted.en}`, 'zh-cn': `没有到 ${to} 的路由${quoted['zh-cn']}` }
}
