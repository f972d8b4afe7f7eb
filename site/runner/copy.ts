import type { Phrases } from '../words.ts'
import { setText } from './dom.ts'

const rememberedMs = 2_000

const copyFrom = async (button: HTMLElement, say: Phrases): Promise<void> => {
  const command = button.parentElement?.querySelector('[data-part="command"]')
  // The very characters that are shown, with nothing before and no line end after them.
  await navigator.clipboard.writeText(command?.textContent ?? '')
  setText(button, say.copied)
  setTimeout(() => setText(button, say.copy), rememberedMs)
}

/** Enables the copy buttons. Where the browser gives no access to the clipboard, they stay hidden. */
export const enableCopying = (root: ParentNode, say: Phrases): void => {
  if (!isSecureContext) return
  for (const button of root.querySelectorAll<HTMLElement>('[data-part="copy"]')) {
    button.hidden = false
    button.addEventListener('click', () => void copyFrom(button, say))
  }
}
