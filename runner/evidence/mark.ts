import type { Words } from '../../playbooks/model/text.ts'
import type { CommitCheck } from './commit.ts'
import type { Disagreement } from './disagreement.ts'
import type { Evidence, StandIn } from './format.ts'
import type { GuideNow } from './guide-now.ts'

/** What was read of one file of evidence. */
export type Judged =
  | { readonly kind: 'valid'; readonly evidence: Evidence; readonly commit: CommitCheck }
  | { readonly kind: 'other-format' }
  | { readonly kind: 'invalid'; readonly reasons: readonly [Disagreement, ...Disagreement[]] }

/** A step that was not run, and why. */
export interface NotRun {
  readonly id: string
  readonly why: Words | undefined
}

/** What a run proved, in every mark that rests on a valid one. */
export interface Proof {
  /** The day on which it began: `2026-11-25`. */
  readonly date: string
  readonly standIns: readonly StandIn[]
  /** Whether its commit was found in this repository. */
  readonly isCommitChecked: boolean
}

/** Why there is no proof. */
export type Unproven = 'no-evidence' | 'no-driver' | 'other-format' | 'no-result' | 'failed-before-change'

/** What may be said of a guide. Only `proven` says that all of it, as it is now, is true of the real thing. */
export type Mark =
  | ({ readonly kind: 'proven' } & Proof)
  | ({ readonly kind: 'proven-with-stand-ins' } & Proof)
  /** Some steps of the guide were not run; all others passed. */
  | ({ readonly kind: 'incomplete'; readonly notRun: readonly NotRun[] } & Proof)
  /** It passed, but its text is another now. `steps` are those that are, where any are. */
  | ({ readonly kind: 'changed'; readonly steps: readonly string[]; readonly notRun: readonly NotRun[] } & Proof)
  /** It passed too long ago. */
  | ({ readonly kind: 'stale'; readonly days: number; readonly notRun: readonly NotRun[] } & Proof)
  | ({ readonly kind: 'rehearsed'; readonly by: Words } & Proof)
  | ({ readonly kind: 'failing'; readonly steps: readonly string[] } & Proof)
  | { readonly kind: 'not-proven'; readonly why: Unproven }
  | { readonly kind: 'invalid'; readonly reasons: readonly [Disagreement, ...Disagreement[]] }

/** After this many days a proof is stale: packages, images and the engines of readers have changed since. */
export const freshDays = 90
const dayMs = 24 * 60 * 60_000

export interface MarkOptions {
  readonly guide: GuideNow
  /** The evidence for one of its targets; undefined when there is none. */
  readonly judged: Judged | undefined
  readonly hasDriver: boolean
  /** In milliseconds since 1970. */
  readonly now: number
}

/** The one mark of a guide on one target. */
export const markOf = ({ guide, judged, hasDriver, now }: MarkOptions): Mark => {
  switch (judged?.kind) {
    case undefined:
      return { kind: 'not-proven', why: hasDriver ? 'no-evidence' : 'no-driver' }
    case 'other-format':
      return { kind: 'not-proven', why: 'other-format' }
    case 'invalid':
      return { kind: 'invalid', reasons: judged.reasons }
    case 'valid':
      return validMark(guide, judged, now)
  }
}

type Valid = Extract<Judged, { readonly kind: 'valid' }>

const validMark = (guide: GuideNow, { evidence, commit }: Valid, now: number): Mark => {
  const proof: Proof = {
    date: evidence.startedAt.slice(0, 10),
    standIns: evidence.standIns,
    isCommitChecked: commit.kind === 'ancestor',
  }
  const isSame = evidence.contentHash === guide.contentHash
  if (evidence.status === 'failed') return failingMark(evidence, proof, isSame)
  if (evidence.status !== 'passed' && evidence.status !== 'incomplete') return { kind: 'not-proven', why: 'no-result' }
  if (!evidence.steps.some(({ status }) => status === 'passed')) return { kind: 'not-proven', why: 'no-result' }
  if (evidence.rehearsal !== null) return { kind: 'rehearsed', by: evidence.rehearsal, ...proof }
  return passedMark(guide, evidence, proof, now)
}

const failingMark = ({ steps }: Evidence, proof: Proof, isSame: boolean): Mark =>
  isSame
    ? { kind: 'failing', steps: steps.filter(({ status }) => status === 'failed').map(({ id }) => id), ...proof }
    : { kind: 'not-proven', why: 'failed-before-change' }

const passedMark = (guide: GuideNow, evidence: Evidence, proof: Proof, now: number): Mark => {
  const notRun = notRunOf(guide, evidence)
  if (evidence.contentHash !== guide.contentHash)
    return { kind: 'changed', steps: changedSteps(guide, evidence), notRun, ...proof }
  const days = Math.floor((now - Date.parse(evidence.finishedAt)) / dayMs)
  if (days > freshDays) return { kind: 'stale', days, notRun, ...proof }
  if (notRun.length > 0) return { kind: 'incomplete', notRun, ...proof }
  return { kind: evidence.standIns.length > 0 ? 'proven-with-stand-ins' : 'proven', ...proof }
}

/** The steps of the guide, as it is now, that the run did not execute: each that did not pass, and each left out. */
const notRunOf = ({ steps }: GuideNow, evidence: Evidence): readonly NotRun[] =>
  steps.flatMap(({ id }) => {
    const step = evidence.steps.find((each) => each.id === id)
    return step?.status === 'passed' ? [] : [{ id, why: step?.why }]
  })

const changedSteps = ({ steps }: GuideNow, evidence: Evidence): readonly string[] =>
  steps.filter(({ id, hash }) => evidence.steps.find((each) => each.id === id)?.hash !== hash).map(({ id }) => id)
