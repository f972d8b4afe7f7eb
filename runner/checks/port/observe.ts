import { connect } from 'node:net'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import { deadlines } from '../../contract/deadlines.ts'
import type { Observation } from '../../contract/observation.ts'
import { limitConnecting } from '../../host/connecting.ts'
import type { Observer } from '../kind.ts'
import { reachOf } from '../look/reach.ts'
import { cannotLookAt, reasonOf } from '../look/reason.ts'

const seconds = deadlines.connect / 1000
const noAnswer: Words = { en: `no answer within ${seconds} s`, 'zh-cn': `${seconds} s 内没有响应` }

/** An address as it stands in a URL, without its brackets. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** Whether something listens: `open`, `refused`, or `silent` when packets vanish or no route leads there. */
export const observePort = (host: string, port: number, signal: AbortSignal): Promise<Observation> =>
  new Promise((resolve) => {
    const socket = connect({ host: bare(host), port, signal })
    const see = (seen: Observation): void => {
      socket.destroy()
      resolve(seen)
    }
    limitConnecting(socket, host, deadlines.connect, () => see({ kind: 'state', state: 'silent', detail: noAnswer }))
    socket.once('connect', () => see({ kind: 'state', state: 'open' }))
    socket.once('error', (error) => see(stateOf(`${host}:${port}`, error)))
  })

const stateOf = (where: string, error: Error): Observation => {
  const reach = reachOf(error)
  return reach === undefined || reach === 'closed'
    ? cannotLookAt(where, error)
    : { kind: 'state', state: reach, detail: alike(reasonOf(error)) }
}

export const observe: Observer<'port'>['observe'] = ({ host, port }, { signal }) => observePort(host, port, signal)
