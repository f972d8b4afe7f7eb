import { RunnerError } from './errors.ts'

const refuseNul = (value: string): void => {
  if (!value.includes('\0')) return
  throw new RunnerError('broken', 'A value holds a NUL character, which cannot be part of a command.', {
    hint: 'Make the pattern that saves this value narrower.',
  })
}

// `=` is left out: as the first word of a line, `name=value` would be an assignment.
const plainWord = /^[A-Za-z0-9_/:.,@%+-]+$/

/**
 * The project's one way to quote for a POSIX shell: the value as one word of a POSIX shell, byte for byte: no
 * expansion, no splitting, no globbing.
 * A word without special characters stays unquoted, as a person would type it.
 * Throws RunnerError('broken') for a NUL, which no shell can carry.
 */
export const quote = (value: string): string => {
  refuseNul(value)
  return plainWord.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}

/** A path as one word of a POSIX shell, which still replaces `~` at its beginning by the reader's home. */
export const quotePath = (path: string): string => {
  if (path === '~') return path
  return path.startsWith('~/') ? `~/${path === '~/' ? '' : quote(path.slice(2))}` : quote(path)
}

// Typographic quotes end a string of PowerShell just as the straight one does.
const powershellQuotes = /['\u2018-\u201b]/g

/**
 * The value as one string of PowerShell, byte for byte. Always in single quotes: what needs no quotes as an argument,
 * such as a number or a word that begins with “-”, means something else in an expression.
 */
export const quotePowershell = (value: string): string => {
  refuseNul(value)
  return `'${value.replaceAll(powershellQuotes, '$&$&')}'`
}
