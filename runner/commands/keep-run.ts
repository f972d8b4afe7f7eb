import { readFileSync } from 'node:fs'
import { arch, platform, release } from 'node:os'
import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { stateDir } from '../paths.ts'
import type { Source } from '../evidence/commit.ts'
import type { Report } from '../protocol/report.ts'
import type { RunEvent } from '../protocol/events.ts'
import { maskedEvents, readEvents } from '../runs/index.ts'

/** Where the evidence and the recording of a run are to be kept, each when it was asked for. */
export interface Wanted {
  readonly evidence?: string
  readonly recording?: string
  /** What was checked out when the command began, if evidence is wanted. */
  readonly source: Source | undefined
}

/** Evidence names the journal of its run, which is kept beside it. */
export const journalsBeside = (evidence: string): string => join(evidence, '../journals')

const checkout = join(import.meta.dirname, '../..')

const version = (): string => {
  const text = readFileSync(join(checkout, 'package.json'), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version // our own package
}

export const sourceNow = async (): Promise<Source> => (await import('../evidence/commit.ts')).checkedOut(checkout)

/** Keeps what was asked for of a finished run. Returns what to say about it, a line each. */
export const keepRun = async (
  playbook: Playbook,
  report: Report,
  { evidence, recording, source }: Wanted,
): Promise<readonly string[]> => {
  const { castOf } = await import('./record.ts')
  const cast = recording === undefined ? undefined : await castOf(playbook, report)
  const noCast =
    recording === undefined || cast !== undefined
      ? []
      : [`No recording of ${report.playbook}: only a passed run is recorded.`]
  if (evidence !== undefined)
    return [...(await keepProof(playbook, report, cast, { evidence, recording, source })), ...noCast]
  if (recording === undefined || cast === undefined) return noCast
  const { keepRecording } = await import('../evidence/keep.ts')
  return [`Recording: ${await keepRecording(cast, recording)}`]
}

interface ProofFolders {
  readonly evidence: string
  readonly recording: string | undefined
  readonly source: Source | undefined
}

type Cast = Awaited<ReturnType<typeof import('./record.ts').castOf>>

const keepProof = async (
  playbook: Playbook,
  report: Report,
  cast: Cast,
  { evidence: folder, recording, source }: ProofFolders,
): Promise<readonly string[]> => {
  const [{ keepEvidence }, { evidenceOf }, { guideNow }, { sourceOfRun }, { maskOfRun }] = await Promise.all([
    import('../evidence/keep.ts'),
    import('../evidence/evidence-of.ts'),
    import('../evidence/guide-now.ts'),
    import('../evidence/commit.ts'),
    import('./record.ts'),
  ])
  const mask = maskOfRun(report.run)
  const [guide, now, events] = await Promise.all([
    guideNow(playbook),
    sourceNow(),
    readEvents(stateDir(), report.run, 0),
  ])
  const evidence = evidenceOf({
    ...{ report, guide, mask },
    finishedAt: endOf(events),
    provenance: {
      ...(source === undefined ? now : sourceOfRun(source, now)),
      runner: version(),
      computer: { system: platform(), release: release(), architecture: arch() },
    },
  })
  if (evidence === undefined) return [`No evidence of ${report.playbook}: its target was not opened.`]
  const archive = {
    ...{ evidence: folder, checkout, guides: [guide], now: Date.now() },
    recordings: recording ?? join(folder, '../recordings'),
    journals: journalsBeside(folder),
    // It has just run there.
    hasDriver: (target: string) => target === evidence.target,
  }
  return sayKept(await keepEvidence(archive, { evidence, events: maskedEvents(events, mask), cast }))
}

/** When a run ended. */
const endOf = (events: readonly RunEvent[]): string => events.at(-1)?.at ?? new Date().toISOString()

const sayKept = async (
  kept: Awaited<ReturnType<typeof import('../evidence/keep.ts').keepEvidence>>,
): Promise<readonly string[]> => {
  if (kept.kind === 'not-replaced')
    return [`Evidence not replaced: ${kept.path} is of a run on ${kept.date} that proves more than this one.`]
  const { sayDisagreement } = await import('../evidence/say-disagreement.ts')
  const reasons = kept.judged.kind === 'invalid' ? kept.judged.reasons : []
  return [
    `Evidence: ${kept.path}`,
    ...reasons.map((why) => `Pages show this evidence as invalid: ${sayDisagreement(why).en}.`),
    ...(kept.recording === undefined ? [] : [`Recording: ${kept.recording}`]),
  ]
}
