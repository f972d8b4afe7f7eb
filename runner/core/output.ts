import type { Clock } from './clock.ts'

type Stream = 'stdout' | 'stderr'
export type EmitOutput = (stream: Stream, offset: number, text: string) => void

/** Pieces are put together for so long before they become an event. */
const quietMs = 50
/** After so many characters of one step, only glimpses are shown; the step's file has all. */
const wholeCharacters = 128 * 1024
/** Then, once in so many milliseconds, the newest … */
const glimpseMs = 1000
/** … so many characters. */
const glimpseCharacters = 4096

interface Pending {
  offset: number
  text: string
}

export interface OutputGate {
  readonly push: (stream: Stream, text: string, offset: number) => void
  /** Shows what is still pending; whatever comes later is dropped. */
  readonly close: () => void
}

/** Makes few and bounded events of many pieces of output. What is left out is seen by a jump of the offset. */
export const outputGate = (emit: EmitOutput, clock: Clock): OutputGate => {
  const pending = new Map<Stream, Pending>()
  const closing = new AbortController()
  let shown = 0
  let timerRuns = false

  const flush = (): void => {
    for (const [stream, { offset, text }] of pending) emit(stream, offset, text)
    for (const { text } of pending.values()) shown += text.length
    pending.clear()
  }
  const flushLater = async (): Promise<void> => {
    timerRuns = true
    await clock.wait(shown < wholeCharacters ? quietMs : glimpseMs, closing.signal)
    timerRuns = false
    if (!closing.signal.aborted) flush()
  }
  const add = (stream: Stream, text: string, offset: number): void => {
    const before = pending.get(stream)
    const joined = { offset: before?.offset ?? offset, text: (before?.text ?? '') + text }
    pending.set(stream, shown + joined.text.length <= wholeCharacters ? joined : newest(joined))
  }
  return {
    push: (stream, text, offset) => {
      if (closing.signal.aborted || text === '') return
      add(stream, text, offset)
      if (!timerRuns) void flushLater()
    },
    close: () => {
      if (!closing.signal.aborted) flush()
      closing.abort()
    },
  }
}

const newest = ({ offset, text }: Pending): Pending => {
  if (text.length <= glimpseCharacters) return { offset, text }
  const cut = text.length - glimpseCharacters
  return { offset: offset + new TextEncoder().encode(text.slice(0, cut)).length, text: text.slice(cut) }
}
