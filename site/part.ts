/** The part of a component that its page was built with. */
export const part = (root: Element, name: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(`[data-part="${name}"]`)
  if (found === null) throw new Error(`The page has no part “${name}”.`)
  return found
}
