import { type FactName } from '../../playbooks/model/text.ts'
import type { EventBody, Problem } from '../protocol/events.ts'
import type { Judging } from '../contract/judging.ts'
import type { Person } from '../contract/person.ts'
import type { Session } from '../contract/session.ts'
import { type Clock } from './clock.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import type { PlannedStep } from './plan.ts'
import type { Hand } from './by-hand/hand.ts'
import { type Spell, actualSpelling, refsIn } from './render.ts'
import type { Say } from './reason.ts'
import type { Stop } from './stop.ts'

/** Records an event, which is on disk when this returns. Never throws; the journal's owner stops the run instead. */
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
  /** Who does what no program can; absent: nobody is there. */
  readonly person?: Person | undefined
  readonly spelling: { readonly [name in FactName]: string }
  /** How a person types what the guide and its checks say. */
  readonly hand: Hand
  /** What the target reports about itself. */
  readonly keepsWhatStepsMade?: boolean | undefined
  /** What the reader gave. */
  readonly inputs: ReadonlyMap<string, string>
  /** The values saved until now, by `savedKey`. */
  readonly saved: Map<string, string>
  /** Steps that may have changed something, in order. */
  readonly noted: PlannedStep[]
  /** Ids of steps that a later step has undone. */
  readonly undone: Set<string>
  /** What this run's steps have made under a name, by `madeKey`. */
  readonly made: Set<string>
  /** Steps whose name was taken before them, each with what to say of it: their undo would remove somebody else's. */
  readonly existed: Map<string, Problem>
  /** Counts how often the reader has begun: 1, and one more for each time that the run was continued. */
  round: number
  /** What the plan's own steps create, by name. */
  readonly plannedThings: ReadonlySet<string>
  /** The images of the stand-ins that were reported until now. */
  readonly standIns: Set<string>
}

/** Names what is executed for a step, uniquely in the run. */
export const executionId = ({ round }: Running, step: PlannedStep): string =>
  round === 1 ? step.id : `${step.id}.${round}`

/** How the references in `thing` are spelled now. Asks the target for its facts only when one is needed. */
export const spellingFor = async ({ session, stop, saved, inputs }: Running, thing: unknown): Promise<Spell> => {
  const needsFacts = refsIn(thing).some((ref) => ref.from === 'target')
  const facts = needsFacts ? await unlessAborted(session.facts(), stop.waiting) : {}
  return actualSpelling({ facts, saved, inputs })
}

/** Reports the stand-ins that were used since the last time. Nothing is asked of a target that is dead or given up. */
export const noteStandIns = async ({ session, stop, standIns, emit }: Running): Promise<void> => {
  if (session.standIns === undefined || stop.waiting.aborted) return
  const used = await unlessAborted(session.standIns(), stop.waiting)
  const more = used.filter(({ image }) => !standIns.has(image))
  if (more.length === 0) return
  for (const { image } of more) standIns.add(image)
  emit({ type: 'stand-ins', standIns: more })
}
