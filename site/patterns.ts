import type { Phrases } from './words/phrases.ts'

/** What a check says, with words in place of its regular expression, which is shown only on request. */
export const withoutPattern = (assertion: string, pattern: string, { aPattern }: Phrases): string =>
  assertion.replace(` ${pattern}`, () => aPattern)
