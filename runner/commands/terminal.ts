import { createInterface } from 'node:readline/promises'
import { isYes } from '../setup/packages.mjs'
import type { Screen } from '../reporters/screen.ts'

/** A terminal that is shared: while a person is asked something, nothing else is written into their answer. */
export interface SharedScreen extends Screen {
  /** Keeps everything back until what it answers is called. May be nested. */
  readonly hold: () => () => void
  /** Writes even while everything else is kept back. */
  readonly insist: (text: string) => void
}

export const shareScreen = (screen: Screen): SharedScreen => {
  const kept: string[] = []
  let holders = 0
  return {
    ...screen,
    print: (text) => (holders > 0 ? void kept.push(text) : screen.print(text)),
    show: (text) => (holders > 0 ? undefined : screen.show(text)),
    insist: (text) => screen.print(text),
    hold: () => {
      holders += 1
      screen.show('')
      return () => {
        holders -= 1
        if (holders === 0) for (const text of kept.splice(0)) screen.print(text)
      }
    },
  }
}

/**
 * Asks the person at the terminal; the end of input is a no, and Ctrl-C is passed on as the signal that it usually is.
 */
export const askPerson = async (question: string, signal: AbortSignal): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const left = new Promise<string>((resolve) => terminal.once('close', () => resolve('n')))
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return isYes(await Promise.race([terminal.question(question, { signal }), left]))
  } finally {
    terminal.close()
  }
}
