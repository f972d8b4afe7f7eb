/**
 * Makes elements of what a part of the page keeps in a `<noscript>`: it is text in a browser that runs scripts, so that
 * a long guide has few elements, and content in one that does not.
 */
export const fill = (part: Element): void => {
  const kept = part.querySelector(':scope > noscript')
  if (kept === null) return
  const content = document.createElement('template')
  // The text is part of the page as it was built; nothing that a run prints gets there.
  content.innerHTML = kept.textContent
  kept.replaceWith(content.content)
}

/** Fills each fold when it is opened. */
export const fillWhenOpened = (): void => {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open) fill(target)
    },
    // A toggle does not bubble.
    { capture: true },
  )
}
