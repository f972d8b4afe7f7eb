import type { Language, Need, Playbook } from '../playbooks/model/index.ts'
import { say } from '../runner/words/say.ts'

/** A requirement, ready to be shown in one language. */
export interface ShownNeed {
  readonly what: string
  readonly hint: string
  /** The numbers of the steps that need it; none when the whole guide does. */
  readonly steps: readonly number[]
}

/** The requirements of a guide, then those of single steps. */
export const showNeeds = ({ needs, steps }: Playbook, language: Language): readonly ShownNeed[] => {
  const show = (need: Need): Omit<ShownNeed, 'steps'> => ({
    what: say({ kind: 'need', need })[language],
    hint: need.hint[language],
  })
  const own = new Map<string, Omit<ShownNeed, 'steps'> & { readonly steps: number[] }>()
  for (const [index, step] of steps.entries())
    for (const need of step.needs) {
      const key = JSON.stringify(need)
      const known = own.get(key) ?? { ...show(need), steps: [] }
      known.steps.push(index + 1)
      own.set(key, known)
    }
  return [...needs.map((need) => ({ ...show(need), steps: [] })), ...own.values()]
}
