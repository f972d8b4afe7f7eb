/** The report of a mutation run by `npm run mutation`, in `public/mutation/`, one file per guide. */
export interface MutationReport {
  readonly guide: string
  /** ISO 8601. */
  readonly date: string
  readonly steps: readonly {
    readonly step: string
    readonly hash: string
    readonly mutants: readonly {
      readonly name: string
      readonly outcome: 'caught' | 'survived'
      readonly explained?: string | undefined
    }[]
    /** Wrong commands that are equivalent to the right one. */
    readonly leftOut: readonly object[]
    /** Wrong commands that were generated and not tried. */
    readonly notTried: number
    /** Wrong undos. Absent: none were tried. */
    readonly undo?: { readonly mutants: readonly { readonly outcome: 'caught' | 'survived' }[] } | undefined
  }[]
}

/** A wrong command that no check detected. */
export interface Survivor {
  /** The step whose command it replaced. */
  readonly step: string
  readonly command: string
  /** Why it need not be detected; undefined when that is not explained yet. */
  readonly explained: string | undefined
}

/** How many wrong commands were tried on a guide, and how many its checks detected. */
export interface Caught {
  readonly caught: number
  readonly tried: number
  /** Rounded down, so that 100 means all. */
  readonly percent: number
  readonly date: string
  /** The same of wrong undos; undefined when none were tried. */
  readonly undos: { readonly caught: number; readonly tried: number } | undefined
  /** The number of steps at which any were tried. */
  readonly steps: number
  /** The numbers of all other steps. */
  readonly untried: readonly number[]
  readonly survivors: readonly Survivor[]
  readonly leftOut: number
  readonly notTried: number
}

/** The address of a guide's report. */
export const addressOf = (guide: string): string => `/mutation/${guide}.json`

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/** Only steps count that have not changed since the mutation run; `hashes` are those of the guide's steps now. */
export const caughtOf = (report: MutationReport, hashes: ReadonlyMap<string, string>): Caught | undefined => {
  const attacked = report.steps.filter(({ step, hash, mutants }) => hashes.get(step) === hash && mutants.length > 0)
  const mutants = attacked.flatMap(({ step, mutants }) => mutants.map((mutant) => ({ ...mutant, step })))
  if (mutants.length === 0) return undefined
  const survived = mutants.filter(({ outcome }) => outcome === 'survived')
  const caught = mutants.length - survived.length
  return {
    caught,
    tried: mutants.length,
    percent: Math.floor((100 * caught) / mutants.length),
    date: report.date.slice(0, 10),
    undos: undosOf(report, hashes),
    steps: attacked.length,
    untried: [...hashes.keys()].flatMap((id, index) => (attacked.some(({ step }) => step === id) ? [] : [index + 1])),
    survivors: survived.map(({ step, name, explained }) => ({ step, command: commandOf(name), explained })),
    leftOut: sum(attacked.map(({ leftOut }) => leftOut.length)),
    notTried: sum(attacked.map(({ notTried }) => notTried)),
  }
}

const undosOf = ({ steps }: MutationReport, hashes: ReadonlyMap<string, string>): Caught['undos'] => {
  const undos = steps.flatMap(({ step, hash, undo }) => (undo !== undefined && hashes.get(step) === hash ? [undo] : []))
  const mutants = undos.flatMap((undo) => undo.mutants)
  if (mutants.length === 0) return undefined
  return { caught: mutants.filter(({ outcome }) => outcome === 'caught').length, tried: mutants.length }
}

/** A mutant's name is its kind and its command: `neighbour: docker images`. */
const commandOf = (name: string): string => name.replace(/^[a-z-]+: /, '')

/** Numbers in order, with `–` between the first and the last of three or more consecutive ones: `1, 4–6`. */
export const spansOf = (numbers: readonly number[]): readonly string[] => {
  const spans: (readonly [number, number])[] = []
  for (const number of numbers) {
    const last = spans.at(-1)
    if (last?.[1] === number - 1) spans.splice(-1, 1, [last[0], number])
    else spans.push([number, number])
  }
  return spans.flatMap(([first, last]) =>
    last - first > 1 ? [`${first}–${last}`] : first === last ? [`${first}`] : [`${first}`, `${last}`],
  )
}
