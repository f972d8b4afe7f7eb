import { lstat, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cast } from '../protocol/cast.ts'
import type { RunEvent } from '../protocol/events.ts'
import { sha256Of } from '../host/digest.ts'
import { type CommitCheck, checkCommit } from './commit.ts'
import { type FoundRecording, compare } from './compare.ts'
import type { FoundJournal } from './compare-journal.ts'
import type { Disagreement } from './disagreement.ts'
import type { Evidence } from './format.ts'
import type { GuideNow } from './guide-now.ts'
import type { Judged } from './mark.ts'
import { readEvidence } from './read-evidence.ts'
import { readKeptJournal } from './read-kept-journal.ts'
import { readRecording } from './read-recording.ts'

/**
 * Larger files are not read. The guide with the most steps needs 25 KB of evidence, 80 KB of recording and 420 KB of
 * journal.
 */
export const mostBytes = { evidence: 256 * 1024, recording: 2 * 1024 * 1024, journal: 4 * 1024 * 1024 } as const

/** Where evidence is kept, and what it is compared with. */
export interface Archive {
  readonly evidence: string
  readonly recordings: string
  readonly journals: string
  /** The root of the repository that its commits belong to. */
  readonly checkout: string
  readonly guides: readonly GuideNow[]
  readonly hasDriver: (target: string) => boolean
  readonly now: number
}

/** Evidence, judged; its recording and its journal only where it is believed. */
export interface JudgedFiles {
  readonly judged: Judged
  readonly cast: Cast | undefined
  readonly events: readonly RunEvent[] | undefined
}

/** One file of evidence. */
export interface Kept extends JudgedFiles {
  readonly file: string
  /** The guide and the target that its name says. */
  readonly guide: string
  readonly target: string
}

type Text =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly why: Disagreement }

/** The text of a regular file of limited size. A link is not followed, for its file is not what was committed. */
export const readText = async (path: string, most: number): Promise<Text> => {
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return { kind: 'missing' }
  if (!found.isFile()) return { kind: 'invalid', why: { kind: 'not-a-file' } }
  if (found.size > most) return { kind: 'invalid', why: { kind: 'too-large', bytes: found.size, most } }
  const text = decoded(await readFile(path))
  return text === undefined ? { kind: 'invalid', why: { kind: 'not-json' } } : { kind: 'text', text }
}

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined // It is no UTF-8.
  }
}

/** The evidence of a guide on a target; undefined when there is none. */
export const loadOne = async (archive: Archive, guide: string, target: string): Promise<Kept | undefined> => {
  const file = `${guide}.${target}.json`
  const found = await readText(join(archive.evidence, file), mostBytes.evidence)
  if (found.kind === 'missing') return undefined
  const named = { file, guide, target }
  if (found.kind === 'invalid') return { ...named, ...only(invalid([found.why])) }
  return { ...named, ...(await judgeText(archive, file, guide, found.text)) }
}

/** Every file of evidence that there is, also of guides and targets that are unknown. */
export const loadAll = async (archive: Archive): Promise<readonly Kept[]> => {
  const files = (await readdir(archive.evidence).catch(() => [])).filter((file) => file.endsWith('.json')).sort()
  const kept = await Promise.all(
    files.map((file) => {
      const [guide = '', ...rest] = file.slice(0, -'.json'.length).split('.')
      return loadOne(archive, guide, rest.join('.'))
    }),
  )
  return kept.filter((each) => each !== undefined)
}

const only = (judged: Judged): JudgedFiles => ({ judged, cast: undefined, events: undefined })

/** Evidence with the given text, as it would be judged under a file's name. */
export const judgeText = async (archive: Archive, file: string, guide: string, text: string): Promise<JudgedFiles> => {
  const reading = readEvidence(text)
  if (reading.kind === 'invalid') return only(invalid([reading.why]))
  if (reading.kind === 'other-format') return only(reading)
  const evidence = reading.value
  const [commit, recording, journal] = await Promise.all([
    commitOf(archive, evidence),
    recordingOf(archive, evidence),
    journalOf(archive, evidence),
  ])
  const [first, ...rest] = compare(evidence, {
    ...{ file, commit, recording, journal, now: archive.now, hasDriver: archive.hasDriver },
    guide: archive.guides.find(({ id }) => id === guide),
  })
  if (first !== undefined) return only(invalid([first, ...rest]))
  return {
    judged: { kind: 'valid', evidence, commit: commit ?? { kind: 'unchecked' } },
    cast: recording?.kind === 'read' ? recording.cast : undefined,
    events: journal.kind === 'read' ? journal.events : undefined,
  }
}

const invalid = (reasons: readonly [Disagreement, ...Disagreement[]]): Judged => ({ kind: 'invalid', reasons })

const commitOf = ({ checkout }: Archive, { commit }: Evidence): Promise<CommitCheck | undefined> =>
  commit === null ? Promise.resolve(undefined) : checkCommit(checkout, commit)

const recordingOf = async ({ recordings }: Archive, { recording }: Evidence): Promise<FoundRecording | undefined> => {
  if (recording === null) return undefined
  // Its name comes from a file that may have been forged.
  if (!/^[a-z0-9.-]+\.cast$/.test(recording.file)) return { kind: 'missing' }
  const found = await readText(join(recordings, recording.file), mostBytes.recording)
  if (found.kind !== 'text') return found
  const reading = readRecording(found.text)
  if (reading.kind === 'read') return { kind: 'read', cast: reading.value, digest: sha256Of(found.text) }
  return { kind: 'invalid', why: reading.kind === 'invalid' ? reading.why : { kind: 'edited' } }
}

const journalOf = async ({ journals }: Archive, { journal }: Evidence): Promise<FoundJournal> => {
  // As for a recording.
  if (!/^[a-z0-9.-]+\.jsonl$/.test(journal.file)) return { kind: 'missing' }
  const found = await readText(join(journals, journal.file), mostBytes.journal)
  if (found.kind !== 'text') return found
  const reading = readKeptJournal(found.text)
  if (reading.kind === 'read') return { kind: 'read', events: reading.value, digest: sha256Of(found.text) }
  return { kind: 'invalid', why: reading.kind === 'invalid' ? reading.why : { kind: 'edited' } }
}
