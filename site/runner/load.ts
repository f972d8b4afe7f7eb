import { paired } from './pair-page.ts'
import { keptToken } from './pair.ts'

const touches = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll', 'touchstart'] as const

/** What a page of a published site needs only for who does something on it, such as the replay. */
export const whenUsed = (load: () => void): void => {
  const once = (): void => {
    for (const touch of touches) removeEventListener(touch, once)
    load()
  }
  for (const touch of touches) addEventListener(touch, once, { passive: true })
}

/** Whether a runner may serve this page. */
export const mayBeServed = (): boolean =>
  ['127.0.0.1', 'localhost'].includes(location.hostname) || keptToken(localStorage) !== undefined

/** What a page of a published site never needs is loaded when a runner may serve the page, or when it is paired. */
export const whenRunnerMayServe = (load: () => void): void => {
  if (mayBeServed()) load()
  else addEventListener(paired, load, { once: true })
}
