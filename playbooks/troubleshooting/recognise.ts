/** What is needed of a symptom to find it in an error message. */
export interface Recognisable {
  readonly id: string
  /** A JavaScript regular expression, flag `i`. */
  readonly pattern: string
}

export interface Recognised<Known extends Recognisable> {
  readonly symptom: Known
  /** The values of the pattern’s named groups, by `error.NAME`. */
  readonly found: ReadonlyMap<string, string>
}

/** Colours and other sequences of a terminal: ECMA-48, 5.4 (CSI) and 5.6 (OSC, ended by BEL or ST). */
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g

/** No error message needs more; a pattern is tried on all of it. */
const mostCharacters = 20_000

/** The text as a program printed it, whatever terminal, editor or chat it was copied from. */
const plain = (pasted: string): string =>
  pasted
    .slice(0, mostCharacters)
    .replaceAll(sequences, '')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[\u00a0\u200b]/g, ' ')

/** A terminal that wrapped the message has put line ends between words, or inside one. */
const readings = (pasted: string): readonly string[] => {
  const text = plain(pasted)
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\s*[>│|]\s?/, '').trim())
  return [...new Set([text, lines.join(' '), lines.join('')])].map((reading) => reading.trim())
}

/** `port` and `port2` are the same value at two places in a message. */
const foundIn = (match: RegExpExecArray): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(match.groups ?? {}).flatMap(([name, value]: [string, string | undefined]) =>
      value === undefined ? [] : [[`error.${name.replace(/\d+$/, '')}`, value]],
    ),
  )

/** Of the readings that match, the one that gives the most values. */
const bestMatch = (pattern: string, texts: readonly string[]): ReadonlyMap<string, string> | undefined => {
  const expression = new RegExp(pattern, 'i')
  const matches = texts.map((text) => expression.exec(text)).filter((match) => match !== null)
  const [best] = matches.map(foundIn).sort((one, other) => other.size - one.size)
  return best
}

/** Every symptom that an error message shows, in the order of the list; or the one that has this id. */
export const recogniseAll = <Known extends Recognisable>(
  pasted: string,
  symptoms: readonly Known[],
): readonly Recognised<Known>[] => {
  const named = symptoms.find(({ id }) => id === pasted.trim())
  if (named !== undefined) return [{ symptom: named, found: new Map() }]
  const texts = readings(pasted)
  return symptoms.flatMap((symptom) => {
    const found = bestMatch(symptom.pattern, texts)
    return found === undefined ? [] : [{ symptom, found }]
  })
}

/** The first of them; undefined when the message is unknown. */
export const recognise = <Known extends Recognisable>(
  pasted: string,
  symptoms: readonly Known[],
): Recognised<Known> | undefined => recogniseAll(pasted, symptoms)[0]
