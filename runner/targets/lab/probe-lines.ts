import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** Calls `take` with each message that arrives, one JSON object a line, and `ended` when the stream has ended. */
export const readMessages = (from: Readable, take: (message: unknown) => void, ended?: () => void): void => {
  const lines = createInterface({ input: from }).on('line', (line) => take(JSON.parse(line)))
  if (ended !== undefined) lines.on('close', ended)
}

export const writeMessage = (to: Writable, message: object): void => void to.write(`${JSON.stringify(message)}\n`)
