import type { Language, Playbook } from '../../playbooks/model/index.ts'
import { phrases } from '../words.ts'
import { handGuide } from './hand-guide.ts'
import { fence, inlineCode, listItem } from '../../runner/by-hand/markdown.ts'
import { evidencePage } from '../evidence/addresses.ts'
import type { Mark } from '../../runner/evidence/mark.ts'
import { guideLength } from './guide-facts.ts'
import { marksOf } from '../evidence/kept.ts'
import { markDetails, markText } from '../evidence/words.ts'
import { showNeeds } from '../needs.ts'
import { waysToType } from '../ways-to-type.ts'
import { typingWords } from '../words/typing.ts'

const needsText = (playbook: Playbook, language: Language): readonly string[] => {
  const needs = showNeeds(playbook, language)
  const { of, comma } = phrases[language]
  if (needs.length === 0) return []
  return [
    of(phrases[language].needs).trim(),
    needs
      .map(({ what, hint, steps }) =>
        listItem(
          `${of(steps.length === 0 ? what : `${what} (${phrases[language].onlyForSteps(steps.join(comma))})`)}${hint}`,
        ),
      )
      .join('\n'),
  ]
}

/** A mark, and below it what it depends on. */
const markBlocks = (mark: Mark, playbook: Playbook, language: Language): readonly string[] => [
  `[${markText(mark, language)}](${evidencePage(playbook.id, language)})`,
  ...markDetails(mark, playbook, language).map(({ term, items }) => [term, ...items.map(listItem)].join('\n')),
]

/** What a reader needs before the first step: the shell, the VM, values. */
export const beforeYouType = (playbook: Playbook, language: Language, script: string): string => {
  const say = typingWords[language]
  const { asked } = handGuide(playbook)
  const { changes } = playbook
  return [
    `## ${say.title}`,
    say.terminal,
    ...waysToType(playbook, language).flatMap(({ text, lines }) =>
      lines === undefined ? [text] : [text, fence('text', lines)],
    ),
    ...(asked.length === 0 ? [] : [say.asks(asked.map(inlineCode).join(phrases[language].comma))]),
    changes[language],
    ...needsText(playbook, language),
    phrases[language].of(phrases[language].takes) + guideLength(playbook, language),
    ...marksOf(playbook).flatMap(({ mark }) => markBlocks(mark, playbook, language)),
    say.script(script),
  ].join('\n\n')
}
