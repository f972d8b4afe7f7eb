import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { type Words, languages } from '../../playbooks/model/text.ts'
import type { Mistake } from './mistake.ts'
import { hiddenCharacters } from './validate-line.ts'

/** A title is one line of a list and of a terminal. Chinese characters are two columns wide. */
const mostColumns = 72

const columnsOf = (title: string): number =>
  Array.from(title).reduce((sum, character) => sum + (/[\u2E80-\uFFEF]/.test(character) ? 2 : 1), 0)

/** With more, a page takes seconds to open, and a run most of an hour. */
const mostSteps = 200

const near = 'title'

const titleMistakesIn = (title: string, which: string): readonly Mistake[] => {
  const columns = columnsOf(title)
  return [
    ...(title.trim() === '' ? [{ what: `${which} is empty.`, fix: 'Write one.', near }] : []),
    ...(columns > mostColumns
      ? [{ what: `${which} is ${columns} columns wide.`, fix: `Shorten it to ${mostColumns} or fewer.`, near }]
      : []),
    ...(/[.\u3002]$/.test(title.trim())
      ? [{ what: `${which} ends with a full stop.`, fix: 'Remove the full stop.', near }]
      : []),
    ...(/[\n\t]/.test(title)
      ? [{ what: `${which} has more than one line, or a tab.`, fix: 'Write one line.', near }]
      : []),
  ]
}

const titleMistakes = (title: Words, whose: string): readonly Mistake[] =>
  languages.flatMap((language) => titleMistakesIn(title[language], `${whose} title (${language})`))

/** All texts of a value that a reader sees, wherever they are. */
const textsIn = (thing: unknown): readonly string[] => {
  if (typeof thing === 'string') return [thing]
  return typeof thing === 'object' && thing !== null ? Object.values(thing).flatMap(textsIn) : []
}

const hiddenMistakes = (thing: unknown, place: string): readonly Mistake[] =>
  [...new Set(textsIn(thing).flatMap(hiddenCharacters))].map((code) => ({
    what: `${place} holds ${code}, a character that is not seen.`,
    fix: 'Remove it.',
  }))

export const stepTitleMistakes = ({ title, checks }: Step): readonly Mistake[] => [
  ...titleMistakes(title, 'its'),
  ...hiddenMistakes(title, 'its title'),
  ...hiddenMistakes(checks, 'a check'),
]

/** The titles of the guide, and its length. */
export const guideMistakes = ({ title, changes, steps }: Playbook): readonly Mistake[] => [
  ...titleMistakes(title, 'The guide’s'),
  ...hiddenMistakes([title, changes], 'The guide’s title, or what it changes,'),
  ...(steps.length > mostSteps
    ? [{ what: `The guide has ${steps.length} steps.`, fix: `Split it: ${mostSteps} are the most.`, near: 'steps:' }]
    : []),
]
