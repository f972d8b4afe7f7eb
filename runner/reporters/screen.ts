import { createLogUpdate } from 'log-update'
import { withoutCiCommands } from '../protocol/ci-commands.ts'

/** The output for people. */
export interface Screen {
  /** Prints permanent lines. What a CI system would take for a command is printed so that it is none. */
  readonly print: (text: string) => void
  /** Shows the current state, which the next call replaces; does nothing where it cannot be replaced. */
  readonly show: (text: string) => void
  /** Whether `show` shows anything. */
  readonly isLive: boolean
  readonly close: () => void
}

/** In a terminal there is a live part at the bottom; any other output gets only the permanent lines. */
export const screenOn = (stream: NodeJS.WriteStream): Screen =>
  stream.isTTY ? liveScreen(stream) : plainScreen(stream)

const plainScreen = (stream: NodeJS.WritableStream): Screen => ({
  print: (text) => void stream.write(`${withoutCiCommands(text)}\n`),
  show: () => undefined,
  isLive: false,
  close: () => undefined,
})

const liveScreen = (stream: NodeJS.WriteStream): Screen => {
  const live = createLogUpdate(stream)
  const fitting = (line: string): string => cut(line, Math.max(20, stream.columns - 1))
  return {
    print: (text) => {
      live.clear()
      stream.write(`${withoutCiCommands(text)}\n`)
    },
    show: (text) => {
      if (text === '') live.clear()
      else live(withoutCiCommands(text).split('\n').map(fitting).join('\n'))
    },
    isLive: true,
    close: () => {
      live.clear()
      live.done()
    },
  }
}

/** Cuts a line at the width, except lines with colours, which are always short. */
const cut = (line: string, width: number): string =>
  line.length <= width || line.includes('\u001b') ? line : `${line.slice(0, width - 1)}…`
