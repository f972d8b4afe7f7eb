import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exits, run, sh, step, target, text } from '../../../../playbooks/model/index.ts'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { english } from '../../../fixtures/english.ts'
import { ending, executeHere, temporaryFolder } from '../../../fixtures/execute.ts'
import { bringClient, guide, listen } from './doubles.ts'

const address = 'ssh://me@build.example:2222/run/engine.sock'
let folder = ''
let socket = ''
beforeEach(() => {
  folder = temporaryFolder()
  socket = join(folder, 'docker.sock')
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) vi.stubEnv(name, undefined)
  bringClient(folder, address)
})
afterEach(() => vi.unstubAllEnvs())

/** An `ssh` first on the path, which notes how it is called. A real one is in ssh.lab.test.ts. */
const bringSsh = (script: string): void => {
  const bin = join(folder, 'ssh-bin')
  mkdirSync(bin)
  const notes = `printf '%s\\n' "$*" >>'${join(folder, 'calls')}'`
  const settings = `case "$1" in -G) echo 'hostname 127.0.0.9'; exit;; esac`
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\n${notes}\n${settings}\n${script}\n`)
  chmodSync(join(bin, 'ssh'), 0o755)
  vi.stubEnv('PATH', [bin, process.env['PATH']].join(delimiter))
}

/** Connects its standard input and output to the engine, as the other computer's client does. */
const bringWayIn = (): void => {
  const program = join(folder, 'dial-stdio.mjs')
  writeFileSync(
    program,
    `import { connect } from 'node:net'
const engine = connect(${JSON.stringify(socket)})
process.stdin.pipe(engine)
engine.pipe(process.stdout)
`,
  )
  bringSsh(`exec '${process.execPath}' '${program}'`)
}

const missing = async (): Promise<readonly { readonly what: string; readonly hint: string }[]> =>
  english(await engine.missing({ onProgress: () => undefined, signal: new AbortController().signal }))

test('an engine behind ssh is reached as the client reaches it, without a question', async () => {
  await listen(socket)
  bringWayIn()
  expect(await missing()).toEqual([])
  expect(readFileSync(join(folder, 'calls'), 'utf8').split('\n').at(-2)).toBe(
    '-o BatchMode=yes -o ConnectTimeout=5 -T -l me -p 2222 -- build.example ' +
      'docker --host=unix:///run/engine.sock system dial-stdio',
  )
})

test('a guide runs there, and its ports are looked for where ssh leads', async () => {
  await listen(socket)
  bringWayIn()
  const looks = step('looks', {
    title: { en: 'Look', 'zh-cn': '查看' },
    action: run(sh`echo ${target.address}`),
    checks: [
      exits(0),
      { kind: 'container', name: text`web`, state: 'running', mayHoldBefore: 'It runs all the time.' },
      { kind: 'volume', name: text`none`, state: 'absent', mayHoldBefore: 'It is never there.' },
    ],
    undo: 'nothing',
    idempotent: 'It only looks.',
  })
  const done = await executeHere(guide(looks), { target: engine })
  expect(ending(done)).toEqual({ status: 'passed', why: undefined, leftovers: [] })
  expect(done.events.flatMap((event) => (event.type === 'output' ? event.text : [])).join('')).toBe('127.0.0.9\n')
})

const place = `${address} (context “desktop-linux”)`

test.each([
  [
    'a key that the other computer does not know',
    `echo 'Welcome' >&2; echo 'me@build.example: Permission denied (publickey,password).' >&2; exit 255`,
    `ssh cannot log in to ${place} without asking you: me@build.example: Permission denied (publickey,password).`,
    'ssh-copy-id -p 2222 me@build.example',
  ],
  [
    'a host that is not known',
    `echo 'Host key verification failed.' >&2; exit 255`,
    `ssh cannot log in to ${place} without asking you: Host key verification failed.`,
    'ssh-copy-id -p 2222 me@build.example',
  ],
  [
    'no client on the other computer',
    `echo 'sh: 1: docker: not found' >&2; exit 127`,
    `ssh reaches ${place}, but the Docker client there has no engine: sh: 1: docker: not found.`,
    'ssh -p 2222 me@build.example docker version',
  ],
  [
    'nobody who listens',
    `echo 'ssh: connect to host build.example port 2222: Connection refused' >&2; exit 255`,
    `The Docker engine at ${place} is not running: connections are refused.`,
    'docker desktop start',
  ],
  [
    'a name that leads nowhere',
    `echo 'ssh: Could not resolve hostname build.example: Name or service not known' >&2; exit 255`,
    `No Docker engine runs: there is nothing at ${place}: ENOTFOUND.`,
    'docker desktop start',
  ],
] as const)('%s: it is named, with the command that fixes it', async (_, script, what, hint) => {
  bringSsh(script)
  expect(await missing()).toEqual([{ what, hint }])
})

test('without the program ssh, it is named', async () => {
  vi.stubEnv('PATH', join(folder, 'bin'))
  expect(await missing()).toMatchObject([{ what: expect.stringContaining('“ssh” is not installed') as string }])
})

test('an ssh that never answers is ended in time', async () => {
  const pid = join(folder, 'pid')
  bringSsh(`echo $$ >'${pid}'; exec sleep 60`)
  appendFileSync(pid, '')
  expect(await missing()).toMatchObject([{ what: expect.stringContaining('does not answer') as string }])
  await vi.waitFor(() => expect(() => process.kill(Number(readFileSync(pid, 'utf8')), 0)).toThrow('ESRCH'))
})
