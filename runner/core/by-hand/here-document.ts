import type { Text } from '../../../playbooks/model/text.ts'
import type { SpellRef } from './typing.ts'

interface HereDocument {
  /** `<<'EOF'`; without quotes where the shell inserts values. */
  readonly redirect: string
  /** The content and the line that ends it. */
  readonly body: string
}

const escaped = (text: string): string => text.replaceAll(/[\\$`]/g, '\\$&')

/** `"$port"` is `$port` where the shell looks for no quotes. */
const unquoted = (spelled: string): string => spelled.replaceAll('"', '')

const delimiterFor = (content: string): string => {
  let delimiter = 'EOF'
  while (content.split('\n').includes(delimiter)) delimiter += '_'
  return delimiter
}

/**
 * A text as a here-document of bash. It always ends with a newline: a check that compares a file does not count
 * newlines at its end.
 */
export const hereDocument = ({ pieces, values }: Text, spell: SpellRef): HereDocument => {
  const hasRefs = values.some((value) => typeof value !== 'string')
  const literal = hasRefs ? escaped : (text: string): string => text
  const content = pieces.reduce((whole, piece, index) => {
    const value = values[index]
    if (value === undefined) return whole + literal(piece)
    return whole + literal(piece) + (typeof value === 'string' ? literal(value) : unquoted(spell(value)))
  }, '')
  const delimiter = delimiterFor(content)
  return {
    redirect: hasRefs ? `<<${delimiter}` : `<<'${delimiter}'`,
    body: `${content.replace(/\n?$/, '\n')}${delimiter}`,
  }
}
