import type { Phrases } from '../words.ts'
import { make } from './dom.ts'

const button = (text: string, run: 'only' | 'to', title: string, say: Phrases): HTMLButtonElement => {
  const made = make('button', '', text)
  made.type = 'button'
  made.dataset['run'] = run
  made.ariaLabel = say.of(text) + title
  return made
}

/** The buttons that run a step of this title, alone or with all before it. */
export const stepButtons = (title: string, say: Phrases): HTMLElement => {
  const only = button(say.runStep, 'only', title, say)
  only.title = say.runStepHint
  only.ariaDescription = say.runStepHint
  const buttons = make('div', 'buttons')
  buttons.dataset['part'] = 'buttons'
  buttons.append(only, button(say.runToHere, 'to', title, say))
  return buttons
}
