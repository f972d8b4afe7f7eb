import type { Clock } from './clock.ts'

type Stream = 'stdout' | 'stderr'
export type EmitOutput = (stream: Stream, offset: number, text: string) => void

/** Output is collected for this many milliseconds before it becomes an event. */
const quietMs = 50
/** After this many characters of one step, only excerpts become events; the step's file has everything. */
const wholeCharacters = 128 * 1024
/** An excerpt is emitted once in this many milliseconds … */
const glimpseMs = 1000
/** … with the newest characters, at most this many. */
const glimpseCharacters = 4096

interface Pending {
  offset: number
  text: string
}

export interface OutputGate {
  readonly push: (stream: Stream, text: string, offset: number) => void
  /** Emits what is pending; later output is dropped. */
  readonly close: () => void
}

/** Batches output into few events of bounded size. A jump of the offset shows that output was left out. */
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
