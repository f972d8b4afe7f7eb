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

/** What a line said one after the other: a carriage return begins a text that overwrites the one before it. */
const textsOf = (line: string): readonly string[] => line.split('\r').filter((text) => text.trim() !== '')

/** Two states of one progress bar have the same letters: only numbers, signs and spaces differ. */
const lettersOf = (text: string): string => text.replace(/\P{L}/gu, '')

/** The texts of a line in groups, each of the states of one progress bar. */
const groupsOf = (texts: readonly string[]): readonly (readonly string[])[] => {
  const groups: string[][] = []
  let letters: string | undefined
  for (const text of texts) {
    const group = lettersOf(text) === letters ? groups.at(-1) : undefined
    if (group === undefined) groups.push([text])
    else group.push(text)
    letters = lettersOf(text)
  }
  return groups
}

const lastOf = (texts: readonly string[]): string => texts.at(-1) ?? ''

/** `\r×98 100%`: the last state of a progress bar, and how many it has overwritten. */
const folded = (group: readonly string[]): string =>
  group.length === 1 ? lastOf(group) : `\\r×${group.length - 1} ${lastOf(group)}`

/** All that a line said: `FAILED\rPASSED`, with a visible `\r`. */
const everyText = (line: string): string =>
  line.includes('\r') ? groupsOf(textsOf(line)).map(folded).join('\\r') : line

/** What a terminal shows of a line in the end. */
const lastText = (line: string): string => (line.includes('\r') ? lastOf(textsOf(line)) : line)

const cleaned = (text: string, line: (line: string) => string): string =>
  text.replace(sequence, '').split('\n').map(line).join('\n').replace(unseen, named)

/**
 * Makes output safe to show in a terminal or on a page: colours, cursor moves, titles and clipboard writes are
 * removed, and other invisible characters are named. Only printable ones, `\n`, `\t` remain. What a carriage return has
 * overwritten is shown before a visible `\r`; of a progress bar, the last state and the number of the others.
 */
export const harmless = (text: string): string => cleaned(text, everyText)

/** The same, without what a carriage return has overwritten: for what is replaced a moment later. */
export const harmlessNow = (text: string): string => cleaned(text, lastText)

/** Sets colours and weights, and nothing else; each number is one that any terminal knows. */
const style = /^\x1b\[[\d;]{0,40}m$/
const styleOrUnseen = new RegExp(`\\x1b\\[[\\d;]{0,40}m|${unseen.source}`, 'gu')

/** As `harmless`, but sequences that set a colour or a weight are kept, for who turns them into one. */
export const harmlessInColour = (text: string): string =>
  text
    .replace(sequence, (found) => (style.test(found) ? found : ''))
    .split('\n')
    .map(everyText)
    .join('\n')
    .replace(styleOrUnseen, (found) => (style.test(found) ? found : named(found)))

/** Every character as it was written, the invisible ones by name: `10%\u{d}20%`. */
export const rawText = (text: string): string => text.replace(unseen, named)

/** Whether a carriage return has overwritten some of the text. */
export const isOverwritten = (text: string): boolean =>
  text.includes('\r') && text.split('\n').some((line) => line.includes('\r') && textsOf(line).length > 1)
