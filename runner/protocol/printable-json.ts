// C1 controls, invisible characters, and those that change the writing direction.
const unseen = /[\u007f-\u009f\u2028\u2029]|\p{Cf}|\p{Co}/gu

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')

/**
 * JSON that is the same value, and harmless where it is printed: characters that a terminal obeys or nobody sees are
 * `\u` escapes, and so is the first sign of what a CI system would take for a command (`##[error]`).
 */
export const printableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent)
    .replace(unseen, escaped)
    .replace(/##(?=(?:vso|teamcity)?\[)/g, '\\u0023#')
