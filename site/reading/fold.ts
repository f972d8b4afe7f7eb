/**
 * Fills a fold. Its content is a `<noscript>`: text for a browser that runs scripts, so that a long guide has few
 * elements, and content for one that does not.
 */
export const fill = (fold: Element): void => {
  const kept = fold.querySelector(':scope > noscript')
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
