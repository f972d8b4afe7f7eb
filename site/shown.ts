import {
  type Language,
  type Playbook,
  type Spelling,
  type Step,
  type TargetId,
  spellings,
} from '../playbooks/model/index.ts'
import { assertion } from '../runner/checks/kinds.ts'
import { stepOnTarget } from '../runner/core/plan.ts'
import { renderCheck, shownSpelling } from '../runner/core/render.ts'
import { type ShownAction, showAction } from '../runner/core/shown-action.ts'

export type { ShownAction } from '../runner/core/shown-action.ts'

/** A step, ready to be shown in one language. */
export interface ShownStep {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly action: ShownAction
  readonly assertions: readonly string[]
  readonly expectFailure: Step['expectFailure']
  readonly undo: ShownAction | undefined
  /** It has no undo of its own, although it changes something: that of another step removes it. */
  readonly isUndoneByAnother: boolean
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

/** A step as the page of its guide shows it, spelled for the guide's first target. */
export const showStep = (step: Step, guide: Playbook, language: Language): ShownStep => {
  const [target] = guide.targets
  const spelling = spellingOf(target)
  const planned = stepOnTarget(step, target)
  return {
    id: step.id,
    number: guide.steps.indexOf(step) + 1,
    title: step.title[language],
    action: showAction(planned.action, spelling, language),
    assertions: planned.checks.map((check) => assertion(renderCheck(check, shownSpelling(spelling)))[language]),
    expectFailure: planned.expectFailure,
    isUndoneByAnother: planned.noUndoBecause !== undefined,
    undo: planned.undo === 'nothing' ? undefined : showAction(planned.undo, spelling, language),
  }
}
