import { RunnerError } from '../errors.ts'

// `=` is left out: as the first word of a line, `name=value` would be an assignment.
const plainWord = /^[A-Za-z0-9_/:.,@%+-]+$/

/**
 * The value as one word of a POSIX shell, byte for byte: no expansion, no splitting, no globbing.
 * A plain word stays as it is, so that the line reads as a person would type it.
 * Throws RunnerError('broken') for a NUL, which no shell can carry.
 */
export const quote = (value: string): string => {
  if (value.includes('\0')) {
    throw new RunnerError('broken', 'A value holds a NUL character, which cannot be part of a command.', {
      hint: 'Make the pattern that saves this value narrower.',
    })
  }
  return plainWord.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}
