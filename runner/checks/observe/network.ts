import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { execa } from 'execa'
import type { Observation } from '../../targets/target.ts'

/** How long a connection may take to show that somebody is there. A port that says nothing until then is silent. */
const patienceMs = 2500

/** An address as it stands in a URL, without its brackets. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** Whether something listens: `open`, `refused`, or `silent` when packets vanish. */
export const observePort = (host: string, port: number): Promise<Observation> =>
  new Promise((resolve) => {
    const socket = connect({ host: bare(host), port, timeout: patienceMs })
    const see = (state: string, detail?: string): void => {
      socket.destroy()
      resolve({ kind: 'state', state, ...(detail === undefined ? {} : { detail }) })
    }
    socket.once('connect', () => see('open'))
    socket.once('timeout', () => see('silent', `no answer within ${patienceMs / 1000} s`))
    socket.once('error', (error) => see(stateOf(error), reasonOf(error)))
  })

const codesOf = (error: unknown): readonly string[] => {
  // Several addresses of one name fail together as an AggregateError.
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf)
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? [error.code] : []
}

const stateOf = (error: Error): string => (codesOf(error).includes('ECONNREFUSED') ? 'refused' : 'silent')

/** One line for a person. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause)
  const codes = codesOf(error)
  return codes.length > 0 ? [...new Set(codes)].join(', ') : String(error instanceof Error ? error.message : error)
}

interface Credentials {
  readonly user: string
  readonly password: string
}

/** The answer to one GET, without following redirects. The body is cut after 64 KiB. */
export const observeHttp = async (url: string, signal: AbortSignal, login?: Credentials): Promise<Observation> => {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(2 * patienceMs)])
    const answer = await fetch(url, { redirect: 'manual', signal: limit, headers: { connection: 'close', ...authorization(login) } })
    return { kind: 'http', status: answer.status, body: (await answer.text()).slice(0, 64 * 1024) }
  } catch (error) {
    return { kind: 'unreachable', reason: `${url}: ${reasonOf(error)}` }
  }
}

/** RFC 7617. */
const authorization = (login: Credentials | undefined): { readonly authorization?: string } =>
  login === undefined ? {} : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` }

/** The IPv4 address that a name has on this computer, the hosts file included. */
export const observeName = async (name: string): Promise<Observation> => {
  try {
    const { address } = await lookup(name, { family: 4 })
    return { kind: 'address', address }
  } catch {
    return { kind: 'address', address: 'none' }
  }
}

/** Through which network device packets for an address leave (Linux: `ip route get`, macOS: `route -n get`). */
export const observeRoute = async (to: string): Promise<Observation> => {
  const [file, args, pattern] =
    process.platform === 'darwin'
      ? (['route', ['-n', 'get', to], /interface: (\S+)/] as const)
      : (['ip', ['route', 'get', to], /\bdev (\S+)/] as const)
  const { stdout, stderr, failed } = await execa(file, [...args], { reject: false })
  const device = pattern.exec(stdout)?.[1]
  if (device === undefined || failed) return { kind: 'unreachable', reason: stderr.trim() || `no route to ${to}` }
  return { kind: 'device', device }
}
