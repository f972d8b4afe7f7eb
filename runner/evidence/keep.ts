import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cast } from '../protocol/cast.ts'
import { toCastFile } from '../protocol/cast.ts'
import { sha256Of } from '../host/digest.ts'
import { type Evidence, evidenceFile, recordingFile } from './format.ts'
import { type Archive, judgeText, loadOne } from './load.ts'
import type { Judged } from './mark.ts'
import { evidenceDigest, toEvidenceFile } from './read-evidence.ts'
import { writeWhole } from './write-whole.ts'

/** What came of keeping evidence: written, or an older and better one was left as it is. */
export type KeptResult =
  | { readonly kind: 'kept'; readonly path: string; readonly recording: string | undefined; readonly judged: Judged }
  | { readonly kind: 'not-replaced'; readonly path: string; readonly date: string }

/** Saves a recording by itself as `FOLDER/PLAYBOOK.TARGET.cast`. Returns its path. */
export const keepRecording = async (cast: Cast, folder: string): Promise<string> => {
  const { playbook, target } = cast.header.shipshape
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${playbook}.${target}.cast`)
  await writeWhole(path, toCastFile(cast))
  return path
}

/**
 * Saves evidence, with the recording of the same run when there is one. At each moment, and after a crash, the files
 * of the old pair or those of the new one are complete: the new recording has another name, and the evidence, which
 * names its recording, is replaced last. Only then is the older recording deleted.
 *
 * Good evidence is replaced only by evidence that is as good: a failed or less complete run of the same text, a
 * rehearsal, or evidence that does not agree with this checkout leaves it as it is.
 */
export const keepPair = async (archive: Archive, evidence: Evidence, cast: Cast | undefined): Promise<KeptResult> => {
  const { playbook, target } = evidence
  const file = evidenceFile(playbook, target)
  const path = join(archive.evidence, file)
  const recording = cast === undefined ? undefined : recordingOf(cast)
  const old = await loadOne(archive, playbook, target)
  if (recording !== undefined) await keepText(archive.recordings, recording)
  const text = toEvidenceFile(withRecording(evidence, recording?.kept ?? null))
  const { judged } = await judgeText(archive, file, playbook, text)
  if (old?.judged.kind === 'valid' && isBetter(old.judged, judged)) {
    const { startedAt, recording: older } = old.judged.evidence
    if (recording !== undefined) await removeOthers(archive, evidence, older?.file)
    return { kind: 'not-replaced', path, date: startedAt.slice(0, 10) }
  }
  await mkdir(archive.evidence, { recursive: true })
  await writeWhole(path, text)
  if (recording !== undefined) await removeOthers(archive, evidence, recording.kept.file)
  return { kind: 'kept', path, judged, recording: recording && join(archive.recordings, recording.kept.file) }
}

const keepText = async (folder: string, { text, kept }: KeptRecording): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeWhole(join(folder, kept.file), text)
}

interface KeptRecording {
  readonly text: string
  readonly kept: { readonly file: string; readonly digest: string }
}

const recordingOf = (cast: Cast): KeptRecording => {
  const { playbook, target } = cast.header.shipshape
  const text = toCastFile(cast)
  const digest = sha256Of(text)
  return { text, kept: { file: recordingFile(playbook, target, digest), digest } }
}

const withRecording = (evidence: Evidence, recording: Evidence['recording']): Evidence => {
  const changed = { ...evidence, recording }
  return { ...changed, digest: evidenceDigest(changed) }
}

type Valid = Extract<Judged, { readonly kind: 'valid' }>

const passedSteps = ({ steps }: Evidence): number => steps.filter(({ status }) => status === 'passed').length

/** Whether what is there says more than what is new. */
const isBetter = ({ evidence: old }: Valid, judged: Judged): boolean => {
  if (!isGood(old)) return false
  if (judged.kind !== 'valid' || !isGood(judged.evidence)) return true
  const isLive = judged.evidence.rehearsal === null
  if ((old.rehearsal === null) !== isLive) return !isLive
  return old.contentHash === judged.evidence.contentHash && passedSteps(old) > passedSteps(judged.evidence)
}

const isGood = ({ status }: Evidence): boolean => status === 'passed' || status === 'incomplete'

/** Deletes the recordings of a guide on a target that its evidence does not name. */
const removeOthers = async (
  { recordings }: Archive,
  { playbook, target }: Evidence,
  named: string | undefined,
): Promise<void> => {
  const ours = (file: string): boolean =>
    file.startsWith(`${playbook}.${target}.`) && file.endsWith('cast') && file !== named
  await Promise.all((await readdir(recordings)).filter(ours).map((file) => rm(join(recordings, file))))
}
