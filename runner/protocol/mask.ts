/** A text that must not be shown, and what is shown in its place. */
export interface Secret {
  readonly text: string
  readonly as: string
}

/** Masks a text that arrives in pieces. What may be the beginning of a secret is held back until the next piece. */
export interface MaskStream {
  readonly push: (piece: string) => string
  /** What was held back. After it the stream is as new. */
  readonly flush: () => string
  /** How many bytes of UTF-8 are held back. */
  readonly heldBytes: () => number
}

export interface Mask {
  /** Masks a whole text. */
  readonly text: (text: string) => string
  readonly stream: () => MaskStream
}

/** One way in which a secret may appear. In base64, which programs wrap, line ends are skipped. */
interface Form {
  readonly text: string
  readonly as: string
  readonly wraps: boolean
}

/** A shorter part of a secret's base64 may stand in ordinary text. Characters. */
const shortestEncoded = 6

const encoder = new TextEncoder()
const bytesOf = (text: string): number => encoder.encode(text).length

/**
 * Masks secrets as they are, URL-encoded (RFC 3986 and form data), as a JSON string, in a shell's single quotes, and in
 * base64 (RFC 4648, both alphabets) at each of the three places at which it may begin in what is encoded.
 */
export const maskOf = (secrets: readonly Secret[]): Mask => {
  const forms = secrets.filter(({ text }) => text !== '').flatMap(formsOf)
  const sorted = forms.toSorted((one, other) => other.text.length - one.text.length)
  const stream = (): MaskStream => streamOf(sorted)
  return {
    stream,
    text: (text) => {
      const once = stream()
      return once.push(text) + once.flush()
    },
  }
}

const formsOf = ({ text, as }: Secret): readonly Form[] => {
  const percent = encodeURIComponent(text)
  const plain = [text, percent, percent.replaceAll('%20', '+'), JSON.stringify(text).slice(1, -1)]
  const quoted = text.replaceAll("'", `'\\''`)
  const encoded = base64Parts(text).flatMap((part) => [part, part.replaceAll('+', '-').replaceAll('/', '_')])
  return [
    ...[...new Set([...plain, percent.toLowerCase(), quoted])].map((form) => ({ text: form, as, wraps: false })),
    ...[...new Set(encoded)].map((form) => ({ text: form, as, wraps: true })),
  ]
}

/** What base64 always contains of a text, whatever stands before and after it: six bits a character. */
const base64Parts = (text: string): readonly string[] => {
  const bytes = encoder.encode(text)
  return [0, 1, 2].flatMap((before) => {
    const all = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes))
    const part = all.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    return part.length < shortestEncoded ? [] : [part]
  })
}

const streamOf = (forms: readonly Form[]): MaskStream => {
  const starts = new Set(forms.map(({ text }) => text[0]))
  let held = ''
  const take = (text: string, isLast: boolean): string => {
    let shown = ''
    for (let at = 0; at < text.length;) {
      const found = starts.has(text[at]) ? findAt(forms, text, at) : undefined
      if (found === 'cut' && !isLast) {
        held = text.slice(at)
        return shown
      }
      const whole = found === 'cut' ? wholeAt(forms, text, at) : found
      shown += whole?.as ?? text[at] ?? ''
      at = whole?.end ?? at + 1
    }
    held = ''
    return shown
  }
  return { push: (piece) => take(held + piece, false), flush: () => take(held, true), heldBytes: () => bytesOf(held) }
}

interface Found {
  readonly as: string
  readonly end: number
}

/** The longest form that begins here; `cut` when the text ends within one that may be longer. */
const findAt = (forms: readonly Form[], text: string, at: number): Found | 'cut' | undefined => {
  for (const form of forms) {
    const end = endOf(form, text, at)
    if (end === 'cut') return 'cut'
    if (end !== undefined) return { as: form.as, end }
  }
  return undefined
}

const wholeAt = (forms: readonly Form[], text: string, at: number): Found | undefined => {
  for (const form of forms) {
    const end = endOf(form, text, at)
    if (typeof end === 'number') return { as: form.as, end }
  }
  return undefined
}

/** Where a form that begins here ends; `cut` when the text ends first; undefined when it is another text. */
const endOf = ({ text: form, wraps }: Form, text: string, at: number): number | 'cut' | undefined => {
  let place = at
  for (let index = 0; index < form.length; place += 1) {
    if (place === text.length) return 'cut'
    const letter = text[place]
    if (letter === form[index]) index += 1
    else if (!wraps || index === 0 || (letter !== '\n' && letter !== '\r')) return undefined
  }
  return place
}
