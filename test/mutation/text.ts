import { type CommandLine, type Text, commandLine } from '../../playbooks/model/index.ts'

// Private-use characters stand for a text's values while its words are looked at.
const first = 0xe000

/** One line in which each value that is known only when the guide runs is a single character that no shell knows. */
export const flat = ({ pieces, values }: Text): string =>
  pieces.map((piece, index) => (index < values.length ? piece + flatValue(values[index], index) : piece)).join('')

/** A plain word needs no quotes, so it is what the reader types. */
const flatValue = (value: Text['values'][number] | undefined, index: number): string =>
  typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : String.fromCharCode(first + index)

/** The text again, of a changed line. */
export const unflat = (line: string, { values }: Text): Text => {
  const pieces: string[] = ['']
  const kept: Text['values'][number][] = []
  for (const character of line) {
    const value = values[character.charCodeAt(0) - first]
    if (value === undefined) pieces.push((pieces.pop() ?? '') + character)
    else {
      kept.push(value)
      pieces.push('')
    }
  }
  return { pieces, values: kept }
}

/** The command line again, of a changed one. */
export const unflatLine = (changed: string, line: Text): CommandLine => {
  const { pieces, values } = unflat(changed, line)
  return commandLine(pieces, values)
}

/** Whether the words hold a value. */
export const holdsValue = (text: string): boolean => /[\uE000-\uE0FF]/.test(text)
