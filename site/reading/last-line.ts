import { make } from '../runner/dom.ts'

/**
 * The last line of a step, with what a reader can do there. It is made by whatever needs it first; the page keeps its
 * height free (`panel.css`), so that nothing moves under the pointer when it comes.
 */
export const lastLineOf = (step: Element): HTMLElement => {
  const found = step.querySelector<HTMLElement>(':scope > .last-line')
  if (found !== null) return found
  const line = make('div', 'last-line')
  step.append(line)
  return line
}
