import { patternText } from '../../../playbooks/model/pattern.ts'
import type { Observed } from '../../contract/observation.ts'
import type { ExecResult } from '../../contract/session.ts'
import type { ActualMatch } from '../match.ts'
import { inOneLine } from './one-line.ts'

/** What a command wrote. */
export const quoted = (text: string, most?: number): string =>
  inOneLine(text, most) === '' ? 'nothing' : `“${inOneLine(text, most)}”`

/** What a match demands: `contains “web”`. */
export const demands = (match: ActualMatch): string => {
  switch (match.how) {
    case 'equals':
      return match.text === '' ? 'is empty' : `is ${quoted(match.text)}`
    case 'contains':
      return `contains ${quoted(match.text)}`
    case 'excludes':
      return `does not contain ${quoted(match.text)}`
    case 'matches':
      return `matches ${patternText(match)}`
  }
}

export const places = { host: 'on this computer', guest: 'in the VM' } as const

/** What a file is to hold. */
export const holding = (content: ActualMatch | undefined): string =>
  content === undefined ? '' : ` and ${demands(content)}`

/** Words for states that only one kind of check sees. */
type StateWords = { readonly [state in string]?: string }

/** What was seen of the world. */
export const saw = (seen: Observed, states: StateWords = {}): string => {
  switch (seen.kind) {
    case 'state':
      return withDetail(states[seen.state] ?? seen.state, seen.detail?.en)
    case 'http':
      return `status ${seen.status}${seen.body === undefined ? '' : `, body ${quoted(seen.body)}`}`
    case 'content':
      return `present, holding ${quoted(seen.content)}`
    case 'address':
      return seen.address
    case 'device':
      return seen.device
    case 'value':
      return quoted(seen.value)
    case 'nothing':
      return `nothing at ${seen.at}`
    case 'absent':
      return withDetail(states['absent'] ?? 'absent', seen.detail?.en)
  }
}

const withDetail = (state: string, detail: string | undefined): string =>
  detail === undefined ? state : `${state} (${detail})`

const whyEnded = {
  'by-itself': 'it ended',
  deadline: 'it was terminated at its deadline',
  cancelled: 'it was terminated',
  asked: 'it was terminated because it asked for input',
} as const

/** How a command ended. */
export const ended = ({ exitCode, ended: how }: Pick<ExecResult, 'exitCode' | 'ended'>): string => {
  if (exitCode !== null) return `exit code ${exitCode}`
  return `no exit code: ${whyEnded[how]}`
}
