import { harmlessNow } from '../protocol/harmless.ts'

/** Where nothing can be replaced, a sign of life is printed so often. Milliseconds. */
const signOfLifeMs = 60_000

/** What happens right now, as it is to be drawn. */
export interface CurrentView {
  readonly name: string
  readonly seconds: number
  /** The last line that it has written; empty before there is one. */
  readonly line: string
}

/** What happens right now in a run: at most one thing. */
export interface Current {
  begin(name: string): void
  /** Notes the last line of a text that it has written. */
  hear(text: string): void
  end(): void
  /** undefined when nothing happens. */
  view(): CurrentView | undefined
  /** Whether a sign of life is due, once for each time that it is. */
  isDue(): boolean
}

interface State {
  readonly name: string
  readonly since: number
  line: string
  due: number
}

/** `now` is a clock in milliseconds. */
export const makeCurrent = (now: () => number): Current => {
  let state: State | undefined
  return {
    begin: (name) => (state = { name, since: now(), line: '', due: now() + signOfLifeMs }),
    hear: (text) => {
      if (state !== undefined) state.line = lastLine(text) || state.line
    },
    end: () => (state = undefined),
    view: () =>
      state === undefined
        ? undefined
        : { name: state.name, seconds: Math.floor((now() - state.since) / 1000), line: state.line },
    isDue: () => {
      if (state === undefined || now() < state.due) return false
      state.due += signOfLifeMs
      return true
    },
  }
}

const lastLine = (text: string): string =>
  harmlessNow(text)
    .split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim() ?? ''
