import type { Playbook, Step } from '../../playbooks/model/index.ts'
import { actionHash } from '../../runner/core/hash.ts'
import { fromCastFile, type Cast } from '../../runner/protocol/cast.ts'

const kept: Record<string, string> = import.meta.glob('../../public/recordings/*.cast', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** The newest kept recording of a guide; undefined when there is none. */
export const recordingOf = (playbook: string, target: string): Cast | undefined => {
  const file = kept[`../../public/recordings/${playbook}.${target}.cast`]
  return file === undefined ? undefined : fromCastFile(file)
}

/** The steps from one to another, both counted, in the order of their guide. */
export const stepsBetween = (guide: Playbook, from: Step, to: Step): readonly Step[] =>
  guide.steps.slice(guide.steps.indexOf(from), guide.steps.indexOf(to) + 1)

/** The steps whose action has changed since they were recorded. */
export const changedSince = async (cast: Cast, steps: readonly Step[]): Promise<readonly Step[]> => {
  const recorded = cast.header.shipshape.steps
  const hashes = await Promise.all(steps.map(actionHash))
  return steps.filter((step, index) => recorded[step.id] !== undefined && recorded[step.id] !== hashes[index])
}
