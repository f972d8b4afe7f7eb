import type { Language } from '../../playbooks/model/index.ts'
import type { Problem } from '../../runner/protocol/events.ts'
import { make } from './dom.ts'

/** Problems under a heading, each with what fixes it; nothing when there are none. */
export const problemList = (
  heading: string,
  problems: readonly Problem[],
  language: Language,
): readonly HTMLElement[] => {
  if (problems.length === 0) return []
  const list = make('ul', '')
  list.append(
    ...problems.map(({ what, hint }) => {
      const item = make('li', '', `${what[language]} `)
      // A command is the same in every language; a sentence is read, not typed.
      item.append(make(hint.en === hint['zh-cn'] ? 'code' : 'span', '', hint[language]))
      return item
    }),
  )
  return [make('p', '', heading), list]
}
