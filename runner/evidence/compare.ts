import type { Cast } from '../protocol/cast.ts'
import type { CommitCheck } from './commit.ts'
import { type FoundJournal, compareJournal } from './compare-journal.ts'
import type { Disagreement } from './disagreement.ts'
import { type Evidence, evidenceFile, hubName, neededDetails, recordingFile } from './format.ts'
import type { GuideNow } from './guide-now.ts'

/** The recording that evidence names, as it was found. */
export type FoundRecording =
  | { readonly kind: 'read'; readonly cast: Cast; readonly digest: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly why: Disagreement }

/** What evidence is compared with. */
export interface Facts {
  /** The name of its file. */
  readonly file: string
  /** The guide of its name; undefined when there is none. */
  readonly guide: GuideNow | undefined
  /** Whether a program can run guides on a target. */
  readonly hasDriver: (target: string) => boolean
  /** In milliseconds since 1970. */
  readonly now: number
  /** Undefined when it names no commit. */
  readonly commit: CommitCheck | undefined
  /** Undefined when it names no recording. */
  readonly recording: FoundRecording | undefined
  readonly journal: FoundJournal
}

/** All that does not agree; only evidence without any is believed. */
export const compare = (evidence: Evidence, facts: Facts): readonly Disagreement[] => [
  ...nameOf(evidence, facts),
  ...targetOf(evidence, facts),
  ...stepsOf(evidence, facts),
  ...clockOf(evidence, facts),
  ...commitOf(evidence, facts),
  ...recordingOf(evidence, facts),
  ...compareJournal(evidence, facts.journal),
]

/** A disagreement when a condition holds. */
const when = (holds: boolean, why: Disagreement): readonly Disagreement[] => (holds ? [why] : [])

const nameOf = ({ playbook, target }: Evidence, { file, guide }: Facts): readonly Disagreement[] => [
  ...when(file !== evidenceFile(playbook, target), { kind: 'other-name', expected: evidenceFile(playbook, target) }),
  ...when(guide === undefined, { kind: 'unknown-guide', playbook }),
]

const targetOf = (evidence: Evidence, { guide, hasDriver }: Facts): readonly Disagreement[] => {
  const { target, details, standIns, rehearsal } = evidence
  const needed = rehearsal === null ? (neededDetails[target] ?? []) : []
  return [
    ...when(!hasDriver(target), { kind: 'no-driver', target }),
    ...when(guide !== undefined && !guide.targets.includes(target), { kind: 'other-target', target }),
    ...needed.flatMap((detail) => when(details[detail] === undefined, { kind: 'no-detail', detail })),
    ...standIns.flatMap((each) => when(each.for !== hubName(each.image), { kind: 'stand-in', image: each.image })),
  ]
}

const stepsOf = ({ contentHash, scope, status, steps }: Evidence, { guide }: Facts): readonly Disagreement[] => {
  const isSame = guide?.contentHash === contentHash
  const now = isSame ? guide.steps.slice(0, steps.length) : []
  const isInOrder = !isSame || steps.map(({ id }) => id).join('\n') === now.map(({ id }) => id).join('\n')
  const changed = isInOrder ? steps.filter(({ hash }, index) => isSame && hash !== now[index]?.hash) : []
  const hasWrongScope = scope.steps !== steps.length || scope.of < scope.steps
  return [
    ...when(!isInOrder || new Set(steps.map(({ id }) => id)).size < steps.length, { kind: 'other-steps' }),
    ...changed.map(({ id }): Disagreement => ({ kind: 'step-changed', step: id })),
    ...when(hasWrongScope || (isSame && scope.of !== guide.steps.length), { kind: 'scope' }),
    ...when(!mayBe(status, steps), { kind: 'status', status }),
  ]
}

