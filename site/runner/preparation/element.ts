import { languageOf, phrases } from '../../words.ts'
import { runnerClient } from '../client.ts'
import { part } from '../../part.ts'
import { keptToken } from '../pair.ts'
import { paired } from '../pair-page.ts'
import { wait } from '../wait.ts'
import { PreparationFollower, prepared } from './follow.ts'
import { overallOf } from './text.ts'
import { PreparationView } from './view.ts'

/** `<shipshape-preparation>`: shows what the runner prepares in the background. */
class PreparationElement extends HTMLElement {
  #leaving = new AbortController()

  connectedCallback(): void {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const view = new PreparationView(this, phrases[languageOf(this.dataset['language'] ?? '')])
    let overall = ''
    const follower = new PreparationFollower({
      client: runnerClient(
        (path, init) => fetch(path, init),
        () => keptToken(localStorage),
      ),
      isHidden: () => document.hidden,
      wait,
      onView: (shown) => {
        view.update(shown)
        const now = overallOf(shown.parts)
        if (now !== overall && now !== 'pending') dispatchEvent(new Event(prepared))
        overall = now
      },
    })
    const poke = (): void => follower.poke()
    addEventListener(paired, poke, { signal })
    addEventListener('storage', poke, { signal })
    document.addEventListener('visibilitychange', poke, { signal })
    part(this, 'retry').addEventListener('click', () => void follower.retry(), { signal })
    void follower.follow(signal)
  }

  disconnectedCallback(): void {
    this.#leaving.abort()
  }
}

customElements.define('shipshape-preparation', PreparationElement)
