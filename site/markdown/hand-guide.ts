import { type Playbook, type Spelling, type TargetId, spellings } from '../../playbooks/model/index.ts'
import { judging } from '../../runner/checks/kinds.ts'
import { type Hand, handOf } from '../../runner/core/by-hand/hand.ts'
import { type HandStep, handStep } from '../../runner/core/by-hand/hand-step.ts'
import { type PlannedStep, plan } from '../../runner/core/plan.ts'

/** A guide as a person follows it on one of its targets. */
export interface HandGuide {
  readonly hand: Hand
  readonly planned: readonly PlannedStep[]
  readonly steps: readonly HandStep[]
  /** The shell variables of what the guide asks its reader for. */
  readonly asked: readonly string[]
}

const made = new WeakMap<Playbook, Map<TargetId, HandGuide>>()

/** On the guide's first target, unless another is named. Made once for all steps of its pages. */
export const handGuide = (playbook: Playbook, target: TargetId = playbook.targets[0]): HandGuide => {
  const guides = made.get(playbook) ?? new Map<TargetId, HandGuide>()
  made.set(playbook, guides)
  const guide = guides.get(target) ?? makeGuide(playbook, target)
  guides.set(target, guide)
  return guide
}

const makeGuide = (playbook: Playbook, target: TargetId): HandGuide => {
  const known: { readonly [id in TargetId]?: Spelling } = spellings
  const spelling = known[target]
  if (spelling === undefined) throw new Error(`playbooks/model/spelling.ts says nothing of “${target}”.`)
  const { steps, inputs } = plan(playbook, target, { kind: 'all' })
  const hand = handOf({ steps, inputs, target, spelling })
  return {
    hand,
    planned: steps,
    steps: steps.map((step) => handStep(step, hand, judging)),
    asked: Object.keys(inputs).map((name) => hand.variable({ from: 'input', name })),
  }
}
