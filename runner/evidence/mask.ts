/** A text that identifies the computer or the person, and its replacement. */
export interface Private {
  readonly text: string
  readonly as: string
}

const privateKey = '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)'

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Masks private texts in output that arrived in pieces. A secret that is split between pieces is found as well: its
 * replacement is in the last of them.
 */
export const maskPieces = (pieces: readonly string[], secrets: readonly Private[]): readonly string[] => {
  const whole = pieces.join('')
  const known = secrets.filter(({ text }) => text !== '').toSorted((one, other) => other.text.length - one.text.length)
  const pattern = new RegExp([privateKey, ...known.map(({ text }) => escaped(text))].join('|'), 'g')
  const found = [...whole.matchAll(pattern)].map(({ 0: text, index }) => ({
    from: index,
    to: index + text.length,
    as: known.find((each) => each.text === text)?.as ?? '‹a private key›',
  }))
  let start = 0
  return pieces.map((piece) => {
    const [from, to] = [start, (start += piece.length)]
    return maskedPart(whole, from, to, found)
  })
}

interface Found {
  readonly from: number
  readonly to: number
  readonly as: string
}

const maskedPart = (whole: string, from: number, to: number, found: readonly Found[]): string => {
  let [text, at] = ['', from]
  for (const each of found.filter((one) => one.from < to && one.to > from)) {
    text += whole.slice(at, Math.max(at, each.from)) + (each.to <= to ? each.as : '')
    at = Math.min(each.to, to)
  }
  return text + whole.slice(at, to)
}

const secretName = /token|secret|passw|credential|api_?key|private/i
/** Shorter values may be ordinary words, which must not be masked. */
const shortestSecret = 8

/** The values of environment variables whose names suggest secrets. */
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly Private[] =>
  Object.entries(environment).flatMap(([name, text = '']) =>
    secretName.test(name) && text.length >= shortestSecret ? [{ text, as: '‹a secret›' }] : [],
  )
