import { createInterface } from 'node:readline/promises'
import { isYes } from '../setup/packages.mjs'
import type { Screen } from '../reporters/screen.ts'

/** A shared terminal: while a question is open, other output is held back. */
export interface SharedScreen extends Screen {
  /** Holds back output until the returned function is called. May be nested. */
  readonly hold: () => () => void
  /** Writes even while other output is held back. */
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

/** Asks a yes-or-no question; end of input means no, and Ctrl-C raises SIGINT as usual. */
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
