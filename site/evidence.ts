/** The evidence of a run, in `public/evidence/`, one file per guide and target. */
export interface Evidence {
  readonly playbook: string
  readonly target: string
  readonly contentHash: string
  readonly status: string
  /** ISO 8601. */
  readonly at: string
  readonly steps: readonly { readonly status: string }[]
}

/** What a page may say about its proof. `partly`: some steps were blocked where it ran, all others passed. */
export type Proof =
  | { readonly kind: 'proven' | 'changed'; readonly date: string }
  | { readonly kind: 'partly'; readonly date: string; readonly blocked: number }
  | { readonly kind: 'none' }

const kept: Record<string, Evidence> = import.meta.glob('../public/evidence/*.json', { eager: true, import: 'default' })

export const evidenceOf = (playbook: string, target: string): readonly Evidence[] =>
  Object.values(kept).filter((each) => each.playbook === playbook && each.target === target)

const blockedIn = ({ steps }: Evidence): number => steps.filter(({ status }) => status === 'blocked').length

/** A run that passed, except for steps that were blocked where it ran. */
const wentThrough = (run: Evidence): boolean =>
  run.status === 'passed' ||
  (run.status === 'incomplete' && run.steps.every(({ status }) => status === 'passed' || status === 'blocked'))

/** Proven only by a run of exactly what the page shows; the most complete one is used, then the newest. */
export const proofOf = (contentHash: string, evidence: readonly Evidence[]): Proof => {
  const runs = evidence
    .filter(wentThrough)
    .sort((one, other) => blockedIn(one) - blockedIn(other) || other.at.localeCompare(one.at))
  const exact = runs.find((each) => each.contentHash === contentHash)
  const reported = exact ?? runs[0]
  if (reported === undefined) return { kind: 'none' }
  const date = reported.at.slice(0, 10)
  if (exact === undefined) return { kind: 'changed', date }
  return blockedIn(exact) === 0 ? { kind: 'proven', date } : { kind: 'partly', date, blocked: blockedIn(exact) }
}
