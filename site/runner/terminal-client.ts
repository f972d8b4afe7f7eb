import type { Answer, RunnerClient } from './client.ts'

interface Size {
  readonly columns: number
  readonly rows: number
}

export interface TerminalOptions {
  readonly onText: (text: string) => void
  /** The shell's exit code; undefined when the connection was lost. */
  readonly onEnd: (code: number | undefined) => void
}

/** A shell in a VM, through the runner. */
export interface OpenTerminal {
  readonly type: (text: string) => void
  readonly resize: (size: Size) => void
  readonly leave: () => void
}

type Line = { readonly terminal?: string; readonly text?: string; readonly ended?: number }

/** One line after the other of a response that goes on. */
async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Line> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n')
    rest = lines.pop() ?? ''
    // Our own server's lines, described in runner/web/terminals.ts.
    for (const line of lines) yield JSON.parse(line) as Line
  }
}

/** Opens a shell in the VM that a run keeps: a ticket first, which can be used once. */
export const openTerminal = async (
  client: Pick<RunnerClient, 'ticket' | 'openTerminal' | 'toTerminal'>,
  run: string,
  size: Size,
  { onText, onEnd }: TerminalOptions,
): Promise<Answer<OpenTerminal>> => {
  const ticket = await client.ticket(run)
  if (ticket.kind !== 'ok') return ticket
  const leaving = new AbortController()
  const opened = await client.openTerminal({ ticket: ticket.value.ticket, ...size }, leaving.signal)
  if (opened.kind !== 'ok') return opened
  const named = Promise.withResolvers<string>()
  // One after the other: what is typed must arrive in its order. What comes before the terminal has its name waits.
  let sending: Promise<unknown> = named.promise
  let isOver = false
  const send = (what: 'input' | 'size', body: object): void => {
    sending = sending.then(async () => {
      if (!isOver) isOver = (await client.toTerminal(await named.promise, what, body)).kind === 'refused'
    })
  }
  const read = async (): Promise<number | undefined> => {
    let ended: number | undefined
    for await (const line of linesOf(opened.value)) {
      if (line.terminal !== undefined) named.resolve(line.terminal)
      if (line.text !== undefined) onText(line.text)
      ended ??= line.ended
      isOver ||= ended !== undefined
    }
    isOver = true
    return ended
  }
  read().then(onEnd, () => onEnd(undefined))
  return {
    kind: 'ok',
    value: {
      type: (text) => send('input', { text }),
      resize: (changed) => send('size', changed),
      leave: () => leaving.abort(),
    },
  }
}
