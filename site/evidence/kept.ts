import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/index.ts'
import type { Evidence } from '../../runner/evidence/format.ts'
import { guideNow } from '../../runner/evidence/guide-now.ts'
import { type Archive, type Kept, loadAll } from '../../runner/evidence/load.ts'
import { type Mark, markOf } from '../../runner/evidence/mark.ts'
import type { Cast } from '../../runner/protocol/cast.ts'
import { playbooks } from '../loaded.ts'
import { undriven } from '../undriven.ts'

// Read while the site is built, from the folder that Astro is started in.
const root = process.cwd()

const hasDriver = (target: string): boolean => ![...undriven].some((each) => each === target)

export const archive: Archive = {
  evidence: join(root, 'public/evidence'),
  recordings: join(root, 'public/recordings'),
  journals: join(root, 'public/journals'),
  checkout: root,
  guides: await Promise.all(playbooks.map(guideNow)),
  hasDriver,
  now: Date.now(),
}

const kept = await loadAll(archive)

/** A mark, with the addresses of what it rests on. */
export interface ShownMark {
  readonly mark: Mark
  readonly evidence: string | undefined
  readonly recording: string | undefined
}

const fileOf = ({ judged }: Kept): string | undefined =>
  judged.kind === 'valid' ? judged.evidence.recording?.file : undefined

/** The marks of a guide: of its first target, and of each other one for which there is evidence. */
export const marksOf = ({ id, targets }: Playbook): readonly ShownMark[] => {
  const ours = kept.filter(({ guide }) => guide === id)
  const [first] = targets
  const inOrder = [ours.find(({ target }) => target === first), ...ours.filter(({ target }) => target !== first)]
  return inOrder.map((each) => shown(id, first, each))
}

const shown = (id: string, target: string, file: Kept | undefined): ShownMark => {
  const guide = archive.guides.find((each) => each.id === id)
  if (guide === undefined) throw new Error(`No guide in playbooks/index.ts is “${id}”.`)
  const recording = file && fileOf(file)
  return {
    mark: markOf({ guide, judged: file?.judged, hasDriver: hasDriver(file?.target ?? target), now: archive.now }),
    evidence: file && `/evidence/${file.file}`,
    recording: recording && `/recordings/${recording}`,
  }
}

/** The recording that belongs to valid evidence of a guide on a target, and its address. */
export const keptRecording = (
  guide: string,
  target: string,
): { readonly cast: Cast; readonly address: string } | undefined => {
  const found = kept.find((each) => each.guide === guide && each.target === target)
  const file = found && fileOf(found)
  return found?.cast === undefined || file === undefined
    ? undefined
    : { cast: found.cast, address: `/recordings/${file}` }
}

/** How long each step took in the run of valid evidence, by target and step. Milliseconds. */
export const recordedTimesOf = ({ id }: Playbook): { readonly [target: string]: { readonly [step: string]: number } } =>
  Object.fromEntries(
    kept.flatMap(({ guide, target, judged }) =>
      guide !== id || judged.kind !== 'valid'
        ? []
        : [[target, Object.fromEntries(judged.evidence.steps.map((step) => [step.id, step.milliseconds]))]],
    ),
  )

/** The valid evidence of a guide on a target, and the recording that belongs to it. */
export const validEvidence = (
  guide: string,
  target: string,
): { readonly evidence: Evidence; readonly cast: Cast | undefined } | undefined => {
  const found = kept.find((each) => each.guide === guide && each.target === target)
  return found?.judged.kind === 'valid' ? { evidence: found.judged.evidence, cast: found.cast } : undefined
}
