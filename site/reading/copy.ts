import { languageOf, phrases } from '../words.ts'

const rememberedMs = 2_000

const copyFrom = async (button: HTMLElement): Promise<void> => {
  const { copy, copied } = phrases[languageOf(document.documentElement.lang)]
  const name = button.ariaLabel
  // The very characters that are shown, with nothing before and no line end after them.
  await navigator.clipboard.writeText(button.nextElementSibling?.textContent ?? '')
  Object.assign(button, { textContent: copied, ariaLabel: copied })
  setTimeout(() => Object.assign(button, { textContent: copy, ariaLabel: name }), rememberedMs)
}

/**
 * Makes each copy button copy the command that follows it, also those that are added later. Where the browser gives no
 * access to the clipboard, none is shown.
 */
export const enableCopying = (): void => {
  if (!isSecureContext) return
  document.documentElement.dataset['canCopy'] = ''
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-part="copy"]') : null
    if (button !== null) void copyFrom(button)
  })
}
