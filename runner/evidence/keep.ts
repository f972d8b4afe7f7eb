import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cast, toCastFile } from '../protocol/cast.ts'
import type { RunEvent } from '../protocol/events.ts'
import { toJournal } from '../protocol/journal.ts'
import { sha256Of } from '../host/digest.ts'
import { type BareEvidence, completed } from './evidence-of.ts'
import { type Evidence, evidenceFile, journalFile, recordingFile } from './format.ts'
import { earlierRun, remember } from './history.ts'
import { type Archive, judgeText, loadOne, mostBytes, readText } from './load.ts'
import type { Judged } from './mark.ts'
import { toEvidenceFile } from './read-evidence.ts'
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

/** A run to be kept: its evidence, its events without what they would reveal, and its recording where it has one. */
export interface KeptRun {
  readonly evidence: BareEvidence
  readonly events: readonly RunEvent[]
  readonly cast: Cast | undefined
}

/**
 * Saves evidence, with the journal and the recording of the same run. At each moment, and after a crash, the files of
 * the old run or those of the new one are complete: the new journal and recording have other names, and the evidence,
 * which names them, is replaced last. Only then are the older ones deleted.
 *
 * Good evidence is replaced only by evidence that is as good: a failed or less complete run of the same text, a
 * rehearsal, or evidence that does not agree with this checkout leaves it as it is.
 */
export const keepEvidence = async (
  archive: Archive,
  { evidence: bare, events, cast }: KeptRun,
): Promise<KeptResult> => {
  const { playbook, target } = bare
  const file = evidenceFile(playbook, target)
  const path = join(archive.evidence, file)
  const recording =
    cast && partOf(archive.recordings, toCastFile(cast), (digest) => recordingFile(playbook, target, digest))
  const journal = partOf(archive.journals, toJournal(events), (digest) => journalFile(playbook, target, digest))
  const old = await loadOne(archive, playbook, target)
  for (const part of [journal, ...(recording === undefined ? [] : [recording])]) await keepPart(part)
  const text = toEvidenceFile(completed(bare, { recording: recording?.kept ?? null, journal: journal.kept }))
  const { judged } = await judgeText(archive, file, playbook, text)
  const removeOthers = async (named: Pick<Evidence, 'recording' | 'journal'>): Promise<void> => {
    await removeExcept(archive.journals, `${playbook}.${target}.`, named.journal.file)
    if (recording !== undefined) await removeExcept(archive.recordings, `${playbook}.${target}.`, named.recording?.file)
  }
  if (old?.judged.kind === 'valid' && isBetter(old.judged, judged)) {
    await removeOthers(old.judged.evidence)
    return { kind: 'not-replaced', path, date: old.judged.evidence.startedAt.slice(0, 10) }
  }
  await mkdir(archive.evidence, { recursive: true })
  await rememberOld(archive.evidence, file)
  await writeWhole(path, text)
  await removeOthers({ recording: recording?.kept ?? null, journal: journal.kept })
  return { kind: 'kept', path, judged, recording: recording && join(archive.recordings, recording.kept.file) }
}

/** Notes what is replaced; damaged evidence says nothing that could be noted. */
const rememberOld = async (folder: string, file: string): Promise<void> => {
  const old = await readText(join(folder, file), mostBytes.evidence)
  const run = old.kind === 'text' ? earlierRun(old.text) : undefined
  if (run !== undefined) await remember(folder, run)
}

/** A file that evidence names. */
interface Part {
  readonly folder: string
  readonly text: string
  readonly kept: Evidence['journal']
}

const partOf = (folder: string, text: string, nameOf: (digest: string) => string): Part => {
  const digest = sha256Of(text)
  return { folder, text, kept: { file: nameOf(digest), digest } }
}

const keepPart = async ({ folder, text, kept }: Part): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeWhole(join(folder, kept.file), text)
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

/** Deletes the files of a guide on a target that its evidence does not name. */
const removeExcept = async (folder: string, start: string, named: string | undefined): Promise<void> => {
  const others = (await readdir(folder)).filter((file) => file.startsWith(start) && file !== named)
  await Promise.all(others.filter((file) => /\.(cast|jsonl)$/.test(file)).map((file) => rm(join(folder, file))))
}
