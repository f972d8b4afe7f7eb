import type { Action } from '../../playbooks/model/action.ts'
import type { Check } from '../../playbooks/model/check.ts'
import { type Pattern, patternText, regExpOf } from '../../playbooks/model/pattern.ts'
import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import type { Ref } from '../../playbooks/model/text.ts'
import { refsIn } from './render.ts'
import { type Line, linesIn, spotsInQuotes, unseenCharacters } from './validate-line.ts'
import { spotsInPowershell } from './validate-powershell.ts'
import { valueProblems } from './validate-values.ts'
import { actionsOf, checksOf, variants } from './variants.ts'

export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Why one step cannot be run, given the steps before it; sentences without its name. */
export const stepProblems = (step: Step, before: readonly Step[], playbook: Playbook): readonly string[] => [
  ...idProblems(step),
  ...targetProblems(step, playbook),
  ...refProblems(step, before),
  ...undoesProblems(step, before),
  ...checkProblems(step),
  ...patternProblems(step),
  ...failureProblems(step),
  ...byHandProblems(step),
  ...valueProblems(step),
  ...lineProblems(step),
]

const idProblems = (step: Step): readonly string[] =>
  idPattern.test(step.id) ? [] : ['its id is not lower-case words joined by “-”.']

const targetProblems = (step: Step, playbook: Playbook): readonly string[] => {
  const named = [step.action, step.checks, step.undo].flatMap((thing) =>
    typeof thing === 'object' && 'otherwise' in thing ? Object.keys(thing.on) : [],
  )
  const strange = new Set(named.filter((id) => !playbook.targets.some((target) => target === id)))
  return [...strange].map((id) => `it differs on the target “${id}”, on which the playbook does not run.`)
}

const refProblems = (step: Step, before: readonly Step[]): readonly string[] => {
  const inAction = refsIn(step.action).map((ref) => refProblem(ref, before, 'its action'))
  const inChecks = refsIn(step.checks).map((ref) => refProblem(ref, [...before, step], 'a check'))
  const inUndo = refsIn(step.undo).map((ref) => refProblem(ref, [...before, step], 'its undo'))
  return [...new Set([...inAction, ...inChecks, ...inUndo])].filter((problem) => problem !== undefined)
}

const refProblem = (ref: Ref, known: readonly Step[], place: string): string | undefined => {
  if (ref.from !== 'step') return undefined
  const source = known.find((step) => step.id === ref.step)
  if (source === undefined) return `${place} uses “${ref.name}” of step “${ref.step}”, which is not a step before it.`
  if (Object.hasOwn(source.saves, ref.name)) return undefined
  return `${place} uses “${ref.name}” of step “${ref.step}”, which saves no such value.`
}

const undoesProblems = (step: Step, before: readonly Step[]): readonly string[] =>
  step.undoes
    .filter((id) => !before.some((earlier) => earlier.id === id))
    .map((id) => `it undoes “${id}”, which is not a step before it.`)

const checkProblems = (step: Step): readonly string[] => [
  ...(variants<readonly Check[]>(step.checks).some((checks) => checks.length === 0) ? ['it has no checks.'] : []),
  ...checksOf(step)
    .filter((check) => (check.kind === 'exit-code' || check.kind === 'output') && 'within' in check)
    .map((check) => `its check of kind “${check.kind}” has a “within”, but what a command has said does not change.`),
  ...checksOf(step)
    .flatMap((check) => (check.kind === 'inspect' && !check.at.startsWith('/') ? [check.at] : []))
    .map((at) => `“${at}” is not a JSON pointer: it does not begin with “/”.`),
]

const isPattern = (thing: object): thing is Pattern => 'pattern' in thing && typeof thing.pattern === 'string'

const patternsIn = (thing: unknown): readonly Pattern[] => {
  if (typeof thing !== 'object' || thing === null) return []
  return [...(isPattern(thing) ? [thing] : []), ...Object.values(thing).flatMap(patternsIn)]
}

const patternProblems = (step: Step): readonly string[] =>
  patternsIn([step.checks, step.saves]).flatMap((pattern) => {
    if (!isRegExp(pattern)) return [`${patternText(pattern)} is not a regular expression.`]
    // They are about where a search begins, or what it returns, and a check asks once.
    return /[gyd]/.test(pattern.flags ?? '')
      ? [`${patternText(pattern)} has a flag g, y or d, which does nothing.`]
      : []
  })

const isRegExp = (pattern: Pattern): boolean => {
  try {
    regExpOf(pattern)
    return true
  } catch {
    return false // the constructor's exception is the answer
  }
}

const failureProblems = ({ expectFailure, ...step }: Step): readonly string[] => {
  if (expectFailure === undefined) return []
  const codes = checksOf(step).flatMap((check) => (check.kind === 'exit-code' ? [check.equals] : []))
  if (expectFailure.kind === 'hangs') {
    return codes.length === 0 ? [] : ['it is expected to hang, so its checks cannot ask for an exit code.']
  }
  if (expectFailure.code === 0) return ['it expects a failure with exit code 0, which is no failure.']
  return codes
    .filter((code) => code !== expectFailure.code)
    .map((code) => `it is expected to fail with exit code ${expectFailure.code}, but a check asks for ${code}.`)
}

/** What a person does is no command: it writes nothing and has no exit code. */
const byHandProblems = (step: Step): readonly string[] => {
  const { action, saves, expectFailure } = step
  if (!variants<Action>(action).some(({ kind }) => kind === 'by-hand')) return []
  const asksCommand = checksOf(step).some(({ kind }) => kind === 'exit-code' || kind === 'output')
  return [
    ...(asksCommand
      ? ['a person does it, so no check can ask for an exit code or for what a command has written.']
      : []),
    ...(Object.keys(saves).length > 0
      ? ['a person does it, so there is no output that it could save a value from.']
      : []),
    ...(expectFailure === undefined ? [] : ['a person does it, so it cannot be expected to fail as a command does.']),
  ]
}

const lineProblems = (step: Step): readonly string[] =>
  actionsOf(step)
    .flatMap(linesIn)
    .flatMap((line) => [
      ...unseenCharacters(line.text).map((code) => `a command holds ${code}, a character that is not seen.`),
      ...quotingProblems(line),
    ])

const quotingProblems = ({ text, shell }: Line): readonly string[] =>
  shell === 'powershell'
    ? spotsInPowershell(text).map(
        (before) => `a value after “${before}” is no word of its own; PowerShell would not read it as one.`,
      )
    : spotsInQuotes(text).map((before) => `a value stands inside quotes after “${before}”; it arrives quoted already.`)