/** A run may fail though each step passed, when something could not be undone; never the other way round. */
const mayBe = (status: Evidence['status'], steps: Evidence['steps']): boolean => {
  const statuses = new Set(steps.map((step) => step.status))
  if (status === 'passed') return statuses.size === 1 && statuses.has('passed')
  if (status === 'incomplete') return !(statuses.has('failed') || statuses.has('broken')) && statuses.size > 0
  return true
}

/** How far the clock of the computer that made evidence may be ahead of ours. */
const clockSkewMs = 10 * 60_000
/** How much a clock may be set during a run. */
const clockChangeMs = 60_000

const clockOf = ({ startedAt, finishedAt, milliseconds, steps }: Evidence, { now }: Facts): readonly Disagreement[] => {
  const [start, end] = [Date.parse(startedAt), Date.parse(finishedAt)]
  const inSteps = steps.reduce((sum, step) => sum + step.milliseconds, 0)
  // Each duration was rounded.
  const isTooLong = inSteps > milliseconds + steps.length + 1
  return [
    ...when(end > now + clockSkewMs, { kind: 'in-the-future', at: finishedAt }),
    ...when(end < start, { kind: 'ends-before-it-starts' }),
    ...when(isTooLong || Math.abs(end - start - milliseconds) > clockChangeMs, { kind: 'durations' }),
  ]
}

const commitOf = ({ commit: id, dirty, startedAt }: Evidence, { commit }: Facts): readonly Disagreement[] => [
  ...when(dirty.length > 0, { kind: 'dirty', paths: dirty }),
  ...(id === null ? [] : commitFaults(id, startedAt, commit)),
]

const commitFaults = (commit: string, startedAt: string, check: CommitCheck | undefined): readonly Disagreement[] => {
  switch (check?.kind) {
    case undefined:
    case 'unchecked':
      return []
    case 'unknown':
    case 'elsewhere':
      return [{ kind: 'commit', fault: check.kind, commit }]
    case 'ancestor':
      return when(Date.parse(check.committedAt) > Date.parse(startedAt) + clockSkewMs, { kind: 'later-commit', commit })
  }
}

const recordingOf = (evidence: Evidence, { guide, recording }: Facts): readonly Disagreement[] => {
  const kept = evidence.recording
  if (kept === null) return []
  const { file, digest } = kept
  if (file !== recordingFile(evidence.playbook, evidence.target, digest))
    return [{ kind: 'recording-of-another-run', file }]
  if (recording === undefined || recording.kind === 'missing') return [{ kind: 'recording-missing', file }]
  if (recording.kind === 'invalid') return [{ kind: 'recording-unreadable', file, why: recording.why }]
  if (recording.digest !== digest) return [{ kind: 'recording-changed', file }]
  return [
    ...when(!isOfRun(recording.cast, evidence), { kind: 'recording-of-another-run', file }),
    ...when(!hasSteps(recording.cast, evidence, guide), { kind: 'recording-steps', file }),
  ]
}

const isOfRun = ({ header, events }: Cast, evidence: Evidence): boolean => {
  const { playbook, target, contentHash, description } = header.shipshape
  const [begun, start, end] = [header.timestamp * 1000, Date.parse(evidence.startedAt), Date.parse(evidence.finishedAt)]
  const last = begun + (events.at(-1)?.[0] ?? 0) * 1000
  return (
    playbook === evidence.playbook &&
    target === evidence.target &&
    contentHash === evidence.contentHash &&
    description === evidence.description &&
    begun >= start - 1000 &&
    last <= end + 1000
  )
}

/** It has every step that passed, and no other. */
const hasSteps = ({ header }: Cast, { contentHash, steps }: Evidence, guide: GuideNow | undefined): boolean => {
  const recorded = header.shipshape.steps
  const passed = steps.filter(({ status }) => status === 'passed').map(({ id }) => id)
  const actions = guide?.contentHash === contentHash ? guide.steps : []
  return (
    Object.keys(recorded).join('\n') === passed.join('\n') &&
    actions.every(({ id, action }) => recorded[id] === undefined || recorded[id] === action)
  )
}
