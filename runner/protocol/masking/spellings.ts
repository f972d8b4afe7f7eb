/** A text that must not be shown, and what is shown in its place. */
export interface Secret {
  readonly text: string
  readonly as: string
  /** A path or a name of this computer: it is looked for only as it is, not where it is encoded. */
  readonly isPlace?: true
}

/** One way in which a secret may be written. */
export interface Spelling {
  /** For each of its characters, every text that may stand for it. */
  readonly units: readonly (readonly string[])[]
  /** What may stand between two of its characters, at most `mostBetween` times. */
  readonly between: string
  readonly as: string
}

/** A line end with an indentation has room; spaces without an end are not held back for ever. */
export const mostBetween = 8
const lineBreaks = '\r\n'
/** Dumps have spaces (`xxd`, `od -An -tx1`) or colons between bytes, and several lines. */
const dumpGaps = '\r\n\t :'

const encoder = new TextEncoder()

const percentEncoded = (character: string): string =>
  Array.from(encoder.encode(character), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** What a character becomes inside a JSON text, HTML, or a shell’s single quotes; and a terminal’s line end. */
const escapes: { readonly [character: string]: readonly string[] } = {
  '"': ['\\"', '&quot;', '&#34;'],
  "'": ["'\\''", '&#39;', '&apos;'],
  '\\': ['\\\\'],
  '/': ['\\/'],
  '&': ['\\u0026', '&amp;'],
  '<': ['\\u003c', '\\u003C', '&lt;'],
  '>': ['\\u003e', '\\u003E', '&gt;'],
  '\n': ['\\n', '\r\n'],
  '\t': ['\\t'],
  ' ': ['+'],
}

const isWordCharacter = (character: string): boolean => /^\w$/.test(character)

/** Of what is no letter, digit or `_`: HTML's numbers, `\u` of JSON and JavaScript, and a shell's backslash. */
const byNumber = (character: string): readonly string[] => {
  if (isWordCharacter(character)) return []
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  const units = Array.from({ length: character.length }, (_each, at) => character.charCodeAt(at))
  const escaped = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
  const capitals = units.map((unit) => `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`).join('')
  return [`\\${character}`, `&#${code};`, `&#x${hex};`, `&#x${hex.toUpperCase()};`, escaped, capitals]
}

/** Encoded once, or twice where it cannot stand in an address by itself. */
const inAddresses = (character: string): readonly string[] => {
  const once = percentEncoded(character)
  const twice = isWordCharacter(character) ? [] : [once.replaceAll('%', '%25')]
  return [once, ...twice].flatMap((each) => [each, each.toUpperCase()])
}

const everyWriting = (character: string): readonly string[] => [
  ...new Set([character, ...inAddresses(character), ...byNumber(character), ...(escapes[character] ?? [])]),
]

/** The bytes are text of one character each: what `btoa` takes. */
const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** How many base64 characters depend on what stands before, where that is this many bytes modulo 3. */
const charactersBefore = [0, 2, 3]
/** A shorter part of a base64 text may be an ordinary word. */
const shortestPart = 6

/** The characters that bytes become inside the base64 of a longer text, whatever stands before and after them. */
const insideBase64 = (bytes: Uint8Array, before: number): string => {
  const whole = base64(Uint8Array.from([...new Array<number>(before).fill(0), ...bytes])).replace(/=+$/, '')
  return whole.slice(charactersBefore[before], (before + bytes.length) % 3 === 0 ? undefined : -1)
}

const base64Spellings = (text: string): readonly string[] => {
  const bytes = encoder.encode(text)
  const whole = base64(bytes)
  const standard = [whole, whole.replace(/=+$/, ''), ...[0, 1, 2].map((before) => insideBase64(bytes, before))]
  const forUrls = standard.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'))
  return [...new Set([...standard, ...forUrls])].filter((each) => each.length >= shortestPart)
}

/** Base64 of what is base64 already, as in a Kubernetes secret of an encoded value; its end depends on what follows. */
const twiceInBase64 = (text: string): readonly string[] => {
  const once = insideBase64(encoder.encode(text), 0)
  return once.length < shortestPart ? [] : base64Spellings(once)
}

/** The digits of its bytes, each as a capital or not: what `xxd -p` prints, or other dumps between their gaps. */
const dumped = (text: string): readonly (readonly string[])[] => {
  const digits = Array.from(encoder.encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return Array.from(digits, (digit) => [...new Set([digit, digit.toUpperCase()])])
}

/** All spellings by which a secret is recognized. An empty text has none. */
export const spellingsOf = ({ text, as, isPlace }: Secret): readonly Spelling[] => {
  if (text === '') return []
  const characters = Array.from(text)
  if (isPlace === true) return [{ units: characters.map((each) => [each]), between: '', as }]
  const encoded = [
    ...base64Spellings(text).map((each) => Array.from(each).map(everyWriting)),
    ...twiceInBase64(text).map((each) => Array.from(each).map((character) => [character])),
  ]
  const dump = dumped(text)
  return [
    { units: characters.map(everyWriting), between: '', as },
    ...encoded.map((units) => ({ units, between: lineBreaks, as })),
    ...(dump.length < shortestPart ? [] : [{ units: dump, between: dumpGaps, as }]),
  ]
}
