import { milliseconds } from '../../playbooks/model/text.ts'
import type { Verdict } from '../protocol/events.ts'
import type { ActualWorldCheck } from '../contract/rendered.ts'
import type { Judgement, Judging } from '../contract/judging.ts'
import type { Observation } from '../contract/observation.ts'
import type { Session } from '../contract/session.ts'
import { type Clock, unlessAborted } from './clock.ts'
import type { Say } from './reason.ts'

export interface CheckContext {
  readonly session: Session
  readonly judging: Judging
  readonly say: Say
  readonly clock: Clock
  /** Stops the observation at once; rejects with the signal's reason. */
  readonly signal: AbortSignal
}

/** The time limit of one observation; a silent port is only known to be silent after its own timeout. */
const oneLookMs = 30_000
const firstPauseMs = 100
const longestPauseMs = 1000

/** Observes once and judges. A check whose observation takes too long does not hold. Throws when it is stopped. */
export const look = async (check: ActualWorldCheck, context: CheckContext): Promise<Judgement> =>
  context.judging.judge(check, await see(check, context))

/** Observes once. What takes too long could not be looked at. Throws when it is stopped. */
export const see = async (check: ActualWorldCheck, context: CheckContext): Promise<Observation> => {
  const { session, say, clock, signal } = context
  const timeIsUp = new AbortController()
  const settled = new AbortController()
  void clock.wait(oneLookMs, settled.signal).then(() => timeIsUp.abort(new Error('the look took too long')))
  try {
    const either = AbortSignal.any([signal, timeIsUp.signal])
    return await unlessAborted(session.observe(check, either), either)
  } catch (error) {
    if (signal.aborted || !timeIsUp.signal.aborted) throw error
    return { kind: 'unreachable', reason: say({ kind: 'nothing-seen', withinMs: oneLookMs }) }
  } finally {
    settled.abort()
  }
}

/** Observes until the check holds or its `within` has passed; without `mayRetry`, observes once. */
export const settle = async (check: ActualWorldCheck, mayRetry: boolean, context: CheckContext): Promise<Verdict> => {
  const { clock, signal } = context
  const until = clock.now() + (mayRetry && check.within !== undefined ? milliseconds(check.within) : 0)
  for (let tries = 1, pause = firstPauseMs; ; tries += 1, pause = Math.min(pause * 1.5, longestPauseMs)) {
    const judgement = await look(check, context)
    const left = until - clock.now()
    if (judgement.holds || left <= 0) return { ...judgement, tries }
    await clock.wait(Math.min(pause, left), signal)
    signal.throwIfAborted()
  }
}
