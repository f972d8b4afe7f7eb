import { regExpOf } from '../../playbooks/model/pattern.ts'
import type { Match } from '../../playbooks/model/check.ts'
import type { Observed } from '../contract/observation.ts'
import type { Rendered } from '../contract/rendered.ts'

export type ActualMatch = Rendered<Match>

// As the shell's `$(…)`: the newline that ends an output is not part of what was said.
const said = (text: string): string => text.replace(/\n+$/, '')

/** Whether a text is what a match demands. `equals` does not count newlines at the end. */
export const satisfies = (text: string, match: ActualMatch): boolean => {
  switch (match.how) {
    case 'equals':
      return said(text) === said(match.text)
    case 'contains':
      return text.includes(match.text)
    case 'excludes':
      return !text.includes(match.text)
    case 'matches':
      return regExpOf(match).test(text)
  }
}

/** The rule of each kind that asks for a state and nothing else. */
export const isInState = (check: { readonly state: string }, seen: Observed): boolean =>
  check.state === 'absent' ? seen.kind === 'absent' : seen.kind === 'state' && seen.state === check.state

/** The rule of each kind that asks for a file, and perhaps for what it holds. */
export const isFileWith = (
  check: { readonly state: string; readonly content?: ActualMatch },
  seen: Observed,
): boolean => {
  if (seen.kind === 'content')
    return check.state === 'present' && (check.content === undefined || satisfies(seen.content, check.content))
  return isInState(check, seen) && check.content === undefined
}
