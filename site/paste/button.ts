import { languageOf } from '../locales.ts'
import { make, setText } from '../runner/dom.ts'
import { pasteWords } from '../words/paste.ts'

/** The button that opens the box for a step’s output. The box and what judges it are loaded by the first click. */
export const pasteButton = (step: HTMLElement): HTMLElement => {
  const say = pasteWords[languageOf(document.documentElement.lang)]
  const button = make('button', '', say.paste)
  button.type = 'button'
  button.ariaLabel = say.pasteOf(Number(step.dataset['number']))
  button.ariaExpanded = 'false'
  const trouble = make('span', 'paste-trouble')
  trouble.role = 'status'
  let box: HTMLElement | undefined
  const open = async (): Promise<void> => {
    try {
      setText(trouble, '')
      const { pasteBox } = await import('./box.ts')
      box ??= await pasteBox(step)
    } catch {
      // Whatever could not be loaded can be asked for again.
      setText(trouble, say.notLoaded)
      return
    }
    if (!box.isConnected) step.append(box)
    else box.hidden = !box.hidden
    button.ariaExpanded = String(!box.hidden)
    if (!box.hidden) box.querySelector('textarea')?.focus()
  }
  button.addEventListener('click', () => void open())
  const part = make('span', 'paste')
  part.append(button, trouble)
  return part
}
