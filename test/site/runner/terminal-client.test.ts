import { expect, test } from 'vitest'
import { openTerminal } from '../../../site/runner/terminal-client.ts'

test('what is typed arrives in order once the terminal has its name, and not after its end', async () => {
  const sent: unknown[] = []
  const lines = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
  const client = {
    ticket: () => Promise.resolve({ kind: 'ok' as const, value: { ticket: 'once' } }),
    openTerminal: () => Promise.resolve({ kind: 'ok' as const, value: lines.readable }),
    toTerminal: (terminal: string, what: string, body: object) => {
      sent.push([terminal, what, body])
      return Promise.resolve({ kind: 'ok' as const, value: undefined })
    },
  }
  const size = { columns: 80, rows: 24 }
  const ended = Promise.withResolvers<number | undefined>()
  const opened = await openTerminal(client, 'run', size, { onText: () => undefined, onEnd: ended.resolve })
  if (opened.kind !== 'ok') throw new Error(opened.kind)
  opened.value.resize(size)
  opened.value.type('ls')
  const writer = lines.writable.getWriter()
  const write = (line: object): Promise<void> => writer.write(new TextEncoder().encode(`${JSON.stringify(line)}\n`))
  await write({ terminal: 't1' })
  const arrived = [
    ['t1', 'size', size],
    ['t1', 'input', { text: 'ls' }],
  ]
  await expect.poll(() => sent).toEqual(arrived)
  await write({ ended: 0 })
  await writer.close()
  expect(await ended.promise).toBe(0)
  opened.value.type('more')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(sent).toEqual(arrived)
})
