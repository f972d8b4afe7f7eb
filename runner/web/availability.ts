import type { TargetState } from '../protocol/api.ts'
import type { Target } from '../targets/target.ts'

/** A reader who opens one guide after the other asks often; what is missing changes seldom. */
const keptMs = 5_000
const timeoutMs = 8_000

/** Which targets could be opened now, as a page asks before anything is run. */
export class Availability {
  readonly #targets: readonly Target[]
  #kept: { readonly until: number; readonly states: Promise<readonly TargetState[]> } | undefined

  constructor(targets: readonly Target[]) {
    this.#targets = targets
  }

  states(): Promise<readonly TargetState[]> {
    const now = performance.now()
    if (this.#kept === undefined || now > this.#kept.until)
      this.#kept = { until: now + keptMs, states: Promise.all(this.#targets.map(stateOf)) }
    return this.#kept.states
  }
}

/**
 * A target that has to wait says so at once; it is not waited for. What does not answer in time is asked again by its
 * run.
 */
const stateOf = async (target: Target): Promise<TargetState> => {
  const waits = new AbortController()
  const signal = AbortSignal.any([waits.signal, AbortSignal.timeout(timeoutMs)])
  const stopped = new Promise<'preparing'>((resolve) => signal.addEventListener('abort', () => resolve('preparing')))
  const looked = target.missing({ onProgress: () => waits.abort(), signal }).catch(() => 'preparing' as const)
  const missing = await Promise.race([looked, stopped])
  if (missing === 'preparing') return { id: target.id, state: 'preparing', missing: [] }
  return { id: target.id, state: missing.length === 0 ? 'ready' : 'missing', missing }
}
