import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, expect, test } from 'vitest'
import { fold } from '../../../runner/protocol/fold.ts'
import { emptyReport } from '../../../runner/protocol/report.ts'
import { concludeOrphans, listRuns, readEvents } from '../../../runner/runs/index.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { allEvents, startHere } from '../../fixtures/runs.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

const starter = new URL('../../fixtures/starter.ts', import.meta.url).pathname

interface Starter {
  readonly child: ChildProcess
  /** What it says, up to a text; all of it when that never comes. */
  readonly said: (text: string) => Promise<string>
}

const start = (state: string, line: string): Starter => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', starter, state, line], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let heard = ''
  const ended = once(child, 'close')
  child.stdout.on('data', (data: Buffer) => (heard += data.toString()))
  return {
    child,
    said: async (text) => {
      while (!heard.includes(text) && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), ended])
      if (!heard.includes(text)) await ended
      return heard
    },
  }
}

/** A run whose runner was killed in the middle of its second step. The step ends by itself soon. */
const orphan = async (state: string): Promise<string> => {
  const { child, said } = start(state, 'echo begun; sleep 2')
  const id = /started (\S+)/.exec(await said('started '))?.[1] ?? ''
  for (let seen = ''; !seen.includes('begun\\n'); ) seen = JSON.stringify(await readEvents(state, id, 0))
  child.kill('SIGKILL')
  await once(child, 'close')
  return id
}

test('a run whose runner was killed is finished as broken, and says what may be left', { timeout: 30_000 }, async () => {
  const state = temporaryFolder()
  const id = await orphan(state)
  expect((await listRuns(state)).map(({ status }) => status)).toEqual(['broken'])
  expect(await concludeOrphans(state)).toEqual([id])
  const report = (await readEvents(state, id, 0)).reduce(fold, emptyReport)
  expect(report).toMatchObject({
    status: 'broken',
    why: 'The runner was ended in the middle of this run.',
    steps: [{ id: 'one', status: 'passed' }, { id: 'two', status: 'broken', why: 'It was never finished.' }],
    leftovers: [
      { what: 'Step “two” may not have been taken back.', hint: 'rm two' },
      { what: 'Step “one” may not have been taken back.', hint: 'rm one' },
    ],
  })
  expect(await concludeOrphans(state)).toEqual([])
  expect((await (await startHere(state, playbookOf(make('one')))).finished).status).toBe('passed')
})

test('what is left is cleaned up by whoever knows how, and a cut journal can be added to', { timeout: 30_000 }, async () => {
  const state = temporaryFolder()
  const id = await orphan(state)
  const folder = join(state, 'runs', id)
  appendFileSync(join(folder, 'journal.jsonl'), '{"seq":99,"at":"20')
  const reaped: string[] = []
  await concludeOrphans(state, (path, target) => Promise.resolve(void reaped.push(path, target)))
  expect(reaped).toEqual([folder, 'lab'])
  const events = await readEvents(state, id, 0)
  expect(events.at(-1)).toMatchObject({
    type: 'run-finished',
    status: 'broken',
    why: 'The runner was ended in the middle of this run. The end of its journal was damaged and has been set aside.',
    leftovers: [],
  })
  expect(readFileSync(join(folder, 'journal.damaged.jsonl'), 'utf8').endsWith('{"seq":99,"at":"20')).toBe(true)
})

test('a watcher of a run whose runner is killed does not wait for ever', { timeout: 30_000 }, async () => {
  const state = temporaryFolder()
  const id = await orphan(state)
  expect((await allEvents(state, id)).at(-1)?.type).toBe('output')
})

test('a live run is left alone', async () => {
  const state = temporaryFolder()
  const { said } = start(state, 'echo begun; sleep 1')
  await said('started')
  expect(await concludeOrphans(state)).toEqual([])
  expect(await said('ended')).toContain('ended passed')
})

test('of ten runners that start at once one wins, and the others name it', { timeout: 60_000 }, async () => {
  const state = temporaryFolder()
  const said = await Promise.all(Array.from({ length: 10 }, () => start(state, 'sleep 8').said('\n')))
  const winners = said.flatMap((text) => /started (\S+)/.exec(text)?.[1] ?? [])
  expect(winners).toHaveLength(1)
  const losers = said.filter((text) => text.startsWith(`busy: The target “lab” is used by run ${winners[0] ?? ''} (process`))
  expect(losers).toHaveLength(9)
  expect(readdirSync(join(state, 'runs'))).toEqual(winners)
  expect(existsSync(join(state, 'locks', 'lab.lock'))).toBe(true)
})
