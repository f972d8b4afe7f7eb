import type { Playbook } from '../../playbooks/model/playbook.ts'
import { guideScript } from '../by-hand/script.ts'
import { stepMarkdown } from '../by-hand/step-markdown.ts'
import { judging } from '../checks/kinds.ts'
import type { Target } from '../contract/target.ts'
import { handOf } from '../core/by-hand/hand.ts'
import { type HandStep, handStep } from '../core/by-hand/hand-step.ts'
import { plan } from '../core/plan.ts'

interface ByHand {
  readonly steps: readonly HandStep[]
  readonly asked: readonly string[]
}

const byHand = (playbook: Playbook, { id, spelling }: Target): ByHand => {
  const { steps, inputs } = plan(playbook, id, { kind: 'all' })
  const hand = handOf({ steps, inputs, target: id, spelling })
  return {
    steps: steps.map((step) => handStep(step, hand, judging)),
    asked: Object.keys(inputs).map((name) => hand.variable({ from: 'input', name })),
  }
}

/** The steps of a guide, or one of them, for who types them, as its page has them in Markdown. */
export const markdownOf = (playbook: Playbook, target: Target, wanted: string | undefined): string =>
  byHand(playbook, target)
    .steps.map((step, index) => ({ step, number: index + 1, onMac: playbook.steps[index]?.onMac }))
    .filter(({ step }) => wanted === undefined || step.id === wanted)
    .map(({ step, number, onMac }) =>
      stepMarkdown(step, { number, title: step.title, ...(onMac === undefined ? {} : { onMac }) }, 'en'),
    )
    .join('\n\n')

/** The guide as a script for bash that checks each of its steps. */
export const scriptOf = (playbook: Playbook, target: Target): string =>
  guideScript({ title: playbook.title, before: [playbook.changes.en], ...byHand(playbook, target) }).trimEnd()
