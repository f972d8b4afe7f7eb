import { languageOf } from '../locales.ts'
import { copyWords, type CopyWords } from '../words/copy.ts'

const rememberedMs = 2_000

const words = (): CopyWords => copyWords[languageOf(document.documentElement.lang)]

const partOf = (command: HTMLElement): keyof CopyWords['ofStep'] => {
  if (command.closest('.undo')) return 'undo'
  if (command.closest('.by-hand')) return 'byHand'
  if (command.closest('.other-target')) return 'other'
  return command.matches('.command-line') ? 'command' : 'file'
}

/** A name that says what it copies, for who does not see where it stands. */
const nameFor = (command: HTMLElement): string => {
  const { ofStep, of } = words()
  const step = command.closest<HTMLElement>('shipshape-step')
  if (step === null) return of(command.textContent)
  return ofStep[partOf(command)](Number(step.dataset['number']))
}

const copyButton = (command: HTMLElement): HTMLButtonElement => {
  const button = document.createElement('button')
  Object.assign(button, { type: 'button', className: 'copy', textContent: words().copy, ariaLabel: nameFor(command) })
  button.dataset['part'] = 'copy'
  return button
}

/** Puts a copy button before each command that has none. Where the browser gives no access to the clipboard, none. */
export const addCopyButtons = (root: ParentNode): void => {
  if (!isSecureContext) return
  for (const command of root.querySelectorAll<HTMLElement>('[data-part="command"]'))
    if (command.previousElementSibling?.matches('[data-part="copy"]') !== true) command.before(copyButton(command))
}

const copyFrom = async (button: HTMLElement): Promise<void> => {
  const { copy, copied } = words()
  const name = button.ariaLabel
  // The very characters that are shown, with nothing before and no line end after them.
  await navigator.clipboard.writeText(button.nextElementSibling?.textContent ?? '')
  Object.assign(button, { textContent: copied, ariaLabel: copied })
  setTimeout(() => Object.assign(button, { textContent: copy, ariaLabel: name }), rememberedMs)
}

/** Makes each copy button copy the command that follows it, also those that are added later. */
export const enableCopying = (): void => {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-part="copy"]') : null
    if (button !== null) void copyFrom(button)
  })
}
