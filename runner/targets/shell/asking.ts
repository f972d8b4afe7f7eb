import { setTimeout as sleep } from 'node:timers/promises'
import { processes } from '../../host/processes/index.ts'

/** How often a running step is looked at. Milliseconds. */
const lookEveryMs = 250
/** What only seems to wait for input must seem so this long: a prompt is shown and nothing happens. Milliseconds. */
const quietMs = 2000

export interface Asked {
  /** The shell, whose terminal is looked at. */
  readonly shell: number
  /** How much the step has written until now; it changes with each output. */
  readonly written: () => number
  /** Whether the last line that it has written is not finished. */
  readonly isUnfinished: () => boolean
  /** Whether the terminal itself shows an unfinished line: only a question goes there, past both streams. */
  readonly hasPrompt: () => boolean
  readonly signal: AbortSignal
}

/**
 * Resolves with true when a step waits for input from the terminal, which nobody will type. Certain is a process that
 * can do nothing else. One with more threads may only be listening (`docker run -i`), and of another user's process
 * (`sudo`) nothing is seen: they must have shown a prompt as well. Resolves with false when the signal aborts.
 */
export const untilAsked = async (asked: Asked): Promise<boolean> => {
  let since = { state: '', ms: 0 }
  for (;;) {
    await sleep(lookEveryMs, undefined, { signal: asked.signal }).catch(() => undefined)
    if (asked.signal.aborted) return false
    const certainty = certaintyOf(asked)
    const state = `${certainty} ${asked.written()}`
    if (certainty === 'none' || state !== since.state) since = { state, ms: performance.now() }
    else if (certainty === 'certain' || performance.now() - since.ms >= quietMs) return true
  }
}

const certaintyOf = ({ shell, isUnfinished, hasPrompt }: Asked): 'certain' | 'likely' | 'none' => {
  const readers = processes.terminalReaders(shell)
  if (readers.some(({ hasOneThread }) => hasOneThread)) return 'certain'
  return hasPrompt() || (readers.length > 0 && isUnfinished()) ? 'likely' : 'none'
}
