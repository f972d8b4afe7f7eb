/** Where a part is on its way; `looking` and `making` keep a processor busy. */
export type Stage = 'unseen' | 'looking' | 'missing' | 'making' | 'ready' | 'failed' | 'not-needed'

export interface Scheduled {
  readonly id: string
  readonly after: readonly string[]
  readonly stage: Stage
}

/** What to do next. `fail` is for a part that waits for one that has failed: `because` is that one's id. */
export type Move =
  | { readonly kind: 'look'; readonly id: string }
  | { readonly kind: 'make'; readonly id: string }
  | { readonly kind: 'fail'; readonly id: string; readonly because: string }

export interface Limits {
  /** How many parts may be looked for or made at once. */
  readonly atMost: number
  /** Whether this process holds the lock under which parts are made. */
  readonly mayMake: boolean
}

const isBusy = ({ stage }: Scheduled): boolean => stage === 'looking' || stage === 'making'

export const isSettled = ({ stage }: Pick<Scheduled, 'stage'>): boolean =>
  stage === 'ready' || stage === 'failed' || stage === 'not-needed'

/**
 * The parts of a list that must be ready before this one; what is not in the list is not prepared here, so not waited
 * for.
 */
const before = ({ after }: Scheduled, parts: readonly Scheduled[]): readonly Scheduled[] =>
  parts.filter(({ id }) => after.includes(id))

/** The first part that still has to become ready before this one; undefined when it can be made now. */
export const waitsFor = (part: Scheduled, parts: readonly Scheduled[]): string | undefined =>
  before(part, parts).find(({ stage }) => stage !== 'ready' && stage !== 'not-needed')?.id

const failedBefore = (part: Scheduled, parts: readonly Scheduled[]): string | undefined =>
  before(part, parts).find(({ stage }) => stage === 'failed')?.id

/** Everything that can be begun now: parts are looked for first, which is cheap, and made in their order. */
export const nextMoves = (parts: readonly Scheduled[], { atMost, mayMake }: Limits): readonly Move[] => {
  const missing = parts.filter(({ stage }) => stage === 'missing')
  const fails = missing.flatMap(({ id, after, stage }): readonly Move[] => {
    const because = failedBefore({ id, after, stage }, parts)
    return because === undefined ? [] : [{ kind: 'fail', id, because }]
  })
  const looks = parts.filter(({ stage }) => stage === 'unseen').map(({ id }): Move => ({ kind: 'look', id }))
  const makes = missing
    .filter((part) => mayMake && waitsFor(part, parts) === undefined)
    .map(({ id }): Move => ({ kind: 'make', id }))
  return [...fails, ...[...looks, ...makes].slice(0, Math.max(0, atMost - parts.filter(isBusy).length))]
}

/** Whether something is left that can only be made under the lock. */
export const wantsLock = (parts: readonly Scheduled[]): boolean =>
  parts.some((part) => part.stage === 'making' || (part.stage === 'missing' && failedBefore(part, parts) === undefined))

/**
 * The failed parts that are to be tried again: the named ones, what failed before them, and what failed because of
 * them.
 */
export const toRetry = (parts: readonly Scheduled[], ids: readonly string[] | undefined): readonly string[] => {
  const failed = parts.filter(({ stage }) => stage === 'failed')
  const chosen = new Set(failed.map(({ id }) => id).filter((id) => ids === undefined || ids.includes(id)))
  const isLinked = (one: Scheduled, other: Scheduled): boolean =>
    one.after.includes(other.id) || other.after.includes(one.id)
  for (let size = -1; size !== chosen.size;) {
    size = chosen.size
    for (const part of failed)
      if (failed.some((other) => chosen.has(other.id) && isLinked(part, other))) chosen.add(part.id)
  }
  return failed.map(({ id }) => id).filter((id) => chosen.has(id))
}
