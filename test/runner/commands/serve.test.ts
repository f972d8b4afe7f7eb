import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contentHash } from '../../../runner/core/hash.ts'
import { listRuns } from '../../../runner/runs/index.ts'
import type { Playbook } from '../../../playbooks/model/index.ts'

const cli = join(import.meta.dirname, '../../fixtures/cli.ts')

let folder = ''
let children: ChildProcess[] = []
let squatter: Server | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-serve-'))
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
  squatter?.close()
  squatter = undefined
  await rm(folder, { recursive: true, force: true })
})

interface Serving {
  readonly child: ChildProcess
  readonly address: URL
  readonly said: () => string
  readonly exit: Promise<number | null>
}

const run = (
  ...flags: readonly string[]
): { child: ChildProcess; said: () => string; exit: Promise<number | null> } => {
  const env = { ...process.env, SHIPSHAPE_STATE: join(folder, 'state'), CI: 'true' }
  const child = spawn(process.execPath, [cli, 'serve', '--site', join(folder, 'site'), ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  // Node's own signature.
  return { child, said: () => said, exit: once(child, 'exit').then(([code]) => code as number | null) }
}

const serve = async (...flags: readonly string[]): Promise<Serving> => {
  const started = run('--json', ...flags)
  if (!started.child.stdout) throw new Error('It was spawned with a pipe.')
  const [line] = (await once(createInterface(started.child.stdout), 'line')) as [string]
  return { ...started, address: new URL((JSON.parse(line) as { address: string }).address) }
}

/** A port that somebody else has, as it would be on a reader's computer. */
const squat = async (port = 0): Promise<number> => {
  squatter = createServer()
  squatter.listen(port, '127.0.0.1')
  await once(squatter, 'listening')
  return (squatter.address() as AddressInfo).port // it listens, so it has one
}

const freePort = async (): Promise<number> => {
  const port = await squat()
  squatter?.close()
  squatter = undefined
  return port
}

const guideOf = async (state: string, run: string): Promise<Playbook> =>
  JSON.parse(await readFile(join(state, 'runs', run, 'playbook.json'), 'utf8')) as Playbook

test('it prints one address, serves on it, and ends with 0 at Ctrl-C', async () => {
  const port = await freePort()
  const { child, address, exit, said } = await serve('--port', String(port))
  expect(address.href).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/#token=[\\w-]{43}$`))
  expect((await fetch(address)).status).toBe(200)
  child.kill('SIGINT')
  expect(await exit).toBe(0)
  expect(said()).not.toContain(address.hash)
})

test('a port that was asked for and is taken ends it with who has it and what to do', async () => {
  const port = await squat()
  const { exit, said } = run('--port', String(port))
  expect(await exit).toBe(3)
  const owner = `“node” (process ${process.pid})`
  expect(said()).toBe(
    `Port ${port} is in use by ${owner}.\nnpx shipshape serve --port ${port < 65_000 ? port + 40 : 4440}\n`,
  )
})

test.each(['0', '65536', 'x', '80a', '-1', '1e3'])('“%s” is no port', async (text) => {
  const { exit, said } = run(`--port=${text}`)
  expect(await exit).toBe(64)
  expect(said()).toContain(`“${text}” is not a port`)
})

test('a site that was not built ends it with the command that builds it', async () => {
  await rm(join(folder, 'site'), { recursive: true })
  const { exit, said } = run('--port', String(await freePort()))
  expect(await exit).toBe(3)
  expect(said()).toBe(`There is no built site in “${join(folder, 'site')}”.\nnpm run build\n`)
})

const startSlow = async ({ address }: Serving): Promise<string> => {
  const token = address.hash.replace('#token=', '')
  const { make, playbookOf } = await import('../../fixtures/playbooks.ts')
  const { sh, run: command } = await import('../../../playbooks/model/index.ts')
  const slow = {
    ...playbookOf(make('one'), make('slow', { action: command(sh`touch slow; echo begun; sleep 60`) }), make('three')),
    id: 'slow',
  }
  const body = JSON.stringify({
    playbook: 'slow',
    contentHash: await contentHash(slow),
    target: 'lab',
    steps: { kind: 'all' },
    key: 'key-0123456789',
  })
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const answer = (await (await fetch(new URL('/api/runs', address), { method: 'POST', headers, body })).json()) as {
    run: string
  }
  for (;;) {
    const { events } = (await (
      await fetch(new URL(`/api/runs/${answer.run}/events`, address), { headers })
    ).json()) as { events: readonly { type: string }[] }
    if (events.some((event) => event.type === 'output')) return answer.run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('Ctrl-C in the middle of a run cancels it, undoes it, and ends with 130', async () => {
  const serving = await serve('--port', String(await freePort()))
  const id = await startSlow(serving)
  serving.child.kill('SIGINT')
  expect(await serving.exit).toBe(130)
  const state = join(folder, 'state')
  expect(await listRuns(state)).toMatchObject([{ run: id, status: 'cancelled' }])
  expect((await guideOf(state, id)).id).toBe('slow')
})

test('the token is in no file that it leaves, and in no argument or environment', async () => {
  const serving = await serve('--port', String(await freePort()))
  const token = serving.address.hash.replace('#token=', '')
  await startSlow(serving)
  const commands = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const files = await Promise.all(
          ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')),
        )
        return files.join('')
      }),
  )
  expect(commands.filter((text) => text.includes(token))).toEqual([])
  serving.child.kill('SIGINT')
  await serving.exit
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
  expect(texts.filter((text) => text.includes(token))).toEqual([])
  expect(serving.said()).not.toContain(token)
})
