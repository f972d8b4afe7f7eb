import type { Words } from '../../playbooks/model/text.ts'
import type { Person } from '../contract/person.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import type { Running } from './running.ts'

/** What a person does in a step. */
export interface Manual {
  readonly person: Person
  readonly step: string
  readonly instruction: Words
  /** Called with how long they took, which is no time of the step. Milliseconds. */
  readonly onWaited: (milliseconds: number) => void
}

/** Asks a person to do a step, and waits until they say that they have. Throws the reason when the steps must stop. */
export const untilDone = async (
  { clock, emit, stop }: Pick<Running, 'clock' | 'emit' | 'stop'>,
  { person, step, instruction, onWaited }: Manual,
): Promise<void> => {
  const began = clock.now()
  emit({ type: 'waiting-for-reader', step, instruction })
  try {
    const saidIn = await unlessAborted(person.done(step, stop.steps), stop.steps)
    emit({ type: 'reader-done', step, saidIn, waitedMs: Math.round(clock.now() - began) })
  } finally {
    onWaited(clock.now() - began)
  }
}
