import type { CommandCheck } from '../../playbooks/model/check.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { ActualCheck, ActualWorldCheck, ExecResult, Observation, Rendered } from '../targets/target.ts'
import { inEvery } from './assertion.ts'
import type { ActualMatch } from './wording/wording.ts'

export type ActualCommandCheck = Rendered<CommandCheck>

/** A verdict before the tries are counted. */
export type Judgement =
  | { readonly holds: true; readonly saw: Words }
  | { readonly holds: false; readonly saw: Words; readonly expected: Words }

const judged = (holds: boolean, check: ActualCheck, saw: Words): Judgement =>
  holds ? { holds, saw } : { holds, saw, expected: inEvery((wording) => wording.expected(check)) }

// Like the shell's `$(…)`, ignores newlines at the end of the output.
const said = (text: string): string => text.replace(/\n+$/, '')

/** Whether a text satisfies a match. `equals` ignores newlines at the end. */
export const satisfies = (text: string, match: ActualMatch): boolean => {
  switch (match.how) {
    case 'equals':
      return said(text) === said(match.text)
    case 'contains':
      return text.includes(match.text)
    case 'excludes':
      return !text.includes(match.text)
    case 'matches':
      return new RegExp(match.pattern, 'm').test(text)
  }
}

/** Judges the command's own output and exit code. */
export const judgeCommand = (check: ActualCommandCheck, result: ExecResult): Judgement =>
  check.kind === 'exit-code'
    ? judged(
        result.exitCode === check.equals,
        check,
        inEvery((wording) => wording.ended(result)),
      )
    : judged(
        satisfies(result[check.stream], check.match),
        check,
        inEvery((wording) => wording.wrote(result[check.stream])),
      )

/** Judges an observation. Pure. */
export const judge = (check: ActualWorldCheck, seen: Observation): Judgement =>
  judged(
    seen.kind !== 'unreachable' && holds(check, seen),
    check,
    inEvery((wording) => wording.saw(seen)),
  )

const holds = (check: ActualWorldCheck, seen: Observation): boolean => {
  switch (check.kind) {
    case 'http':
      return (
        seen.kind === 'http' &&
        seen.status === check.status &&
        (check.body === undefined || satisfies(seen.body, check.body))
      )
    case 'file':
    case 'container-file':
      return holdsFile(check, seen)
    case 'folder':
      return (
        seen.kind === 'state' && (seen.state === check.state || (check.state === 'present' && seen.state === 'empty'))
      )
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

const holdsFile = (
  check: Extract<ActualWorldCheck, { kind: 'file' | 'container-file' }>,
  seen: Observation,
): boolean => {
  if (seen.kind === 'content')
    return check.state === 'present' && (check.content === undefined || satisfies(seen.content, check.content))
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
