import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { aliveLockPath, journalPath, targetLockPath } from '../../../runner/runs/folder.ts'
import { concludeOrphans, listRuns, readEvents } from '../../../runner/runs/index.ts'
import { english } from '../../fixtures/english.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import type { Ended } from '../../fixtures/process.ts'
import { allEvents, startHere } from '../../fixtures/runs.ts'

const run = '20260101-000000-aaaaaa'
const good = playbookOf(make('one'))

const stateWith = (prepare: (folder: string) => void): { readonly state: string; readonly folder: string } => {
  const state = temporaryFolder()
  mkdirSync(join(state, 'runs'))
  const folder = join(state, 'runs', run)
  prepare(folder)
  return { state, folder }
}

const pipe = (path: string): void => void execFileSync('mkfifo', [path])

const socket = async (path: string): Promise<void> => {
  const server = createServer().listen(path)
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
}

const inFolder =
  (make: (journal: string) => void | Promise<void>) =>
  async (folder: string): Promise<void> => {
    mkdirSync(folder)
    await make(journalPath(folder))
  }

const victim = 'precious'

test.for<readonly [string, (folder: string) => void | Promise<void>, string, 'folder' | 'journal']>([
  ['a dangling link', (folder) => symlinkSync('/nowhere', folder), 'a link, not the folder of a run', 'folder'],
  ['a file', (folder) => writeFileSync(folder, victim), 'a file, not the folder of a run', 'folder'],
  ['a named pipe', pipe, 'a named pipe, not the folder of a run', 'folder'],
  ['a folder as journal', inFolder((path) => mkdirSync(path)), 'a folder, not a regular file', 'journal'],
  ['a named pipe as journal', inFolder(pipe), 'a named pipe, not a regular file', 'journal'],
  ['a socket as journal', inFolder(socket), 'a socket, not a regular file', 'journal'],
  ['a link as journal', inFolder((path) => symlinkSync('/etc/passwd', path)), 'a link, not a regular file', 'journal'],
  ['a dangling link as journal', inFolder((path) => symlinkSync('/no', path)), 'a link, not a regular file', 'journal'],
] as const)('%s in place of a run costs that run only', async ([, prepare, is, where]) => {
  const state = temporaryFolder()
  mkdirSync(join(state, 'runs'))
  const folder = join(state, 'runs', run)
  await prepare(folder)
  const path = where === 'folder' ? folder : journalPath(folder)
  const problem = { what: `${path} is ${is}.`, hint: `mv ${path} ${path}.old` }
  const startedAt = '2026-01-01T00:00:00.000Z'
  const summary = { run, playbook: '', contentHash: '', startedAt, status: 'damaged', problem }
  expect(english(await listRuns(state))).toEqual([summary])
  expect(english(await concludeOrphans(state))).toEqual([{ kind: 'left', run, problem }])
  expect((await (await startHere(state, good, { key: 'key' })).finished).status).toBe('passed')
  expect((await listRuns(state)).map(({ status }) => status)).toEqual(['passed', 'damaged'])
  if (where === 'journal') await expect(readEvents(state, run, 0)).rejects.toThrow(problem.what)
  if (where === 'journal') await expect(allEvents(state, run)).rejects.toThrow(problem.what)
  // The command that is named fixes it.
  execFileSync('sh', ['-c', problem.hint])
  expect((await listRuns(state)).map(({ status }) => status).filter((status) => status === 'damaged')).toEqual([])
})

test('foreign files in the state folder are left alone', async () => {
  const { state } = stateWith(() => undefined)
  for (const name of ['notes.txt', '.hidden', 'runs/notes.txt', 'runs/20260101'])
    writeFileSync(join(state, name), victim)
  expect((await (await startHere(state, good)).finished).status).toBe('passed')
  expect((await listRuns(state)).map(({ status }) => status)).toEqual(['passed'])
  expect(readFileSync(join(state, 'runs/notes.txt'), 'utf8')).toBe(victim)
})

