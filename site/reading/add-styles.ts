/**
 * Adds a stylesheet that only what was loaded later needs: no page is heavier for it. Resolves as soon as it applies,
 * so that what is added after it has its size at once and moves nothing; also when it cannot be loaded.
 */
export const addStyles = (address: string): Promise<void> =>
  new Promise((applied) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = address
    for (const end of ['load', 'error']) link.addEventListener(end, () => applied(), { once: true })
    document.head.append(link)
  })
