import { parseArgs } from 'node:util'
import { parts } from './parts.ts'

/** Runs what a change touches; everything else is the name of a part. */
export const related = 'related'

/** All that can be asked for. */
export const known: readonly string[] = [...parts.map(({ name }) => name), related]

export interface Wanted {
  readonly names: readonly string[]
  /** A folder for JUnit files. */
  readonly results?: string
}

const unknownText = (names: readonly string[]): string =>
  `There is no part “${names.join('”, “')}”. The parts are ${known.join(', ')}.\nRun this: npm test -- fast`

/** What was asked for, or what is wrong with it. */
export const readArguments = (args: readonly string[]): Wanted | { readonly wrong: string } => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { results: { type: 'string' } },
    allowPositionals: true,
  })
  const unknown = positionals.filter((name) => !known.includes(name))
  if (unknown.length > 0) return { wrong: unknownText(unknown) }
  return { names: positionals, ...(values.results === undefined ? {} : { results: values.results }) }
}
