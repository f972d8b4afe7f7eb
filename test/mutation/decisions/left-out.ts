import type { DecisionMutant } from './mutants.ts'

/** Mutants that no test can notice, by their file and a part of what they change; each with its reason. */
const equivalent: readonly { readonly file: RegExp; readonly what: RegExp; readonly because: string }[] = [
  {
    file: /look\/reason\.ts$/,
    what: /./,
    because: 'It chooses words. What they say is judged by a reader.',
  },
  {
    file: /(?:port|route)\/observe\.ts$/,
    what: /process\.platform/,
    because: 'The other computer is not here.',
  },
]

/** Why a mutant is left out; undefined for one that is to be noticed. */
export const reasonToLeaveOut = ({ file, what }: DecisionMutant): string | undefined =>
  equivalent.find((each) => each.file.test(file) && each.what.test(what))?.because
