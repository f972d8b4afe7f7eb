import { connect } from 'node:net'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { connectMs } from '../look/connect.ts'
import { codesOf, reasonOf } from '../look/reason.ts'

const noAnswer: Words = { en: `no answer within ${connectMs / 1000} s`, 'zh-cn': `${connectMs / 1000} s 内没有响应` }

/** An address as it stands in a URL, without its brackets. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** Whether something listens: `open`, `refused`, or `silent` when packets vanish. */
export const observePort = (host: string, port: number): Promise<Observation> =>
  new Promise((resolve) => {
    const socket = connect({ host: bare(host), port, timeout: connectMs })
    const see = (state: string, detail?: Words): void => {
      socket.destroy()
      resolve({ kind: 'state', state, ...(detail === undefined ? {} : { detail }) })
    }
    socket.once('connect', () => see('open'))
    socket.once('timeout', () => see('silent', noAnswer))
    socket.once('error', (error) => see(stateOf(error), alike(reasonOf(error))))
  })

const stateOf = (error: Error): string => (codesOf(error).includes('ECONNREFUSED') ? 'refused' : 'silent')

export const observe: Observer<'port'>['observe'] = ({ host, port }) => observePort(host, port)
