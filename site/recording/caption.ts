import type { Language, Step } from '../../playbooks/model/index.ts'
import type { Cast } from '../../runner/protocol/cast.ts'
import { placeOf } from '../place.ts'
import { phrases } from '../words.ts'
import { dayOf } from './cut.ts'
import { changedSince } from './steps.ts'
import { recordingWords } from './words.ts'

/** Names what is recorded: a step, or all from one to another. */
export const recordingTitle = (from: Step, to: Step, language: Language): string =>
  from === to ? from.title[language] : `${from.title[language]} … ${to.title[language]}`

/** What is said below a recording of these steps. */
export const recordingRemarks = async (
  cast: Cast,
  steps: readonly Step[],
  language: Language,
): Promise<{ readonly recorded: string; readonly changed: string | undefined }> => {
  const say = recordingWords[language]
  const { comma, space } = phrases[language]
  const changed = await changedSince(cast, steps)
  return {
    recorded: [
      say.recorded(dayOf(cast), placeOf(cast.header.shipshape.description)[language]),
      say.silences(cast.header.idle_time_limit),
    ].join(space),
    changed: changed.length === 0 ? undefined : say.changed(changed.map(({ title }) => title[language]).join(comma)),
  }
}
