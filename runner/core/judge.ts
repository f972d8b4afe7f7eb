import type { OwnWordsCheck } from '../../playbooks/model/check.ts'
import type { ActualWorldCheck, ExecResult, Observation, Rendered } from '../targets/target.ts'
import { type ActualMatch, demands, excerpt } from './claim.ts'

export type ActualOwnWordsCheck = Rendered<OwnWordsCheck>

/** A verdict before the tries are counted. */
export type Judgement =
  | { readonly holds: true; readonly saw: string }
  | { readonly holds: false; readonly saw: string; readonly expected: string }

const judged = (holds: boolean, saw: string, expected: string): Judgement => (holds ? { holds, saw } : { holds, saw, expected })

// As the shell's `$(…)`: the newline that ends an output is not part of what was said.
const said = (text: string): string => text.replace(/\n+$/, '')

/** Whether a text is what a match demands. `equals` does not count newlines at the end. */
export const satisfies = (text: string, match: ActualMatch): boolean => {
  switch (match.how) {
    case 'equals':
      return said(text) === said(match.text)
    case 'contains':
      return text.includes(match.text)
    case 'lacks':
      return !text.includes(match.text)
    case 'matches':
      return new RegExp(match.pattern, 'm').test(text)
  }
}

/** Judges what the command itself said. */
export const judgeOwnWords = (check: ActualOwnWordsCheck, result: ExecResult): Judgement =>
  check.kind === 'exit-code'
    ? judged(result.exitCode === check.equals, exitText(result), `exit code ${check.equals}`)
    : judged(satisfies(result[check.stream], check.match), excerpt(result[check.stream]), `a text that ${demands(check.match)}`)

const exitText = ({ exitCode, ended }: ExecResult): string => {
  if (exitCode !== null) return `exit code ${exitCode}`
  return ended === 'deadline' ? 'no exit code: it was ended at its deadline' : 'no exit code: it was ended'
}

/** Judges what was seen of the world. Pure: the same observation gets the same judgement. */
export const judge = (check: ActualWorldCheck, seen: Observation): Judgement =>
  judged(seen.kind !== 'unreachable' && holds(check, seen), sawText(seen), expectedText(check))

const holds = (check: ActualWorldCheck, seen: Observation): boolean => {
  switch (check.kind) {
    case 'http':
      return seen.kind === 'http' && seen.status === check.status && (check.body === undefined || satisfies(seen.body, check.body))
    case 'file':
    case 'container-file':
      return holdsFile(check, seen)
    case 'folder':
      return seen.kind === 'state' && (seen.state === check.state || (check.state === 'present' && seen.state === 'empty'))
    case 'name':
      return seen.kind === 'address' && seen.address === check.address
    case 'route':
      return seen.kind === 'device' && seen.device === check.device
    case 'variable':
      return seen.kind === 'value' && holdsVariable(check.match, seen.value)
    case 'inspect':
      return holdsInspect(check.match, seen)
    case 'published-port':
      return wordOf(seen) === check.hostPort
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'port':
    case 'engine':
    case 'process':
    case 'machine':
      return seen.kind === 'state' && seen.state === check.state
  }
}

const holdsFile = (check: Extract<ActualWorldCheck, { kind: 'file' | 'container-file' }>, seen: Observation): boolean => {
  if (seen.kind === 'content') return check.state === 'present' && (check.content === undefined || satisfies(seen.content, check.content))
  return seen.kind === 'state' && seen.state === check.state && check.content === undefined
}

const holdsVariable = (match: ActualMatch | 'unset', value: string): boolean =>
  match === 'unset' || value === 'unset' ? match === value : satisfies(value, match)

const holdsInspect = (match: ActualMatch | 'absent', seen: Observation): boolean => {
  if (match === 'absent') return seen.kind === 'nothing'
  return seen.kind === 'value' && satisfies(seen.value, match)
}

const wordOf = (seen: Observation): string | undefined => {
  if (seen.kind === 'state') return seen.state
  return seen.kind === 'value' ? seen.value : undefined
}

const sawText = (seen: Observation): string => {
  switch (seen.kind) {
    case 'state':
      return seen.detail === undefined ? seen.state : `${seen.state} (${seen.detail})`
    case 'http':
      return `status ${seen.status}, body ${excerpt(seen.body)}`
    case 'content':
      return `present, holding ${excerpt(seen.content)}`
    case 'address':
      return seen.address === 'none' ? 'no address' : seen.address
    case 'device':
      return seen.device
    case 'value':
      return seen.value === 'unset' ? 'not set' : excerpt(seen.value)
    case 'nothing':
      return `nothing at ${seen.at}`
    case 'unreachable':
      return `could not be looked at: ${seen.reason}`
  }
}

const expectedText = (check: ActualWorldCheck): string => {
  switch (check.kind) {
    case 'http':
      return `status ${check.status}${check.body === undefined ? '' : ` and a body that ${demands(check.body)}`}`
    case 'file':
    case 'container-file':
      return check.content === undefined ? check.state : `a content that ${demands(check.content)}`
    case 'name':
      return check.address === 'none' ? 'no address' : check.address
    case 'route':
      return check.device
    case 'variable':
      return check.match === 'unset' ? 'not set' : `a value that ${demands(check.match)}`
    case 'inspect':
      return check.match === 'absent' ? 'nothing there' : `a value that ${demands(check.match)}`
    case 'published-port':
      return check.hostPort
    case 'folder':
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
    case 'port':
    case 'engine':
    case 'process':
    case 'machine':
      return check.state
  }
}
