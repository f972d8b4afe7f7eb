import { milliseconds } from '../../playbooks/model/text.ts'
import type { Verdict } from '../protocol/events.ts'
import { deadlines } from '../contract/deadlines.ts'
import { type Observation, cannotLook } from '../contract/observation.ts'
import type { ActualWorldCheck } from '../contract/rendered.ts'
import type { Judging } from '../contract/judging.ts'
import type { Session } from '../contract/session.ts'
import { type Clock } from './clock.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import type { Say } from './reason.ts'

export interface CheckContext {
  readonly session: Session
  readonly judging: Judging
  readonly say: Say
  readonly clock: Clock
  /** Stops the observation at once; rejects with the signal's reason. */
  readonly signal: AbortSignal
}

const firstPauseMs = 100
const longestPauseMs = 1000

/** One observation and what is concluded from it. */
export interface Look {
  readonly verdict: Verdict
  /** The observer itself did not answer; it is not asked again. */
  readonly hangs: boolean
}

/** Observes once and judges. Throws when it is stopped, or when the target has died. */
export const look = async (check: ActualWorldCheck, context: CheckContext, tries = 1): Promise<Look> => {
  const seen = await observe(check, context)
  if (seen === 'hangs') {
    const reason = context.say({ kind: 'observer-hangs', withinMs: deadlines.observation })
    return { verdict: verdictOf(check, cannotLook(reason), context.judging, tries), hangs: true }
  }
  return { verdict: verdictOf(check, seen, context.judging, tries), hangs: false }
}

/** A judge is only asked about what is known. */
const verdictOf = (check: ActualWorldCheck, seen: Observation, { judge }: Judging, tries: number): Verdict =>
  seen.kind === 'cannot-look' ? { holds: null, reason: seen.reason, tries } : { ...judge(check, seen), tries }

const observe = async (
  check: ActualWorldCheck,
  { session, clock, signal }: CheckContext,
): Promise<Observation | 'hangs'> => {
  const timeIsUp = new AbortController()
  const settled = new AbortController()
  void clock.wait(deadlines.observation, settled.signal).then(() => timeIsUp.abort(new Error('the look took too long')))
  const either = AbortSignal.any([signal, timeIsUp.signal])
  try {
    return await unlessAborted(session.observe(check, either), either)
  } catch (error) {
    if (signal.aborted || !timeIsUp.signal.aborted) throw error
    return 'hangs'
  } finally {
    settled.abort()
  }
}

/**
 * Observes until the check holds or its `within` has passed; without `mayRetry`, observes once. What cannot be looked
 * at is tried again too: an engine may be starting.
 */
export const settle = async (check: ActualWorldCheck, mayRetry: boolean, context: CheckContext): Promise<Verdict> => {
  const { clock, signal } = context
  const until = clock.now() + (mayRetry && check.within !== undefined ? milliseconds(check.within) : 0)
  for (let tries = 1, pause = firstPauseMs; ; tries += 1, pause = Math.min(pause * 1.5, longestPauseMs)) {
    const { verdict, hangs } = await look(check, context, tries)
    const left = until - clock.now()
    if (verdict.holds === true || hangs || left <= 0) return verdict
    await clock.wait(Math.min(pause, left), signal)
    signal.throwIfAborted()
  }
}
