import type { Check } from '../../playbooks/model/check.ts'
import type { Step } from '../../playbooks/model/playbook.ts'
import { type Duration, milliseconds } from '../../playbooks/model/text.ts'
import type { Mistake } from './mistake.ts'
import { actionsOf, checksOf } from './variants.ts'

/** A timer of JavaScript that is longer than 24 days ends at once. */
const longest: Duration = '24h'
const mostPort = 65_535
const mostExitCode = 255
/** A step has a folder of its name, which may have 255 bytes, and more is no name. */
const mostIdLength = 64

const durationProblem = (duration: Duration): readonly string[] => {
  if (!(milliseconds(duration) > 0))
    return [`“${duration}” is not a length of time above zero, such as '500ms', '20s', '3m' or '1h'.`]
  return milliseconds(duration) > milliseconds(longest)
    ? [`“${duration}” is longer than ${longest}, the longest that a run can wait.`]
    : []
}

const timeProblems = (step: Step): readonly string[] => {
  const waits = checksOf(step).flatMap((check) => ('within' in check ? [check.within] : []))
  const hang = step.expectFailure?.kind === 'hangs' ? [step.expectFailure.for] : []
  return [step.deadline, ...waits, ...hang].flatMap(durationProblem)
}

const isWholeFrom = (least: number, most: number, value: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

const exitCodeProblem = (which: string, code: number): readonly string[] =>
  isWholeFrom(0, mostExitCode, code)
    ? []
    : [`${which} exit code ${code}; exit codes are whole numbers from 0 to ${mostExitCode}.`]

const portProblem = (port: number): readonly string[] =>
  isWholeFrom(1, mostPort, port) ? [] : [`a check names port ${port}; ports are whole numbers from 1 to ${mostPort}.`]

const numberProblem = (check: Check): readonly string[] => {
  if (check.kind === 'exit-code') return exitCodeProblem('a check asks for', check.equals)
  if (check.kind === 'port') return portProblem(check.port)
  return check.kind === 'published-port' ? portProblem(check.guestPort) : []
}

const failureProblem = ({ expectFailure }: Step): readonly string[] =>
  expectFailure?.kind === 'exits' ? exitCodeProblem('it expects a failure with', expectFailure.code) : []

const idProblem = ({ id }: Step): readonly string[] =>
  id.length > mostIdLength ? [`its id is ${id.length} characters long; ${mostIdLength} are the most.`] : []

/** Numbers, durations and names that a run could not follow. */
export const valueProblems = (step: Step): readonly string[] => [
  ...idProblem(step),
  ...timeProblems(step),
  ...checksOf(step).flatMap(numberProblem),
  ...failureProblem(step),
]

const emptyCommand: Mistake = { what: 'a command is empty.', fix: 'Write sh`…`.' }
const emptyExpectation: Mistake = {
  what: 'it waits for a terminal to show nothing, and would type at once.',
  fix: 'Name what the program shows when it waits for an answer.',
  near: 'expect:',
}

/** Commands that do nothing, and answers to nothing. */
export const emptyMistakes = (step: Step): readonly Mistake[] =>
  actionsOf(step).flatMap((action) => {
    if (!('line' in action)) return []
    const isEmpty = action.line.values.length === 0 && action.line.pieces.join('').trim() === ''
    const expected = action.kind === 'interactive' ? action.says.map((exchange) => exchange.expect) : []
    return [...(isEmpty ? [emptyCommand] : []), ...(expected.includes('') ? [emptyExpectation] : [])]
  })

/** Exceptions that a step makes for itself without saying why. */
export const reasonMistakes = (step: Step): readonly Mistake[] =>
  [
    { name: 'idempotent', reasons: [step.idempotent] },
    {
      name: 'mayHoldBefore',
      reasons: checksOf(step).map((check) => ('mayHoldBefore' in check ? check.mayHoldBefore : undefined)),
    },
  ]
    .filter(({ reasons }) => reasons.some((reason) => reason?.trim() === ''))
    .map(({ name }) => ({ what: `“${name}” has no reason.`, fix: 'Write the reason, or leave it out.', near: name }))
