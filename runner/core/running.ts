import { type FactName } from '../../playbooks/model/text.ts'
import type { EventBody } from '../protocol/events.ts'
import type { Judging } from '../contract/judging.ts'
import type { Session } from '../contract/session.ts'
import { type Clock, unlessAborted } from './clock.ts'
import type { PlannedStep } from './plan.ts'
import { type Spell, actualSpelling, refsIn } from './render.ts'
import type { Say } from './reason.ts'
import type { Stop } from './stop.ts'

/** Takes an event: it is on disk before this returns. Never throws; whoever keeps the journal ends the run instead. */
export type Emit = (event: EventBody) => void

/** A run on an open target. */
export interface Running {
  readonly session: Session
  readonly judging: Judging
  readonly say: Say
  readonly stop: Stop
  readonly hurry: AbortSignal
  readonly clock: Clock
  readonly emit: Emit
  readonly mode: 'run' | 'verify'
  readonly spelling: { readonly [name in FactName]: string }
  /** What the target says of itself. */
  readonly keepsWhatStepsMade?: boolean | undefined
  /** Values kept so far, by `savedKey`. */
  readonly saved: Map<string, string>
  /** Steps that may have changed something, in order. */
  readonly noted: PlannedStep[]
  /** Ids of steps that a later step has taken back. */
  readonly undone: Set<string>
}

/** How the references in `thing` are spelled now. The target is asked for its facts only when one is needed. */
export const spellingFor = async ({ session, stop, saved }: Running, thing: unknown): Promise<Spell> => {
  const needsFacts = refsIn(thing).some((ref) => ref.from === 'target')
  const facts = needsFacts ? await unlessAborted(session.facts(), stop.waiting) : {}
  return actualSpelling({ facts, saved })
}
