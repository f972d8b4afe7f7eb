import { equals } from '../../../playbooks/model/check.ts'
import { type Text, text } from '../../../playbooks/model/text.ts'
import type { HandLook } from '../../contract/by-hand.ts'
import type { ByHand, WrittenCheck } from '../kind.ts'

const options = ({ login, accept }: WrittenCheck<'http'>, word: (text: Text) => string): string =>
  [
    ...(login === undefined ? [] : [`-u ${word(login.user)}:${word(login.password)} `]),
    ...(accept === undefined ? [] : [`-H 'Accept: '${word(accept)} `]),
  ].join('')

/** The status, which is all that a redirect or an error may have, and then the body. */
export const byHand: ByHand<'http'> = (check, { word }) => {
  const { url, status, body } = check
  const asked = `${options(check, word)}${word(url)}`
  const first: HandLook = {
    line: `curl -s -o /dev/null -w '%{http_code}\\n' ${asked}`,
    shows: equals(text`${String(status)}`),
  }
  return { kind: 'looks', looks: body === undefined ? [first] : [first, { line: `curl -s ${asked}`, shows: body }] }
}
