import { harmless } from '../../runner/protocol/harmless.ts'

/**
 * An element with a class and a text. Text is only ever set as text, and can neither hide nor reorder other content.
 */
export const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.textContent = harmless(text)
  return element
}

/** Does not touch an element that already has this text, so that a screen reader and a selection are not disturbed. */
export const setText = (element: Element, text: string): void => {
  const safe = harmless(text)
  if (element.textContent !== safe) element.textContent = safe
}
