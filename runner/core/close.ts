import { unlessAborted } from '../contract/unless-aborted.ts'
import type { Session } from '../contract/session.ts'
import { problemOf } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import { type Clock, formatDuration } from './clock.ts'
import type { Say } from './reason.ts'

/** A session that does not close is abandoned after this time … */
const closeMs = 60_000
/** … or after this time, when the run was cancelled twice. */
const hurriedCloseMs = 10_000

export interface Closing {
  readonly clock: Clock
  readonly hurry: AbortSignal
  readonly say: Say
}

/** Closes the session. A session that does not close is reported as a leftover. */
export const close = async (session: Session, { clock, hurry, say }: Closing): Promise<readonly Problem[]> => {
  const tooLong = new AbortController()
  const closed = new AbortController()
  void (async () => {
    await clock.wait(closeMs, AbortSignal.any([closed.signal, hurry]))
    if (hurry.aborted) await clock.wait(hurriedCloseMs, closed.signal)
    tooLong.abort(new Error(`it did not close within ${formatDuration(hurry.aborted ? hurriedCloseMs : closeMs)}`))
  })()
  try {
    await unlessAborted(Promise.resolve(session[Symbol.asyncDispose]()), tooLong.signal)
    return []
  } catch (error) {
    const { what, hint } = problemOf(error)
    return [{ what: say({ kind: 'not-closed', why: what }), hint }]
  } finally {
    closed.abort()
  }
}
