const rememberedMs = 2_000

const copyPage = async (button: HTMLButtonElement): Promise<void> => {
  const answer = await fetch(button.dataset['copyPage'] ?? '')
  if (!answer.ok) return
  await navigator.clipboard.writeText(await answer.text())
  const label = button.textContent
  button.textContent = button.dataset['copied'] ?? ''
  setTimeout(() => (button.textContent = label), rememberedMs)
}

/** Copies the page as Markdown. Where the browser gives no access to the clipboard, the link beside it is enough. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-page]')) {
  button.hidden = !isSecureContext
  button.addEventListener('click', () => void copyPage(button))
}
