import type { Phrases } from '../words.ts'
import { make } from './dom.ts'

/** A command with its copy button. */
export const commandBox = (text: string, say: Phrases): HTMLElement => {
  const box = make('div', '')
  const command = make('pre', 'command', text)
  command.dataset['part'] = 'command'
  const copy = make('button', 'copy', say.copy)
  copy.type = 'button'
  copy.dataset['part'] = 'copy'
  copy.ariaLabel = say.of(say.copy) + text.split('\n', 1).join('')
  box.append(copy, command)
  return box
}
