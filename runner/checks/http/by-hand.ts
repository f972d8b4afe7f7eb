import { equals } from '../../../playbooks/model/check.ts'
import { type Text, text } from '../../../playbooks/model/text.ts'
import type { HandLook } from '../../contract/by-hand.ts'
import type { ByHand, WrittenCheck } from '../kind.ts'

const loginOption = (login: WrittenCheck<'http'>['login'], word: (text: Text) => string): string =>
  login === undefined ? '' : `-u ${word(login.user)}:${word(login.password)} `

/** The status, which is all that a redirect or an error may have, and then the body. */
export const byHand: ByHand<'http'> = ({ url, status, body, login }, { word }) => {
  const asked = `${loginOption(login, word)}${word(url)}`
  const first: HandLook = {
    line: `curl -s -o /dev/null -w '%{http_code}\\n' ${asked}`,
    shows: equals(text`${String(status)}`),
  }
  return { kind: 'looks', looks: body === undefined ? [first] : [first, { line: `curl -s ${asked}`, shows: body }] }
}
