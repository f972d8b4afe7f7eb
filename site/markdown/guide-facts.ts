import { type Language, type Playbook, milliseconds } from '../../playbooks/model/index.ts'
import { evidencePage } from '../evidence/addresses.ts'
import { marksOf } from '../evidence/kept.ts'
import { markText } from '../evidence/words.ts'
import { playbooks } from '../loaded.ts'
import { phrases } from '../words.ts'

export const guideLength = ({ steps, duration }: Playbook, language: Language): string => {
  const say = phrases[language]
  return [say.steps(steps.length), say.about(Math.round(milliseconds(duration) / 60_000))].join(say.comma)
}

/** How long a guide is, and what proves it, as the list of guides says it. A page without a guide has none. */
export const guideFacts = (name: string, language: Language): readonly string[] => {
  const guide = playbooks.find(({ id }) => id === name)
  if (guide === undefined) return []
  return [
    guideLength(guide, language),
    ...marksOf(guide).map(({ mark }) => `[${markText(mark, language)}](${evidencePage(guide.id, language)})`),
  ]
}
