import { paired } from './pair-page.ts'
import { keptToken } from './pair.ts'

/** What a page of a published site never needs is loaded when a runner may serve the page, or when it is paired. */
export const whenRunnerMayServe = (load: () => void): void => {
  const isLocal = ['127.0.0.1', 'localhost'].includes(location.hostname)
  if (isLocal || keptToken(localStorage) !== undefined) load()
  else addEventListener(paired, load, { once: true })
}
