import type { Text } from '../../playbooks/model/text.ts'

type Quote = 'single' | 'double' | 'none'

// Typographic quotes are quotes as well. A doubled quote inside a string needs no rule of its own: it closes and opens.
const single = /['\u2018-\u201b]/
const double = /["\u201c-\u201e]/
// A backtick takes the meaning from the character after it.
const tokens = /`.|['\u2018-\u201b]|["\u201c-\u201e]/gs

const quoteIn = (token: string): Quote => (single.test(token) ? 'single' : double.test(token) ? 'double' : 'none')

/** In which string of PowerShell a piece ends. */
const stringAfter = (piece: string, before: Quote): Quote => {
  let open = before
  for (const [token] of piece.matchAll(tokens)) {
    // Inside single quotes a backtick is a character like any other, so the quote after it counts.
    if (token.startsWith('`') && open !== 'single') continue
    const quote = quoteIn(token)
    if (open === 'none') open = quote
    else if (open === quote) open = 'none'
  }
  return open
}

/**
 * The text before each value of a line of PowerShell that is no word of its own. Next to other characters a string
 * becomes a second argument or the beginning of an expression, and inside quotes its own would end them.
 */
export const spotsInPowershell = ({ pieces }: Text): readonly string[] => {
  let open: Quote = 'none'
  return pieces.slice(0, -1).flatMap((piece, index) => {
    open = stringAfter(piece, open)
    const following = pieces[index + 1] ?? ''
    const beginsWord = piece === '' ? index === 0 : /[\s(,;{|]$/.test(piece)
    const endsWord = following === '' ? index + 2 === pieces.length : /^[\s),;}|]/.test(following)
    return open === 'none' && beginsWord && endsWord ? [] : [piece.slice(-20)]
  })
}
