import type { Playbook } from '../../playbooks/model/playbook.ts'
import { actionHash, checkedHash, contentHash } from '../core/hash.ts'

/** A guide as it is now, by its hashes. */
export interface GuideNow {
  readonly id: string
  readonly targets: readonly string[]
  readonly contentHash: string
  /** `hash` is of what decides whether the step passes; `action` only of what it does. */
  readonly steps: readonly { readonly id: string; readonly hash: string; readonly action: string }[]
}

export const guideNow = async (playbook: Playbook): Promise<GuideNow> => ({
  id: playbook.id,
  targets: playbook.targets,
  contentHash: await contentHash(playbook),
  steps: await Promise.all(
    playbook.steps.map(async (step) => ({
      id: step.id,
      hash: await checkedHash(step),
      action: await actionHash(step),
    })),
  ),
})
