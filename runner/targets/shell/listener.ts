import { type MarkKind, mark } from './hook.ts'

/** Hears what a terminal shows. */
export interface Listener {
  readonly hear: (text: string) => void
  /** Resolves at the next prompt. */
  prompt(): Promise<void>
  /** Resolves at the first prompt after the next answer. */
  promptAfterAnswer(): Promise<void>
  /** Resolves when a line has been shown, which nobody else sees. */
  line(): Promise<void>
  /** Who gets what is shown between the marks from now on. */
  passOn(to: ((text: string) => void) | undefined): void
}

/** Finds a shell's marks in what its terminal shows, also those that arrive in pieces. */
export const listenFor = (token: string): Listener => {
  const kinds = ['prompt', 'answer'] as const
  const marks = kinds.map((kind) => mark(token, kind))
  const waiting = new Map<'prompt' | 'answered' | 'line', () => void>()
  let hasAnswered = false
  let onText: ((text: string) => void) | undefined
  let unread = ''

  const wait = (kind: 'prompt' | 'answered' | 'line'): Promise<void> =>
    new Promise((resolve) => waiting.set(kind, resolve))
  const resolve = (kind: 'prompt' | 'answered' | 'line'): void => {
    const done = waiting.get(kind)
    waiting.delete(kind)
    done?.()
  }
  const take = (kind: MarkKind): void => {
    if (kind === 'answer') hasAnswered = true
    else resolve(hasAnswered ? 'answered' : 'prompt')
    if (kind === 'prompt') hasAnswered = false
  }
  const show = (length: number): void => {
    const shown = unread.slice(0, length)
    unread = unread.slice(length)
    if (shown !== '') onText?.(shown)
  }
  const dropLine = (): void => {
    const end = waiting.has('line') ? unread.indexOf('\n') : -1
    if (end < 0) return
    unread = unread.slice(end + 1)
    resolve('line')
  }
  const hear = (text: string): void => {
    unread += text
    dropLine()
    for (;;) {
      const places = marks.map((each) => unread.indexOf(each))
      const found = firstOf(places)
      if (found === undefined) return show(unread.length - startedMark(unread, marks))
      show(places[found] ?? 0)
      unread = unread.slice(marks[found]?.length)
      const kind = kinds[found]
      if (kind !== undefined) take(kind)
    }
  }
  return {
    hear,
    prompt: () => wait('prompt'),
    promptAfterAnswer: () => wait('answered'),
    line: () => wait('line'),
    passOn: (to) => (onText = to),
  }
}

/** The index of the smallest place; undefined when there is none. */
const firstOf = (places: readonly number[]): number | undefined =>
  places.reduce<number | undefined>(
    (first, place, index) => (place >= 0 && (first === undefined || place < (places[first] ?? 0)) ? index : first),
    undefined,
  )

/** How many characters at the end of a text may be the beginning of a mark. */
const startedMark = (text: string, marks: readonly string[]): number => {
  const at = text.lastIndexOf('\x1b')
  return at >= 0 && marks.some((each) => each.startsWith(text.slice(at))) ? text.length - at : 0
}
