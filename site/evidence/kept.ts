import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/index.ts'
import type { Evidence } from '../../runner/evidence/format.ts'
import { guideNow } from '../../runner/evidence/guide-now.ts'
import { type EarlierRun, readHistory } from '../../runner/evidence/history.ts'
import { type Archive, type Kept, loadAll } from '../../runner/evidence/load.ts'
import { type Mark, markOf } from '../../runner/evidence/mark.ts'
import type { Cast } from '../../runner/protocol/cast.ts'
import type { RunEvent } from '../../runner/protocol/events.ts'
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
const { runs: earlier } = await readHistory(archive.evidence)

/** A mark, with the addresses of what it rests on; those of files are the same in each language. */
export interface ShownMark {
  readonly mark: Mark
  readonly target: string
  readonly evidence: string | undefined
  readonly recording: string | undefined
  readonly journal: string | undefined
}

const evidenceIn = (file: Kept | undefined): Evidence | undefined =>
  file?.judged.kind === 'valid' ? file.judged.evidence : undefined

/** The marks of a guide: of its first target, and of each other one for which there is evidence. */
export const marksOf = ({ id, targets }: Playbook): readonly ShownMark[] =>
  filesOf(id, targets[0]).map((each) => shown(id, targets[0], each))

const filesOf = (id: string, first: string): readonly (Kept | undefined)[] => {
  const ours = kept.filter(({ guide }) => guide === id)
  return [ours.find(({ target }) => target === first), ...ours.filter(({ target }) => target !== first)]
}

const shown = (id: string, first: string, file: Kept | undefined): ShownMark => {
  const guide = archive.guides.find((each) => each.id === id)
  if (guide === undefined) throw new Error(`No guide in playbooks/index.ts is “${id}”.`)
  const evidence = evidenceIn(file)
  const target = file?.target ?? first
  return {
    mark: markOf({ guide, judged: file?.judged, hasDriver: hasDriver(target), now: archive.now }),
    target,
    evidence: file && `/evidence/${file.file}`,
    recording: evidence?.recording ? `/recordings/${evidence.recording.file}` : undefined,
    journal: evidence && `/journals/${evidence.journal.file}`,
  }
}

/** All that there is of a guide on a target. */
export interface KeptProof extends ShownMark {
  /** Undefined where there is none that is valid. */
  readonly run: { readonly evidence: Evidence; readonly events: readonly RunEvent[] } | undefined
  /** The runs whose evidence was replaced, the newest first. */
  readonly earlier: readonly EarlierRun[]
}

/** What proves a guide, by its targets in the order of `marksOf`. */
export const proofsOf = ({ id, targets }: Playbook): readonly KeptProof[] =>
  filesOf(id, targets[0]).map((file) => {
    const [mark, evidence] = [shown(id, targets[0], file), evidenceIn(file)]
    return {
      ...mark,
      run: evidence && file?.events && { evidence, events: file.events },
      earlier: earlier.filter(({ guide, target }) => guide === id && target === mark.target).toReversed(),
    }
  })

/** The engine of the run that verifies a guide, without Debian's revision; undefined where there is none. */
export const engineOf = (
  playbook: Playbook,
): { readonly engine: string; readonly containerd: string | undefined } | undefined => {
  const details = proofsOf(playbook).find(({ run }) => run !== undefined)?.run?.evidence.details
  const engine = details?.['engine']
  return engine === undefined ? undefined : { engine: upstream(engine), containerd: containerdOf(details) }
}

const containerdOf = (details: Evidence['details'] | undefined): string | undefined => {
  const version = details?.['containerd']
  return version === undefined ? undefined : upstream(version)
}

/** `28.5.2+dfsg4-5` is 28.5.2 (Debian Policy 5.6.12). */
const upstream = (version: string): string => version.replace(/^\d+:/, '').replace(/[+~-].*$/, '')

/** The recording that belongs to valid evidence of a guide on a target, and its address. */
export const keptRecording = (
  guide: string,
  target: string,
): { readonly cast: Cast; readonly address: string } | undefined => {
  const found = kept.find((each) => each.guide === guide && each.target === target)
  const file = evidenceIn(found)?.recording?.file
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

/** The valid evidence of a guide on a target, with the recording and the events that belong to it. */
export const validEvidence = (
  guide: string,
  target: string,
):
  | { readonly evidence: Evidence; readonly cast: Cast | undefined; readonly events: readonly RunEvent[] | undefined }
  | undefined => {
  const found = kept.find((each) => each.guide === guide && each.target === target)
  if (found?.judged.kind !== 'valid') return undefined
  return { evidence: found.judged.evidence, cast: found.cast, events: found.events }
}
