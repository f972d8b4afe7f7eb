/** What `npm run mutation` keeps of an attack on a guide's checks, in `public/mutation/`, one file a guide. */
export interface MutationReport {
  readonly guide: string
  /** ISO 8601. */
  readonly date: string
  readonly steps: readonly {
    readonly step: string
    readonly hash: string
    readonly mutants: readonly { readonly outcome: 'caught' | 'survived' }[]
  }[]
}

/** How many wrong commands were tried on a guide, and how many its checks caught. */
export interface Caught {
  readonly caught: number
  readonly tried: number
  /** At how many steps. */
  readonly steps: number
  /** Rounded down, so that 100 means all. */
  readonly percent: number
  readonly date: string
}

const kept: Record<string, MutationReport> = import.meta.glob('../public/mutation/*.json', { eager: true, import: 'default' })

/** Only steps count that are still what they were when they were attacked; `hashes` are those of the steps now. */
export const caughtOf = (report: MutationReport, hashes: ReadonlyMap<string, string>): Caught | undefined => {
  const attacked = report.steps.filter(({ step, hash, mutants }) => hashes.get(step) === hash && mutants.length > 0)
  const outcomes = attacked.flatMap(({ mutants }) => mutants.map(({ outcome }) => outcome))
  if (outcomes.length === 0) return undefined
  const caught = outcomes.filter((outcome) => outcome === 'caught').length
  return { caught, tried: outcomes.length, steps: attacked.length, percent: Math.floor((100 * caught) / outcomes.length), date: report.date.slice(0, 10) }
}

export const reportOf = (guide: string): MutationReport | undefined => Object.values(kept).find((each) => each.guide === guide)
