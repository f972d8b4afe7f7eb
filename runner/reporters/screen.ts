import { createLogUpdate } from 'log-update'

/** Where a person looks. */
export interface Screen {
  /** Lines that stay. */
  readonly print: (text: string) => void
  /** What happens right now; replaced by the next call. Nothing where it could not be replaced. */
  readonly show: (text: string) => void
  /** Whether `show` shows anything. */
  readonly isLive: boolean
  readonly close: () => void
}

/** A terminal has a live part below; anything else gets only the lines that stay. */
export const screenOn = (stream: NodeJS.WriteStream): Screen =>
  stream.isTTY ? liveScreen(stream) : plainScreen(stream)

const plainScreen = (stream: NodeJS.WritableStream): Screen => ({
  print: (text) => void stream.write(`${text}\n`),
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
      stream.write(`${text}\n`)
    },
    show: (text) => {
      if (text === '') live.clear()
      else live(text.split('\n').map(fitting).join('\n'))
    },
    isLive: true,
    close: () => {
      live.clear()
      live.done()
    },
  }
}

/** Colours take no room, so a line with any is left as it is: such a line is ours, and short. */
const cut = (line: string, width: number): string =>
  line.length <= width || line.includes('\u001b') ? line : `${line.slice(0, width - 1)}…`
