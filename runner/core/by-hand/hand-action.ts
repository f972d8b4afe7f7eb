import type { Action, FileAction } from '../../../playbooks/model/action.ts'
import type { Words } from '../../../playbooks/model/text.ts'
import { quote } from '../../quote.ts'
import { render, renderSend } from '../render.ts'
import type { TypedAnswer } from '../shown-action.ts'
import { parentOf } from './path.ts'
import type { Hand } from './hand.ts'
import { hereDocument } from './here-document.ts'
import { typedLine } from './keep-value.ts'

/** What a person does in a step, at a terminal. */
export type HandAction =
  /** Lines for bash. */
  | { readonly kind: 'lines'; readonly lines: string }
  /** A program that asks, and what is typed when it has shown a text. */
  | { readonly kind: 'program'; readonly line: string; readonly says: readonly TypedAnswer[] }
  /** In Windows, inside the VM. */
  | { readonly kind: 'powershell'; readonly line: string }
  /** What no terminal can do. */
  | { readonly kind: 'person'; readonly instruction: Words }

export const handAction = (action: Action, hand: Hand): HandAction => {
  switch (action.kind) {
    case 'command': {
      if (action.shell === 'powershell')
        return { kind: 'powershell', line: render(action.line, 'powershell', hand.readInPowershell) }
      const line = typedLine(action.line, hand.spell)
      return { kind: 'lines', lines: action.where === 'host' ? line : inGuest(line, hand) }
    }
    case 'interactive':
      return {
        kind: 'program',
        line: typedLine(action.line, hand.spell),
        says: action.says.map(({ expect, send }) => ({ expect, send: renderSend(send, hand.read) })),
      }
    case 'file':
      return { kind: 'lines', lines: writeFile(action, hand) }
    case 'by-hand':
      return { kind: 'person', instruction: action.instruction }
  }
}

const inGuest = (line: string, { typing }: Hand): string => typing.guest?.line(quote(line)) ?? line

/** The folder is made, too: an editor would, or would ask. */
const writeFile = ({ path, content, where }: FileAction, { typing, spell }: Hand): string => {
  const isGuest = where === 'guest' && typing.guest !== undefined
  const target = isGuest ? typing.guest.path(path) : typing.path(path)
  const parent = parentOf(path)
  const folder = parent && (isGuest ? typing.guest.path(parent) : typing.path(parent))
  const { redirect, body } = hereDocument(content, spell)
  const command = `${folder === undefined ? '' : `mkdir -p ${folder} && `}cat > ${target}`
  return `${isGuest ? typing.guest.line(`'${command}'`) : command} ${redirect}\n${body}`
}
