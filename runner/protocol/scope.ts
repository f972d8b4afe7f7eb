/** Which steps to run: all, or one step with those before it, which it builds on (`to` shows them as wanted too). */
export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'only'; readonly step: string }
  | { readonly kind: 'to'; readonly step: string }

/** The part of a guide that a run was asked for. */
export interface Scope {
  readonly asked: Selection
  /** How many steps the guide has. The run has the first of them. */
  readonly of: number
}

interface Ran {
  readonly scope: Scope
  readonly steps: readonly unknown[]
  readonly continuedFrom?: string
}

/** A run of every step of its guide, without a second try. Only such a run says something about the whole guide. */
export const isWhole = ({ scope, steps, continuedFrom }: Ran): boolean =>
  steps.length === scope.of && continuedFrom === undefined

/** Numbers in rising order, with their runs joined: `1, 3–5, 9`. */
export const ranges = (numbers: readonly number[]): readonly string[] => {
  const found: { from: number; to: number }[] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last?.to === number - 1) last.to = number
    else found.push({ from: number, to: number })
  }
  return found.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`))
}
