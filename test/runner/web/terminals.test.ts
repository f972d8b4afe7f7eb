import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { processes } from '../../../runner/host/processes/index.ts'
import { bodyOf, clientOf } from './api-client.ts'
import { serveSmall, wanted, type Served } from './served.ts'

let served: Served
afterEach(() => served.close())

const post = async (path: string, body: object): Promise<{ readonly status: number; readonly body: unknown }> => {
  const reply = await clientOf(served).post(path, JSON.stringify(body))
  return { status: reply.status, body: bodyOf(reply) }
}

/** Starts a run that keeps its VM, which is a bash on a real terminal, and waits until it does. */
const keep = async (more: Parameters<typeof serveSmall>[1] = {}): Promise<string> => {
  served = await serveSmall({ shell: ['bash', '--norc', '-i'] }, more)
  const started = await post('/api/runs', JSON.parse(wanted(served.hash, { keep: true })) as object)
  const { run } = started.body as { run: string } // our own server's answer
  while (!(await eventsOf(run)).includes('kept')) await sleep(20)
  return run
}

const eventsOf = async (run: string): Promise<readonly string[]> => {
  const { events } = bodyOf(await clientOf(served).get(`/api/runs/${run}/events`)) as { events: { type: string }[] }
  return events.map(({ type }) => type)
}

const ticketOf = async (run: string): Promise<string> => {
  const { body } = await post(`/api/runs/${run}/terminal`, {})
  return (body as { ticket: string }).ticket
}

interface Line {
  readonly terminal?: string
  readonly text?: string
  readonly ended?: number
}

interface OpenTerminal {
  readonly status: number
  readonly lines: readonly Line[]
  /** Resolves once nothing more comes. */
  readonly reading: Promise<void>
  readonly shown: () => string
  readonly until: (holds: () => boolean) => Promise<void>
  readonly leave: () => void
}

/** Opens a terminal, and reads what it shows. */
const openTerminal = async (ticket: string): Promise<OpenTerminal> => {
  const leaving = new AbortController()
  const response = await fetch(`http://127.0.0.1:${served.server.port}/api/terminals`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${served.server.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ticket, columns: 80, rows: 24 }),
    signal: leaving.signal,
  })
  const lines: Line[] = []
  const read = async (): Promise<void> => {
    let rest = ''
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const whole = (rest + text).split('\n')
      rest = whole.pop() ?? ''
      lines.push(...whole.map((line) => JSON.parse(line) as Line))
    }
  }
  const reading = read().catch(() => undefined)
  const shown = (): string => lines.map(({ text = '' }) => text).join('')
  const until = async (holds: () => boolean): Promise<void> => {
    const start = Date.now()
    while (!holds()) {
      if (Date.now() - start > 10_000) throw new Error(`not shown in time: ${JSON.stringify(lines)}`)
      await sleep(10)
    }
  }
  await until(() => response.status !== 200 || lines.length > 0)
  return {
    status: response.status,
    lines,
    reading,
    shown,
    until,
    leave: () => {
      leaving.abort()
    },
  }
}

/** The shell's own, which is there. */
const pidOf = async (terminal: OpenTerminal): Promise<number> => {
  await post(`/api/terminals/${idOf(terminal)}/input`, { text: 'echo pid=$$\r' })
  await terminal.until(() => /pid=\d+/.test(terminal.shown()))
  const pid = Number(/pid=(\d+)/.exec(terminal.shown())?.[1])
  expect(processes.find(pid)).not.toBe(undefined)
  return pid
}

const idOf = ({ lines }: { readonly lines: readonly Line[] }): string => lines[0]?.terminal ?? ''

describe('a terminal in a VM that is kept', () => {
  test('is opened by a ticket, takes what is typed, and has the size of its window', async () => {
    const terminal = await openTerminal(await ticketOf(await keep()))
    const typed = await post(`/api/terminals/${idOf(terminal)}/input`, { text: 'echo $((6 * 7)); stty size\r' })
    expect(typed.status).toBe(202)
    await terminal.until(() => /\b42\r\n24 80/.test(terminal.shown()))
    await post(`/api/terminals/${idOf(terminal)}/size`, { columns: 100, rows: 30 })
    await post(`/api/terminals/${idOf(terminal)}/input`, { text: 'stty size; exit 3\r' })
    await terminal.reading
    expect(terminal.shown()).toContain('30 100')
    expect(terminal.lines.at(-1)).toEqual({ ended: 3 })
    expect((await post(`/api/terminals/${idOf(terminal)}/input`, { text: 'x' })).status).toBe(404)
  })

  test('is opened once by a ticket, and not without one', async () => {
    const ticket = await ticketOf(await keep())
    await openTerminal(ticket)
    expect((await openTerminal(ticket)).status).toBe(409)
    expect((await openTerminal('x'.repeat(43))).status).toBe(409)
  })

  test('ends when the reader leaves', async () => {
    const terminal = await openTerminal(await ticketOf(await keep()))
    const pid = await pidOf(terminal)
    terminal.leave()
    await terminal.until(() => processes.find(pid) === undefined)
  })

  test('ends with its run, which is undone then', async () => {
    const run = await keep()
    const terminal = await openTerminal(await ticketOf(run))
    expect((await post(`/api/runs/${run}/end`, {})).status).toBe(202)
    await terminal.reading
    expect(terminal.lines.at(-1)?.ended).toBeTypeOf('number')
    while (!(await eventsOf(run)).includes('run-finished')) await sleep(20)
    expect((await post(`/api/runs/${run}/terminal`, {})).status).toBe(409)
  })

  test('ends with the server', async () => {
    const terminal = await openTerminal(await ticketOf(await keep()))
    const pid = await pidOf(terminal)
    await served.server.close()
    await terminal.until(() => processes.find(pid) === undefined)
  })

  test('ends after the stated time', async () => {
    const run = await keep({ keepMs: 300 })
    while (!(await eventsOf(run)).includes('run-finished')) await sleep(20)
    expect((await post(`/api/runs/${run}/terminal`, {})).status).toBe(409)
  })
})

test('a run of a target without a VM of its own opens no terminal', async () => {
  served = await serveSmall()
  const started = await post('/api/runs', JSON.parse(wanted(served.hash, { keep: true })) as object)
  const { run } = started.body as { run: string } // our own server's answer
  while (!(await eventsOf(run)).includes('kept')) await sleep(20)
  expect((await post(`/api/runs/${run}/terminal`, {})).status).toBe(409)
  expect((await post(`/api/runs/${run}/continue`, {})).status).toBe(409)
})

test('a run that keeps nothing cannot be ended, continued or explored', async () => {
  served = await serveSmall({ departures: { one: { until: new Promise(() => undefined) } } })
  const started = await post('/api/runs', JSON.parse(wanted(served.hash)) as object)
  const { run } = started.body as { run: string } // our own server's answer
  for (const what of ['end', 'continue', 'terminal'])
    expect((await post(`/api/runs/${run}/${what}`, {})).status).toBe(409)
})