test.for<readonly [string, (path: string, other: string) => void, string | undefined]>([
  ['garbage', (path) => writeFileSync(path, 'garbage '.repeat(500)), undefined],
  ['a few bytes', (path) => writeFileSync(path, 'x'), undefined],
  ['a folder', (path) => mkdirSync(path), 'a folder'],
  ['a link', (path, other) => symlinkSync(other, path), 'a link'],
  ['a dangling link', (path) => symlinkSync('/nowhere/at-all', path), 'a link'],
  ['a named pipe', pipe, 'a named pipe'],
] as const)('%s in place of a target’s lock is said, with the command that moves it away', async ([, prepare, is]) => {
  const state = temporaryFolder()
  const other = join(temporaryFolder(), 'other')
  writeFileSync(other, victim.repeat(100))
  mkdirSync(join(state, 'locks'))
  const path = targetLockPath(state, 'lab')
  prepare(path, other)
  const started = startHere(state, good)
  if (is !== undefined) {
    await expect(started).rejects.toMatchObject({
      code: 'blocked',
      message: `${path} is ${is}, not a regular file.`,
      hint: `mv ${path} ${path}.old`,
    })
    expect(readdirSync(join(state, 'runs'))).toEqual([])
    execFileSync('sh', ['-c', `mv ${path} ${path}.old`])
  }
  expect((await (await (is === undefined ? started : startHere(state, good))).finished).status).toBe('passed')
  expect(readFileSync(other, 'utf8')).toBe(victim.repeat(100))
})

test('a lock that cannot be used costs its own run only', async () => {
  const state = temporaryFolder()
  const { folder, finished, id } = await startHere(state, good)
  await finished
  const lines = readFileSync(journalPath(folder), 'utf8').split(/(?<=\n)/)
  writeFileSync(journalPath(folder), lines.slice(0, -1).join(''))
  rmSync(aliveLockPath(folder))
  mkdirSync(aliveLockPath(folder))
  const what = `${aliveLockPath(folder)} is a folder, not a regular file.`
  expect(english(await listRuns(state))).toMatchObject([{ run: id, status: 'damaged', problem: { what } }])
  expect(english(await concludeOrphans(state))).toMatchObject([{ kind: 'left', run: id, problem: { what } }])
  expect((await (await startHere(state, good)).finished).status).toBe('passed')
})

test('what conclude sets aside is not written through a link', async () => {
  const state = temporaryFolder()
  const { folder, finished } = await startHere(state, good)
  await finished
  const other = join(temporaryFolder(), 'other')
  writeFileSync(other, victim)
  const bytes = readFileSync(journalPath(folder))
  writeFileSync(journalPath(folder), bytes.subarray(0, -9))
  symlinkSync(other, join(folder, 'journal.damaged.jsonl'))
  expect(await concludeOrphans(state)).toMatchObject([{ kind: 'concluded' }])
  expect(readFileSync(other, 'utf8')).toBe(victim)
})

const shipshape = (state: string, ...args: readonly string[]): Promise<Ended> =>
  shipshapeHere(args, { SHIPSHAPE_STATE: state }, catalogue)

test('a device in place of the state folder is never to be moved or removed', async () => {
  const { code, stderr } = await shipshape('/dev/null', 'run', 'good')
  expect([code, stderr]).toEqual([3, '/dev/null is a device, not a folder.\nls -l /dev/null\n'])
})

test.for<readonly [string, (state: string) => void, string, string]>([
  ['a file', (state) => writeFileSync(state, ''), 'STATE is a file, not a folder.', 'mv STATE STATE.old'],
  [
    'a dangling link',
    (state) => symlinkSync('/nowhere', state),
    'STATE is a link, not a folder.',
    'mv STATE STATE.old',
  ],
] as const)('a state folder that is %s is said, with one command', async ([, prepare, what, hint]) => {
  const state = join(temporaryFolder(), 'state')
  prepare(state)
  const { code, stdout, stderr } = await shipshape(state, 'run', 'good')
  expect({ code, stdout, stderr: stderr.replaceAll(state, 'STATE') }).toEqual({
    code: 3,
    stdout: '',
    stderr: `${what}\n${hint}\n`,
  })
  execFileSync('sh', ['-c', hint.replaceAll('STATE', state)])
  expect((await shipshape(state, 'run', 'good')).code).toBe(0)
})
