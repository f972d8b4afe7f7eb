// Escape sequences of a terminal: CSI; OSC, DCS, SOS, PM and APC with what they carry; and the short ones. Both forms
// of C1.
// A string that nobody ends carries nothing: what follows it may be the very words that matter.
const sequence =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]/g

// Control characters, unseen ones, and those that change the direction of writing.
const unseen = /[^\P{Cc}\n\t]|\p{Cf}|\p{Co}|\p{Cs}|[\u2028\u2029]/gu

// An emoji made of several, and letters that join: these two unseen characters only shape what is seen.
const joiners = new Set(['\u200c', '\u200d'])

const named = (character: string): string =>
  joiners.has(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/** A carriage return writes over the line: only what is written last is seen. */
const lastWritten = (line: string): string => line.replace(/\r+$/, '').split('\r').at(-1) ?? ''

/**
 * What a program wrote, safe to show in a terminal or on a page: colours, cursor moves, titles, clipboard writes are
 * gone, redrawn lines are drawn once, and other unseen characters are named. Only printable ones, `\n` and `\t` are
 * left.
 */
export const harmless = (text: string): string =>
  text.replace(sequence, '').split('\n').map(lastWritten).join('\n').replace(unseen, named)
