import { expect, onTestFinished, test } from 'vitest'
import { onInterrupt } from '../../../runner/commands/interrupt.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Signal = (typeof signals)[number]

interface Keyboard {
  /** The signal arrives at this time. */
  readonly press: (signal: Signal, atMs: number) => void
  readonly heard: readonly string[]
  readonly stop: () => void
}

/** What listens to signals here, called as Node calls it: this process belongs to other tests too. */
const listen = (): Keyboard => {
  const heard: string[] = []
  let now = 0
  const before = signals.map((signal) => new Set(process.listeners(signal)))
  const stop = onInterrupt({ first: () => heard.push('first'), second: () => heard.push('second') }, () => now)
  onTestFinished(stop)
  const added = signals.map((signal, at) => process.listeners(signal).filter((each) => before[at]?.has(each) !== true))
  const press = (signal: Signal, atMs: number): void => {
    now = atMs
    for (const listener of added[signals.indexOf(signal)] ?? []) listener(signal)
  }
  return { press, heard, stop }
}

test('a key press that npm and the terminal both deliver counts once', () => {
  const { press, heard } = listen()
  press('SIGINT', 1000)
  press('SIGINT', 1020)
  press('SIGTERM', 1099)
  expect(heard).toEqual(['first'])
})

test('a second press counts again, whatever the signal', () => {
  const { press, heard } = listen()
  press('SIGHUP', 1000)
  press('SIGINT', 1100)
  expect(heard).toEqual(['first', 'second'])
})

test('stopping removes every listener', () => {
  const count = (): readonly number[] => signals.map((signal) => process.listenerCount(signal))
  const before = count()
  listen().stop()
  expect(count()).toEqual(before)
})
