import { milliseconds } from '../../playbooks/model/text.ts'
import type { Verdict } from '../protocol/events.ts'
import type { ActualWorldCheck } from '../contract/rendered.ts'
import type { Judgement, Judging } from '../contract/judging.ts'
import type { Session } from '../contract/session.ts'
import { type Clock, unlessAborted } from './clock.ts'
import type { Say } from './reason.ts'

export interface Observer {
  readonly session: Session
  readonly judging: Judging
  readonly say: Say
  readonly clock: Clock
  /** Looking ends at once, with this signal's reason. */
  readonly signal: AbortSignal
}

/** One look at the world may take so long; a port that stays silent takes its time to be silent. */
const oneLookMs = 30_000
const firstPauseMs = 100
const longestPauseMs = 1000

/** One look and its judgement. A look that takes too long does not hold. Throws when it is stopped. */
export const look = async (check: ActualWorldCheck, observer: Observer): Promise<Judgement> => {
  const { session, judging, say, clock, signal } = observer
  const timeIsUp = new AbortController()
  const settled = new AbortController()
  void clock.wait(oneLookMs, settled.signal).then(() => timeIsUp.abort(new Error('the look took too long')))
  try {
    const either = AbortSignal.any([signal, timeIsUp.signal])
    return judging.judge(check, await unlessAborted(session.observe(check, either), either))
  } catch (error) {
    if (signal.aborted || !timeIsUp.signal.aborted) throw error
    return judging.judge(check, {
      kind: 'unreachable',
      reason: say({ kind: 'nothing-seen', withinMs: oneLookMs }),
    })
  } finally {
    settled.abort()
  }
}

/** Looks until the check holds or its time is over. `isPatient: false` looks once. */
export const settle = async (check: ActualWorldCheck, mayWait: boolean, observer: Observer): Promise<Verdict> => {
  const { clock, signal } = observer
  const until = clock.now() + (mayWait && check.within !== undefined ? milliseconds(check.within) : 0)
  for (let tries = 1, pause = firstPauseMs; ; tries += 1, pause = Math.min(pause * 1.5, longestPauseMs)) {
    const judgement = await look(check, observer)
    const left = until - clock.now()
    if (judgement.holds || left <= 0) return { ...judgement, tries }
    await clock.wait(Math.min(pause, left), signal)
    signal.throwIfAborted()
  }
}
