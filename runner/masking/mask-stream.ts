import { keyBeginsAt, keyEndsAt, matchAt } from './match.ts'
import type { Private } from './private.ts'
import { type Spelling, spellingsOf } from './spellings.ts'

/** Replaces private texts in output that arrives in pieces. */
export interface MaskStream {
  /**
   * The next piece, masked. The end of it that may be the beginning of a private text is held, and returned by a later
   * call: the results, joined, do not depend on where the output was split.
   */
  push(piece: string): string
  /** What is still held; an incomplete private text is shown as it is. */
  end(): string
}

const keyLabel = '‹a private key›'
/** A key without its last line is masked up to here; PEM files of RSA keys with 16,384 bits are shorter. */
const longestKey = 16 * 1024

interface Found {
  readonly end: number
  readonly as: string
}

interface Search {
  readonly found: Found | undefined
  readonly maybe: boolean
}

type Spellings = ReadonlyMap<string, readonly Spelling[]>

/** By the character with which each can begin. */
const byFirst = (privates: readonly Private[]): Spellings => {
  const map = new Map<string, Spelling[]>()
  for (const spelling of privates.flatMap(spellingsOf)) {
    const firsts = new Set(spelling.units[0]?.map((writing) => writing.charAt(0)))
    for (const first of firsts) map.set(first, [...(map.get(first) ?? []), spelling])
  }
  return map
}

/** The longest private text at a position. */
const searchAt = (text: string, from: number, spellings: Spellings): Search => {
  let [found, maybe]: [Found | undefined, boolean] = [undefined, false]
  for (const spelling of spellings.get(text.charAt(from)) ?? []) {
    const match = matchAt(text, from, spelling)
    maybe ||= match.maybe
    if (match.end !== undefined && match.end > (found?.end ?? from)) found = { end: match.end, as: spelling.as }
  }
  return { found, maybe }
}

class Masking implements MaskStream {
  readonly #spellings: Spellings
  #held = ''
  /** Up to here, what is held belongs to a text that was replaced already. */
  #replaced = 0
  /** Inside a private key: how many more characters may belong to it. */
  #keyLeft = 0

  constructor(privates: readonly Private[]) {
    this.#spellings = byFirst(privates)
  }

  push(piece: string): string {
    return this.#masked(piece, false)
  }

  end(): string {
    return this.#masked('', true)
  }

  #masked(piece: string, isEnd: boolean): string {
    this.#held += piece
    let [at, out] = [0, '']
    while (at < this.#held.length) {
      const step = this.#keyLeft > 0 ? this.#insideKey(at, isEnd) : this.#outsideKey(at, isEnd)
      if (step === 'wait') break
      out += step.shown
      at = step.to
    }
    this.#held = this.#held.slice(at)
    this.#replaced = Math.max(0, this.#replaced - at)
    return out
  }

  #insideKey(at: number, isEnd: boolean): Step {
    const { end, maybe } = keyEndsAt(this.#held, at)
    if (maybe && !isEnd) return 'wait'
    this.#keyLeft = end === undefined ? this.#keyLeft - 1 : 0
    return { shown: '', to: end ?? at + 1 }
  }

  #outsideKey(at: number, isEnd: boolean): Step {
    const key = keyBeginsAt(this.#held, at)
    const { found, maybe } = searchAt(this.#held, at, this.#spellings)
    if ((key.maybe || maybe) && !isEnd) return 'wait'
    const isReplaced = at < this.#replaced
    if (key.end !== undefined) {
      this.#keyLeft = longestKey
      return { shown: isReplaced ? '' : keyLabel, to: key.end }
    }
    // A private text that begins inside of another, and ends after it, belongs to what was replaced.
    if (found !== undefined) this.#replaced = Math.max(this.#replaced, found.end)
    return { shown: isReplaced ? '' : (found?.as ?? this.#held.charAt(at)), to: at + 1 }
  }
}

type Step = 'wait' | { readonly shown: string; readonly to: number }

export const maskStream = (privates: readonly Private[]): MaskStream => new Masking(privates)

/** A whole text, masked. */
export const maskText = (text: string, privates: readonly Private[]): string => {
  const stream = maskStream(privates)
  return stream.push(text) + stream.end()
}

/**
 * Output that arrived in pieces, masked. A private text that is split between pieces is replaced in the last of them.
 */
export const maskPieces = (pieces: readonly string[], privates: readonly Private[]): readonly string[] => {
  const stream = maskStream(privates)
  const last = pieces.length - 1
  return pieces.map((piece, index) => stream.push(piece) + (index === last ? stream.end() : ''))
}
