import { candidatesOf } from './candidates.ts'
import { keyBeginsAt, keyEndsAt, matchAt, noMatch } from './match.ts'
import type { Spelling } from './spellings.ts'

/** Masks a text that arrives in pieces. The result does not depend on where the text was split. */
export interface MaskStream {
  /** The next piece, masked. What may be the beginning of a secret is held until it is known. */
  readonly push: (piece: string) => string
  /** What was held; the beginning of a secret is shown as it is. After it the stream is as new. */
  readonly flush: () => string
  /** How many bytes of UTF-8 are held. */
  readonly heldBytes: () => number
}

const encoder = new TextEncoder()

const keyLabel = '‹a private key›'
/** In characters. A key without its last line is masked up to here; those of RSA keys with 16,384 bits are shorter. */
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
const byFirst = (spellings: readonly Spelling[]): Spellings => {
  const map = new Map<string, Spelling[]>()
  for (const spelling of spellings) {
    const firsts = new Set(spelling.units[0]?.map((writing) => writing.charAt(0)))
    for (const first of firsts) map.set(first, [...(map.get(first) ?? []), spelling])
  }
  return map
}

/** What all streams of a mask share. */
export interface Compiled {
  readonly spellings: Spellings
  readonly candidates: RegExp | undefined
  readonly keys: boolean
}

export const compile = (spellings: readonly Spelling[], keys: boolean): Compiled => ({
  spellings: byFirst(spellings),
  candidates: candidatesOf(spellings, keys),
  keys,
})

/** The longest secret at a position. */
const searchAt = (text: string, from: number, spellings: Spellings): Search => {
  let [found, maybe]: [Found | undefined, boolean] = [undefined, false]
  for (const spelling of spellings.get(text.charAt(from)) ?? []) {
    const match = matchAt(text, from, spelling)
    maybe ||= match.maybe
    if (match.end !== undefined && match.end > (found?.end ?? from)) found = { end: match.end, as: spelling.as }
  }
  return { found, maybe }
}

class Masking {
  readonly #compiled: Compiled
  #held = ''
  /** Up to here, what is held belongs to a text that was replaced already. */
  #replaced = 0
  /** Inside a private key: how many more characters may belong to it. */
  #keyLeft = 0

  constructor(compiled: Compiled) {
    this.#compiled = compiled
  }

  get heldBytes(): number {
    return encoder.encode(this.#held).length
  }

  masked(piece: string, isEnd: boolean): string {
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
    if (isEnd) this.#keyLeft = 0
    return out
  }

  #insideKey(at: number, isEnd: boolean): Step {
    const { end, maybe } = keyEndsAt(this.#held, at)
    if (maybe && !isEnd) return 'wait'
    this.#keyLeft = end === undefined ? this.#keyLeft - 1 : 0
    return { shown: '', to: end ?? at + 1 }
  }

  #outsideKey(at: number, isEnd: boolean): Step {
    const next = this.#nextCandidate(at)
    if (next > at) return { shown: this.#held.slice(Math.max(at, Math.min(this.#replaced, next)), next), to: next }
    return this.#atCandidate(at, isEnd)
  }

  #nextCandidate(at: number): number {
    const { candidates } = this.#compiled
    if (candidates === undefined) return this.#held.length
    candidates.lastIndex = at
    return candidates.exec(this.#held)?.index ?? this.#held.length
  }

  #atCandidate(at: number, isEnd: boolean): Step {
    const key = this.#compiled.keys ? keyBeginsAt(this.#held, at) : noMatch
    const { found, maybe } = searchAt(this.#held, at, this.#compiled.spellings)
    if ((key.maybe || maybe) && !isEnd) return 'wait'
    const isReplaced = at < this.#replaced
    if (key.end !== undefined) {
      this.#keyLeft = longestKey
      return { shown: isReplaced ? '' : keyLabel, to: key.end }
    }
    // A secret that begins inside of another, and ends after it, belongs to what was replaced.
    if (found !== undefined) this.#replaced = Math.max(this.#replaced, found.end)
    return { shown: isReplaced ? '' : (found?.as ?? this.#held.charAt(at)), to: at + 1 }
  }
}

type Step = 'wait' | { readonly shown: string; readonly to: number }

export const streamOf = (compiled: Compiled): MaskStream => {
  const masking = new Masking(compiled)
  return {
    push: (piece) => masking.masked(piece, false),
    flush: () => masking.masked('', true),
    heldBytes: () => masking.heldBytes,
  }
}
