import { type Match, contains, matches } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand, WrittenCheck } from '../kind.ts'

/** As curl from 7.88 to 8.17 says it. */
const shows: { readonly [state in WrittenCheck<'port'>['state']]: Match } = {
  open: matches(/Connected to|Established connection to/),
  refused: contains(text`Connection refused`),
  silent: matches(/timed out|timeout after|No route to host|unreachable/i),
}

/** curl connects and, having nothing to send, leaves. macOS and every Linux have it, unlike `nc`. */
export const byHand: ByHand<'port'> = ({ host, port, state }, { word }) =>
  byLook(`curl -sSv --connect-timeout 3 telnet://${word(host)}:${port} </dev/null`, shows[state])
