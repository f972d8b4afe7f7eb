import type { PartStatus } from '../../../runner/protocol/preparation.ts'
import type { RunnerClient } from '../client.ts'
import { pauseMs } from '../pace.ts'
import { isOnlyLooking, overallOf } from './text.ts'

/** Sent to the page when all parts are settled: what can run here may have changed. */
export const prepared = 'shipshape-prepared'

export interface PreparationView {
  readonly parts: readonly PartStatus[]
  /** The runner did not answer the last time. */
  readonly isGone: boolean
}

export interface FollowOptions {
  readonly client: Pick<RunnerClient, 'hasToken' | 'preparation' | 'retry'>
  readonly isHidden: () => boolean
  readonly onView: (view: PreparationView) => void
  /** Resolves after this time, or as soon as the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const hour = 3_600_000
/** What was made earlier is found within this time; a strip that appears only briefly would distract. */
const graceMs = 700

/** Polls the progress of the preparation, rarely in a hidden page, and no longer once everything is ready. */
export class PreparationFollower {
  readonly #options: FollowOptions
  #parts: readonly PartStatus[] = []
  #answered = 0
  #failures = 0
  #wake = new AbortController()

  constructor(options: FollowOptions) {
    this.#options = options
  }

  /** Polls until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.#options.client.hasToken()) await this.#ask()
      this.#wake = new AbortController()
      await this.#options.wait(this.#pause(), AbortSignal.any([signal, this.#wake.signal]))
    }
  }

  /** Polls at once: the page has just been paired, or has become visible. */
  poke(): void {
    this.#wake.abort()
  }

  async retry(): Promise<void> {
    const answer = await this.#options.client.retry()
    if (answer.kind === 'ok') this.#show(answer.value.parts)
    this.poke()
  }

  async #ask(): Promise<void> {
    const answer = await this.#options.client.preparation()
    this.#failures = answer.kind === 'unreachable' ? this.#failures + 1 : 0
    if (answer.kind === 'ok') this.#show(answer.value.parts)
    else if (this.#parts.length > 0) this.#options.onView({ parts: this.#parts, isGone: true })
  }

  #show(parts: readonly PartStatus[]): void {
    this.#parts = parts
    this.#answered += 1
    if (this.#answered === 1 && isOnlyLooking(parts)) return
    this.#options.onView({ parts, isGone: false })
  }

  #pause(): number {
    const { client, isHidden } = this.#options
    const overall = overallOf(this.#parts)
    if (!client.hasToken() || (this.#answered > 0 && overall === 'done')) return hour
    if (this.#failures > 0) return pauseMs({ live: true, hidden: isHidden(), more: false, failures: this.#failures })
    if (isHidden()) return 10_000
    if (this.#answered <= 1 && isOnlyLooking(this.#parts)) return graceMs
    return overall === 'pending' ? 1_000 : 5_000
  }
}
