import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShell, type Shell } from '../../../../runner/targets/shell/shell.ts'
import type { ExecOptions, ExecResult } from '../../../../runner/contract/session.ts'

let folder = ''
let shell: Shell
let count = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-shell-'))
  shell = openShell({
    folder,
    prefix: [],
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    cwd: folder,
    timeoutMs: 400,
  })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const exec = (line: string, options: Partial<ExecOptions> = {}): Promise<ExecResult> =>
  shell.exec(line, {
    id: `step-${++count}`,
    deadlineMs: 10_000,
    signal: new AbortController().signal,
    onOutput: () => undefined,
    ...options,
  })

const outcome = async (line: string, options?: Partial<ExecOptions>): Promise<Omit<ExecResult, 'milliseconds'>> => {
  const { milliseconds, ...rest } = await exec(line, options)
  expect(milliseconds).toBeGreaterThanOrEqual(0)
  return rest
}

test('an exit code is a result', async () => {
  expect(await outcome('echo out; echo err >&2; (exit 3)')).toEqual({
    exitCode: 3,
    ended: 'by-itself',
    stdout: 'out\n',
    stderr: 'err\n',
  })
  expect(await outcome('exit 4')).toEqual({ exitCode: 4, ended: 'by-itself', stdout: '', stderr: '' })
})

test('a pipe that closes early is no failure, as in a terminal', async () => {
  expect((await outcome('yes | head -1')).exitCode).toBe(0)
})

test('directory, variables, functions and aliases last', async () => {
  await exec(
    `mkdir sub && cd sub; export FROM_STEP=$'two\\nlines "quoted"'; name=plain; greet() { echo "hi $1"; }; alias now='echo alias'`,
  )
  expect((await exec('pwd; echo "$FROM_STEP"; echo "$name"; greet you\nnow')).stdout).toBe(
    `${folder}/sub\ntwo\nlines "quoted"\nplain\nhi you\nalias\n`,
  )
})

test('an exported variable is seen from outside, a plain or unset one is not', async () => {
  await exec('export SEEN="a b"; plain=1; export GONE=1')
  await exec('unset GONE')
  expect([await shell.variable('SEEN'), await shell.variable('plain'), await shell.variable('GONE')]).toEqual([
    'a b',
    undefined,
    undefined,
  ])
})

test('a variable that the surroundings gave stays unset once unset', async () => {
  await exec('unset HOME')
  expect((await exec('echo "${HOME-unset}"')).stdout).toBe('unset\n')
  expect(await shell.variable('HOME')).toBeUndefined()
})

test('a step that asks gets an end of file', async () => {
  expect((await outcome('read -r answer')).exitCode).toBe(1)
})

test('nothing of the runner is in the step’s environment', async () => {
  const names = (await exec('env')).stdout
    .split('\n')
    .map((line) => line.split('=')[0])
    .filter((name) => name !== '')
  expect(names.toSorted()).toEqual(['HOME', 'PATH', 'PWD', 'SHIPSHAPE_STEP', 'SHLVL', '_'])
})

test('output arrives while the step runs, split characters whole', async () => {
  const seen: [string, number][] = []
  await exec(`printf 'a\\xe2\\x9c'; sleep 0.3; printf '\\x93b'`, {
    onOutput: (_, text, offset) => seen.push([text, offset]),
  })
  expect(seen).toEqual([
    ['a', 0],
    ['✓b', 3],
  ])
})

test('a step past its deadline is ended with all its descendants', async () => {
  const result = await outcome(`(setsid sleep 300 & echo $! > ${folder}/escaped); sleep 300`, { deadlineMs: 500 })
  expect([result.exitCode, result.ended]).toEqual([null, 'deadline'])
  const escaped = Number(await readFile(join(folder, 'escaped'), 'utf8'))
  expect(await isRunning(escaped)).toBe(false)
})

test('a cancelled step is ended', async () => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 200)
  expect((await outcome('sleep 300', { signal: controller.signal })).ended).toBe('cancelled')
})

test('a step that ignores Ctrl-C is killed', async () => {
  const result = await exec(`trap '' INT TERM; while :; do sleep 0.1; done`, { deadlineMs: 200 })
  expect(result.ended).toBe('deadline')
})

test('a second start of the same step does nothing', async () => {
  const options = { id: 'same', deadlineMs: 5000, signal: new AbortController().signal, onOutput: () => undefined }
  await shell.exec(`echo once >> ${folder}/count`, options)
  await shell.exec(`echo once >> ${folder}/count`, options)
  expect(await readFile(join(folder, 'count'), 'utf8')).toBe('once\n')
})

const isRunning = async (pid: number): Promise<boolean> => {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z')
  return !/\) Z/.test(status)
}
