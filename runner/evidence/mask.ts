/** A text that tells of the computer or the person, and what is shown in its place. */
export interface Private {
  readonly text: string
  readonly as: string
}

const privateKey = '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)'

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Replaces what is private in a text that arrived in pieces. A secret that two pieces cut is found as well: what stands
 * for it comes with the last of its pieces.
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
/** Shorter values are ordinary words: to replace them would say something false. */
const shortestSecret = 8

/** The values of those of the environment's variables whose names speak of secrets. */
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly Private[] =>
  Object.entries(environment).flatMap(([name, text = '']) =>
    secretName.test(name) && text.length >= shortestSecret ? [{ text, as: '‹a secret›' }] : [],
  )
