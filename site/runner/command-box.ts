import { addCopyButtons } from '../reading/copy.ts'
import { make } from './dom.ts'

/** A command with its copy button. */
export const commandBox = (text: string): HTMLElement => {
  const box = make('div', '')
  const command = make('pre', 'command', text)
  command.dataset['part'] = 'command'
  box.append(command)
  addCopyButtons(box)
  return box
}
