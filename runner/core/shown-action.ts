import type { Action } from '../../playbooks/model/action.ts'
import type { Spelling } from '../../playbooks/model/spelling.ts'
import type { Language } from '../../playbooks/model/text.ts'
import { render, renderSend, shownAction, shownSpelling } from './render.ts'

/** What is typed when a program has shown a text. */
export interface TypedAnswer {
  readonly expect: string
  readonly send: string
}

/** What a reader does in a step, as a page and the terminal show it. The text is the one that the runner renders. */
export type ShownAction =
  | {
      readonly kind: 'command'
      readonly text: string
      readonly where: 'host' | 'guest'
      readonly shell: 'bash' | 'powershell'
    }
  | { readonly kind: 'interactive'; readonly text: string; readonly says: readonly TypedAnswer[] }
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly where: 'host' | 'guest' }
  | { readonly kind: 'by-hand'; readonly text: string }

/** An action before it runs, with each value by its name. */
export const showAction = (action: Action, spelling: Spelling, language: Language): ShownAction => {
  const spell = shownSpelling(spelling)
  switch (action.kind) {
    case 'command':
      return {
        kind: 'command',
        text: shownAction(action, spelling),
        where: action.where,
        shell: action.shell ?? 'bash',
      }
    case 'interactive':
      return {
        kind: 'interactive',
        text: shownAction(action, spelling),
        says: action.says.map(({ expect, send }) => ({ expect, send: renderSend(send, spell) })),
      }
    case 'file':
      return {
        kind: 'file',
        path: render(action.path, 'text', spell),
        text: render(action.content, 'text', spell),
        where: action.where,
      }
    case 'by-hand':
      return { kind: 'by-hand', text: action.instruction[language] }
  }
}
