import type { Language, Playbook, TargetId } from '../playbooks/model/index.ts'
import { cloneUrl } from './project.ts'
import { phrases } from './words.ts'
import { typingWords } from './words/typing.ts'

/** How a reader gets the shell in which the commands of a guide can be typed. */
export interface WayToType {
  /** `mac`: without a lab, which does not run there. */
  readonly target: TargetId | 'mac'
  /** Code stands between backticks. */
  readonly text: string
  /** The lines to type for it; undefined where there are none. */
  readonly lines: string | undefined
}

/** How to get the commands, and the shell in which they exist. */
const shellOf = ({ machine }: Playbook): string =>
  [
    `git clone ${cloneUrl}`,
    `cd ${cloneUrl.replace(/^.*\//, '').replace(/\.git$/, '')}`,
    'npm start',
    `npx shipshape lab shell${machine === 'ready' ? ' --ready' : ''}`,
  ].join('\n')

/** The ways to type a guide by hand, the first one first. */
export const waysToType = (playbook: Playbook, language: Language): readonly WayToType[] => {
  const say = typingWords[language]
  const [first]: readonly [TargetId, ...TargetId[]] = playbook.targets
  const only = (text: string): readonly WayToType[] => [{ target: first, text, lines: undefined }]
  switch (first) {
    case 'lab': {
      const other = playbook.targets.includes('engine') ? 'engine' : 'mac'
      return [
        { target: 'lab', text: say.lab, lines: shellOf(playbook) },
        { target: other, text: say[other], lines: undefined },
      ]
    }
    case 'fusion':
      return only(say.fusion)
    case 'engine':
      return only(say.engine)
    default:
      return only(say.other)
  }
}

/** The name of the tab for what is right on a target, or on a Mac. */
export const tabName = (way: TargetId | 'mac', language: Language): string => {
  const tabs: { readonly [way: string]: string } = typingWords[language].tabs
  return tabs[way] ?? phrases[language].targets[way] ?? way
}
