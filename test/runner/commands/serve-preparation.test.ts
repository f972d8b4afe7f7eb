import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PreparationStatus, PartStatus } from '../../../runner/protocol/preparation.ts'

const cli = join(import.meta.dirname, '../../fixtures/cli.ts')

let folder = ''
let children: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-serve-parts-'))
  await mkdir(join(folder, 'site'))
  await writeFile(join(folder, 'site', 'index.html'), '<!doctype html><title>Site</title>')
})
afterEach(async () => {
  const ended = children
    .filter((child) => child.exitCode === null && child.signalCode === null)
    .map((child) => once(child, 'exit'))
  children.forEach((child) => child.kill('SIGKILL'))
  await Promise.all(ended)
  children = []
  await rm(folder, { recursive: true, force: true })
})

interface Serving {
  readonly child: ChildProcess
  readonly lines: Interface
  readonly said: () => string
  readonly exit: Promise<number | null>
}

const serve = (parts: string, ...flags: readonly string[]): Serving => {
  const env = {
    ...process.env,
    SHIPSHAPE_STATE: join(folder, 'state'),
    SHIPSHAPE_CACHE: join(folder, 'cache'),
    SHIPSHAPE_TEST_PARTS: parts,
    CI: 'true',
  }
  const child = spawn(process.execPath, [cli, 'serve', '--site', join(folder, 'site'), ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return {
    child,
    lines: createInterface(child.stdout),
    said: () => said,
    exit: once(child, 'exit').then(([code]) => code as number | null),
  } // Node's own signature
}

// An address is printed first.
const addressOf = async ({ lines }: Serving): Promise<URL> => new URL(((await once(lines, 'line')) as [string])[0])
const until = async <Value>(look: () => Value | undefined | Promise<Value | undefined>): Promise<Value> =>
  (await look()) ?? (await new Promise((resolve) => setTimeout(resolve, 30)), until(look))
const saying = (serving: Serving, text: string): Promise<true> =>
  until(() => (serving.said().includes(text) ? true : undefined))
const files = async (): Promise<readonly string[]> =>
  (await readdir(join(folder, 'cache')).catch((): string[] => []))
    .filter((name) => !name.startsWith('build.lock'))
    .sort()
const ask = async (address: URL, path: string, init: RequestInit = {}): Promise<PreparationStatus> => {
  const headers = {
    Authorization: `Bearer ${address.hash.replace('#token=', '')}`,
    'Content-Type': 'application/json',
  }
  // Our own server's answer.
  return (await (await fetch(new URL(path, address), { ...init, headers })).json()) as PreparationStatus
}

test('the address comes first, and each part says when it begins and ends', async () => {
  const serving = serve('quick,fails')
  const address = await addressOf(serving)
  expect((await fetch(address)).status).toBe(200)
  await saying(serving, 'Not prepared')
  // Two are made at once, so their lines may come in another order.
  expect(
    serving
      .said()
      .replaceAll(/\d+\.\d s/g, 'N s')
      .split('\n')
      // A person may be serving the site beside the tests.
      .filter((line) => !line.includes(' is in use by '))
      .toSorted(),
  ).toEqual([
    '',
    'FAILS: preparing …',
    'Fix:',
    'Not prepared: FAILS. What does not use it works; “Try again” is on the page.',
    'Press Ctrl-C to stop.',
    'QUICK: preparing …',
    'fix-fails',
    '✓ QUICK: ready after N s',
    '✗ FAILS: The mirror is broken.',
  ])
})

test('Ctrl-C while a part is made leaves nothing half made, says so, and ends with 130', async () => {
  const serving = serve('quick,slow')
  await addressOf(serving)
  await saying(serving, 'SLOW: preparing')
  await until(async () => ((await files()).includes('slow.draft') ? true : undefined))
  serving.child.kill('SIGINT')
  expect(await serving.exit).toBe(130)
  expect(serving.said()).toContain(
    'Preparation stopped; no partial results were left. Ready: QUICK. The next start continues with: SLOW.',
  )
  expect(await files()).toEqual(['quick'])
})

test('killed in the middle, the next start takes nothing half made for whole', async () => {
  const killed = serve('slow')
  await addressOf(killed)
  await until(async () => ((await files()).includes('slow.draft') ? true : undefined))
  killed.child.kill('SIGKILL')
  await killed.exit
  const address = await addressOf(serve('slow'))
  const [part] = await until(async () => {
    const { parts } = await ask(address, '/api/preparation')
    return parts[0]?.state === 'preparing' ? parts : undefined
  })
  expect(part).toMatchObject({ id: 'slow', state: 'preparing' })
})

test('of two starts, the second serves on the next port, waits, and goes on when the first stops', async () => {
  const first = serve('quick,slow')
  const one = await addressOf(first)
  await saying(first, 'SLOW: preparing')
  const second = serve('quick,slow')
  const other = await addressOf(second)
  expect(other.port).not.toBe(one.port)
  await saying(second, 'SLOW: another Shipshape on this computer is preparing it.')
  expect((await ask(other, '/api/preparation')).parts).toMatchObject([
    { id: 'quick', state: 'ready' },
    { id: 'slow', state: 'waiting' },
  ])
  first.child.kill('SIGINT')
  expect(await first.exit).toBe(130)
  await saying(second, 'SLOW: preparing')
})

test('a part that failed is tried again when a page asks for it', async () => {
  const serving = serve('fails')
  const address = await addressOf(serving)
  await saying(serving, 'Not prepared')
  const { parts } = await ask(address, '/api/preparation/retry', { method: 'POST', body: '{"parts":["fails"]}' })
  expect(parts[0]?.state).toBe('waiting')
  await until(async () => ((await ask(address, '/api/preparation')).parts[0]?.state === 'failed' ? true : undefined))
})

test('--json prints the address and then each change of a part, one a line', async () => {
  const { lines } = serve('quick', '--json')
  const printed: { readonly address?: string; readonly part?: PartStatus }[] = []
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      printed.push(JSON.parse(line) as (typeof printed)[number]) // our own command's output
      if (printed.at(-1)?.part?.state === 'ready') resolve()
    })
  })
  expect(
    printed.map(({ address, part }) => (address === undefined ? `${part?.id ?? ''} ${part?.state ?? ''}` : 'address')),
  ).toEqual(['address', 'quick waiting', 'quick preparing', 'quick ready'])
})

test('--no-prepare only serves', async () => {
  const serving = serve('quick', '--no-prepare')
  expect(await ask(await addressOf(serving), '/api/preparation')).toEqual({ parts: [] })
  serving.child.kill('SIGINT')
  expect(await serving.exit).toBe(0)
})
