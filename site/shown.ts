import {
  type Action,
  type Check,
  type Language,
  type Pattern,
  type Playbook,
  type Spelling,
  type Step,
  type TargetId,
  patternText,
  spellings,
} from '../playbooks/model/index.ts'
import { assertion } from '../runner/checks/kinds.ts'
import type { ActualMatch } from '../runner/checks/match.ts'
import { stepOnTarget } from '../runner/core/plan.ts'
import type { Hand } from '../runner/core/by-hand/hand.ts'
import { typedLine } from '../runner/core/by-hand/keep-value.ts'
import { renderCheck } from '../runner/core/render.ts'
import { handGuide } from './markdown/hand-guide.ts'
import { type ShownAction, showAction } from '../runner/core/shown-action.ts'
import { withoutPattern } from './patterns.ts'
import { phrases } from './words.ts'

export type { ShownAction } from '../runner/core/shown-action.ts'

type ActualCheck = ReturnType<typeof renderCheck<Check>>

/** A check, ready to be shown in one language. */
export interface ShownCheck {
  /** What it says; words stand in place of a regular expression. */
  readonly assertion: string
  /** The regular expression as it is written in JavaScript; undefined when there is none. */
  readonly pattern: string | undefined
}

/** A step, ready to be shown in one language. */
export interface ShownStep {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly action: ShownAction
  readonly checks: readonly ShownCheck[]
  /** What the checks of its output look for there. */
  readonly sought: readonly ActualMatch[]
  readonly expectFailure: Step['expectFailure']
  readonly undo: ShownAction | undefined
}

/** The guide that a step belongs to. Throws for a step of no guide, so that such a page is not built. */
export const guideOf = (step: Step, guides: readonly Playbook[]): Playbook => {
  const guide = guides.find((each) => each.steps.includes(step))
  if (guide === undefined) throw new Error(`No guide in playbooks/index.ts has the step “${step.id}”.`)
  return guide
}

const spellingOf = (target: TargetId): Spelling => {
  const known: { readonly [id in TargetId]?: Spelling } = spellings
  const spelling = known[target]
  if (spelling === undefined)
    throw new Error(`playbooks/model/spelling.ts does not say how a page spells the facts of “${target}”.`)
  return spelling
}

/** As of a match: no other part of a check has a pattern. */
const patternIn = (check: ActualCheck): Pattern | undefined =>
  Object.values(check)
    .map((part) => (typeof part === 'object' && 'pattern' in part ? part : undefined))
    .find((part) => part !== undefined)

const showCheck = (check: ActualCheck, language: Language): ShownCheck => {
  const whole = assertion(check)[language]
  const found = patternIn(check)
  if (found === undefined) return { assertion: whole, pattern: undefined }
  const pattern = patternText(found)
  return { assertion: withoutPattern(whole, pattern, phrases[language]), pattern }
}

/** What a reader does in a step on another target of the guide, where it is not the same. */
export const otherActions = (
  step: Step,
  { targets: [first, ...others] }: Playbook,
  language: Language,
): readonly { readonly target: TargetId; readonly action: ShownAction }[] => {
  const show = (target: TargetId): ShownAction =>
    showAction(stepOnTarget(step, target).action, spellingOf(target), language)
  const usual = JSON.stringify(show(first))
  return others
    .map((target) => ({ target, action: show(target) }))
    .filter(({ action }) => JSON.stringify(action) !== usual)
}

/** The command as a person types it, with saved values as shell variables. */
const typeable = (action: Action, shown: ShownAction, { spell }: Hand): ShownAction => {
  const isBash = action.kind === 'interactive' || (action.kind === 'command' && action.shell !== 'powershell')
  return isBash && shown.kind !== 'by-hand' ? { ...shown, text: typedLine(action.line, spell) } : shown
}

/** A step as the page of its guide shows it, spelled for the guide's first target. */
export const showStep = (step: Step, guide: Playbook, language: Language): ShownStep => {
  const [target] = guide.targets
  const spelling = spellingOf(target)
  const planned = stepOnTarget(step, target)
  const { hand } = handGuide(guide)
  const checks = planned.checks.map((check) => renderCheck(check, hand.read))
  return {
    id: step.id,
    number: guide.steps.indexOf(step) + 1,
    title: step.title[language],
    action: typeable(planned.action, showAction(planned.action, spelling, language), hand),
    checks: checks.map((check) => showCheck(check, language)),
    sought: checks.flatMap((check) => (check.kind === 'output' ? [check.match] : [])),
    expectFailure: planned.expectFailure,
    undo:
      planned.undo === 'nothing'
        ? undefined
        : typeable(planned.undo, showAction(planned.undo, spelling, language), hand),
  }
}
