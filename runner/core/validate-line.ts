import type { Action } from '../../playbooks/model/action.ts'
import type { Text } from '../../playbooks/model/text.ts'

export interface Line {
  readonly text: Text
  readonly shell: 'bash' | 'powershell'
}

/** The command lines in an action. */
export const linesIn = (action: Action): readonly Line[] => {
  if (action.kind === 'interactive') return [{ text: action.line, shell: 'bash' }]
  return action.kind === 'command' ? [{ text: action.line, shell: action.shell ?? 'bash' }] : []
}

// Control characters except newline and tab, zero-width characters, and those that change the writing direction:
// with them, the line that is shown would not be the line that is run (“Trojan Source”, CVE-2021-42574).
const unseen = /[^\P{Cc}\n\t]|\p{Cf}/gu

/** The invisible characters of a string, as `U+202E`. */
export const hiddenCharacters = (string: string): readonly string[] => (string.match(unseen) ?? []).map(codePoint)

/** The invisible characters of a text, as `U+202E`. */
export const unseenCharacters = (line: Text): readonly string[] => line.pieces.flatMap(hiddenCharacters)

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The text before each value that is inside quotation marks of the shell, which the value's own quotes would end. */
export const spotsInQuotes = (line: Text): readonly string[] => {
  let open: readonly string[] = []
  return line.pieces.slice(0, -1).flatMap((piece) => {
    open = quotesAfter(piece, open)
    const innermost = open.at(-1)
    return innermost === "'" || innermost === '"' ? [piece.slice(-20)] : []
  })
}

/** The quotes and command substitutions that are open after a piece, outermost first. */
const quotesAfter = (piece: string, open: readonly string[]): readonly string[] => {
  const stack = [...open]
  for (const [token] of piece.matchAll(/\\.|\$\(|['"()]/gs)) {
    const innermost = stack.at(-1)
    // Inside single quotes only the closing quote is special.
    if (innermost === "'") {
      if (token.endsWith("'")) stack.pop()
    } else if (token === innermost && token === '"') stack.pop()
    else if (token === '$(' || (token === '(' && innermost !== '"')) stack.push('(')
    else if (token === ')' && innermost === '(') stack.pop()
    else if (token === '"' || (token === "'" && innermost !== '"')) stack.push(token)
  }
  return stack
}
