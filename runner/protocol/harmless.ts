// Escape sequences of a terminal: CSI; OSC, DCS, SOS, PM and APC with their content; and short ones. Both forms of C1.
// An unterminated string has no content: the text after it may be important.
const sequence =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/g

// Control characters, invisible ones, and those that change the writing direction.
const unseen = /[^\P{Cc}\n\t]|\p{Cf}|\p{Co}|\p{Cs}|[\u2028\u2029]/gu

// Zero-width joiner and non-joiner, which form emoji and ligatures: they are harmless.
const joiners = new Set(['\u200c', '\u200d'])

const named = (character: string): string =>
  joiners.has(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/** A carriage return overwrites the line: only the last text is visible. */
const lastWritten = (line: string): string => line.replace(/\r+$/, '').split('\r').at(-1) ?? ''

/**
 * Makes output safe to show in a terminal or on a page: colours, cursor moves, titles and clipboard writes are
 * removed, redrawn lines appear once, and other invisible characters are named. Only printable ones, `\n`, `\t` remain.
 */
export const harmless = (text: string): string =>
  text.replace(sequence, '').split('\n').map(lastWritten).join('\n').replace(unseen, named)
