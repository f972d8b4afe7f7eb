/** What CI keeps of a proof, in `public/evidence/`, one file a guide and target. */
export interface Evidence {
  readonly playbook: string
  readonly target: string
  readonly contentHash: string
  readonly status: string
  /** ISO 8601. */
  readonly at: string
}

/** How much a page may claim. */
export type Proof = { readonly kind: 'proven' | 'changed'; readonly date: string } | { readonly kind: 'none' }

const kept: Record<string, Evidence> = import.meta.glob('../public/evidence/*.json', { eager: true, import: 'default' })

export const evidenceOf = (playbook: string, target: string): readonly Evidence[] =>
  Object.values(kept).filter((each) => each.playbook === playbook && each.target === target)

/** Proven only by a run that passed and ran exactly what the page shows; the newest one is told. */
export const proofOf = (contentHash: string, evidence: readonly Evidence[]): Proof => {
  const passed = evidence.filter((each) => each.status === 'passed').sort((one, other) => other.at.localeCompare(one.at))
  const exact = passed.find((each) => each.contentHash === contentHash)
  const told = exact ?? passed[0]
  return told === undefined ? { kind: 'none' } : { kind: exact ? 'proven' : 'changed', date: told.at.slice(0, 10) }
}
