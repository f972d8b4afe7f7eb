import { type Match, contains, matches } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand, WrittenCheck } from '../kind.ts'

/** As curl from 7.88 to 8.17 says it. */
const shows: { readonly [state in WrittenCheck<'port'>['state']]: Match } = {
  open: matches(/Connected to|Established connection to/),
  refused: contains(text`Connection refused`),
  silent: matches(/Connection timed out|Connection timeout|Timeout was reached|No route to host|unreachable/),
}

/**
 * What curl says of the connection; what it is answered does not matter. macOS and every Linux have it, unlike `nc`. A
 * server that waits is left after five seconds.
 */
export const byHand: ByHand<'port'> = ({ host, port, state }, { word }) =>
  byLook(`curl -sSv -o /dev/null --connect-timeout 3 --max-time 5 http://${word(host)}:${port}/`, shows[state])
