import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

let state = ''
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'shipshape-readme-'))
})
afterAll(() => rm(state, { recursive: true, force: true }))

/** A command as README shows it, in a shell of its own process group, as a terminal starts it. */
const start = (command: string): Started => {
  const env = { ...process.env, CI: 'true', SHIPSHAPE_STATE: state }
  const child = spawn('sh', ['-c', command], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  // child_process promises a number or null, then the name of a signal or null.
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: (code as number | null) ?? 128 + constants.signals[signal as NodeJS.Signals],
    out,
    err,
  }))
  return { group: child.pid ?? 0, said: () => out, ended }
}

interface Started {
  readonly group: number
  said(): string
  /** The exit code of a shell. */
  readonly ended: Promise<{ readonly code: number; readonly out: string; readonly err: string }>
}

const waitFor = async (what: RegExp, started: Started): Promise<string> => {
  const over = started.ended.then(({ out, err }) =>
    Promise.reject(new Error(`ended before it said ${String(what)}:\n${out}${err}`)),
  )
  const said = async (): Promise<string> =>
    what.exec(started.said())?.[0] ?? (await new Promise((resolve) => setTimeout(resolve, 100)), said())
  return Promise.race([said(), over])
}

/** The last line is the command's answer to a reader who looks why. */
const expectCode = async (command: string, code: number): Promise<string> => {
  const answer = await start(command).ended
  expect(answer.code, answer.out + answer.err).toBe(code)
  return answer.out
}

test('“npx shipshape lab build” finds what was built before', () => expectCode('npx shipshape lab build', 0))

test('“npm start” serves the guides until Ctrl-C', async () => {
  const started = start('npm start')
  const address = await waitFor(/http:\/\/127\.0\.0\.1:\d+/, started)
  const page = await fetch(`${address}/`)
  expect([page.status, (await page.text()).includes('Shipshape')]).toEqual([200, true])
  process.kill(-started.group, 'SIGINT')
  expect((await started.ended).code).toBe(130)
  await expect(fetch(`${address}/`)).rejects.toThrow('fetch failed')
})

test('“npx shipshape run boot2docker” stops after a step when it is asked to', () =>
  expectCode('npx shipshape run boot2docker --to init', 0))

test('“npm run bench” measures each figure once', async () => {
  const out = await expectCode('npm run bench --silent -- --json --rounds 1 --guides 10', 0)
  const rows = JSON.parse(out) as readonly { readonly what: string; readonly ours?: number }[] // the bench's own rows
  expect(rows.filter(({ ours }) => ours !== undefined && ours > 0).map(({ what }) => what)).toEqual([
    'start of the runner',
    'a run of one step',
    'each further step',
    'memory, 200 steps',
    'cold boot to `docker version`',
    'from a snapshot in the disk',
    'start after `save`',
    'a ready VM in a run',
    'the lab for a guide, 1 in a row',
    'the lab for a guide, 10 in a row',
    'the image, compressed',
    'memory of a ready VM',
    'memory of a second one',
  ])
})
