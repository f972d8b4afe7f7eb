import { type Match, equals, matches } from '../../../playbooks/model/check.ts'
import { type Text, text } from '../../../playbooks/model/text.ts'
import { type HandCheck, type Typing, byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

/** As `docker` itself asks first: `_ping` answers OK. */
const shows: { readonly [state in 'answers' | 'silent']: Match } = {
  answers: equals(text`OK`),
  // 7: not connected; 28: no answer in time; 35, 52, 56: the connection was closed.
  silent: matches(/^curl: \((?:7|28|35|52|56)\) /),
}

const ping = 'curl -sS --max-time 5'

const overTls = (address: string, { certificates }: Typing, state: 'answers' | 'silent'): HandCheck => {
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((file) => `${certificates}/${file}`)
  return byLook(`${ping} --cacert ${ca} --cert ${cert} --key ${key} https://${address}/_ping`, shows[state])
}

const after = (scheme: string, { pieces: [first = '', ...others], values }: Text): Text | undefined =>
  first.startsWith(scheme) ? { pieces: [first.slice(scheme.length), ...others], values } : undefined

/** An endpoint that is a value, such as that of the reader’s own client, is asked with the client. */
export const byHand: ByHand<'engine'> = ({ endpoint, state }, typing) => {
  const socket = after('unix://', endpoint)
  if (socket !== undefined)
    return byLook(`${ping} --unix-socket ${typing.path(socket)} http://localhost/_ping`, shows[state])
  const address = after('tcp://', endpoint)
  if (address !== undefined) return overTls(typing.word(address), typing, state)
  return byLook(
    `docker -H ${typing.word(endpoint)} version --format '{{.Server.Version}}'`,
    state === 'answers' ? matches(/^\d+\.\d+/) : matches(/cannot connect|failed to connect|deadline exceeded/i),
  )
}
