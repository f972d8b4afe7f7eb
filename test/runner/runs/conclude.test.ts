import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { emptyReport } from '../../../runner/protocol/report.ts'
import { concludeOrphans, listRuns, readEvents, reapBy } from '../../../runner/runs/index.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { english } from '../../fixtures/english.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { journalOf } from '../../fixtures/journals.ts'
import { orphan, start } from '../../fixtures/orphan.ts'
import { allEvents, startHere } from '../../fixtures/runs.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

const ended = 'The runner was ended in the middle of this run.'

test(
  'a run whose runner was killed is finished as broken, and says what may be left',
  { timeout: 30_000 },
  async () => {
    const state = temporaryFolder()
    const id = await orphan(state)
    expect((await listRuns(state)).map(({ status }) => status)).toEqual(['broken'])
    expect(english(await concludeOrphans(state))).toEqual([
      {
        kind: 'concluded',
        run: id,
        leftovers: [
          { what: 'Step “two” may not have been undone.', hint: 'rm two' },
          { what: 'Step “one” may not have been undone.', hint: 'rm one' },
        ],
      },
    ])
    const report = (await readEvents(state, id, 0)).reduce(fold, emptyReport)
    expect(english(report)).toMatchObject({
      status: 'broken',
      why: 'The runner was ended in the middle of this run.',
      steps: [
        { id: 'one', status: 'passed' },
        { id: 'two', status: 'broken', why: 'It was never finished.' },
      ],
      leftovers: [
        { what: 'Step “two” may not have been undone.', hint: 'rm two' },
        { what: 'Step “one” may not have been undone.', hint: 'rm one' },
      ],
    })
    expect(await concludeOrphans(state)).toEqual([])
    expect((await (await startHere(state, playbookOf(make('one')))).finished).status).toBe('passed')
  },
)

test(
  'what is left is cleaned up by the target, and a truncated journal can be appended to',
  { timeout: 30_000 },
  async () => {
    const state = temporaryFolder()
    const id = await orphan(state)
    const folder = join(state, 'runs', id)
    appendFileSync(join(folder, 'journal.jsonl'), '{"seq":99,"at":"20')
    const reaped: string[] = []
    await concludeOrphans(state, (path, target) => Promise.resolve(reaped.push(path, target) > 0))
    expect(reaped).toEqual([folder, 'lab'])
    const events = await readEvents(state, id, 0)
    expect(english(events.at(-1))).toMatchObject({
      type: 'run-finished',
      status: 'broken',
      why: `${ended} The end of its journal was not complete and has been set aside.`,
      leftovers: [],
    })
    expect(readFileSync(join(folder, 'journal.damaged.jsonl'), 'utf8').endsWith('{"seq":99,"at":"20')).toBe(true)
  },
)

test(
  'what the steps of a killed run wrote is removed when it had secrets, which nobody knows any more',
  {
    timeout: 30_000,
  },
  async () => {
    const state = temporaryFolder()
    const folder = join(state, 'runs', await orphan(state))
    const request = JSON.parse(readFileSync(join(folder, 'request.json'), 'utf8')) as object
    writeFileSync(join(folder, 'request.json'), JSON.stringify({ ...request, hasSecrets: true }))
    await concludeOrphans(state)
    expect(readdirSync(folder).toSorted()).toEqual(['journal.jsonl', 'playbook.json', 'request.json'])
  },
)

test('what a killed run made is reported where only undo removes it', { timeout: 30_000 }, async () => {
  const state = temporaryFolder()
  const id = await orphan(state)
  const reaped: string[] = []
  const target: Target = {
    ...scriptedTarget(),
    keepsWhatStepsMade: true,
    reap: (folder) => Promise.resolve(void reaped.push(folder)),
  }
  await concludeOrphans(state, reapBy([target]))
  const report = (await readEvents(state, id, 0)).reduce(fold, emptyReport)
  expect([reaped, report.leftovers.map(({ hint }) => hint.en)]).toEqual([
    [join(state, 'runs', id)],
    ['rm two', 'rm one'],
  ])
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
  const go = join(state, 'go')
  const starters = Array.from({ length: 10 }, () => start(state, `until [ -e '${go}' ]; do sleep 0.1; done`))
  const said = await Promise.all(starters.map((starter) => starter.said('\n')))
  const winners = said.flatMap((text) => /started (\S+)/.exec(text)?.[1] ?? [])
  expect(winners).toHaveLength(1)
  const losers = said.filter((text) =>
    text.startsWith(`busy: The target “lab” is used by a run of the guide “fixture” (${winners[0] ?? ''}, since `),
  )
  expect(losers).toHaveLength(9)
  expect(readdirSync(join(state, 'runs'))).toEqual(winners)
  writeFileSync(go, '')
  await Promise.all(starters.map(({ ended }) => ended))
})

test('whenever a runner is killed, its run can be concluded and the next one works', { timeout: 60_000 }, async () => {
  const state = temporaryFolder()
  for (const afterMs of [0, 60, 120, 180, 240, 300]) {
    const { child, said, ended } = start(state, 'true')
    if (afterMs > 0) await said('started')
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    child.kill('SIGKILL')
    await ended
    await concludeOrphans(state)
  }
  const ends = await Promise.all(
    (await listRuns(state)).map(async ({ run }) => (await readEvents(state, run, 0)).at(-1)?.type),
  )
  expect(ends.filter((type) => type !== 'run-finished')).toEqual([])
  expect((await (await startHere(state, playbookOf(make('one')))).finished).status).toBe('passed')
})

test('a damaged old run does not stop new ones', async () => {
  const state = temporaryFolder()
  const folder = join(state, 'runs', '20260101-000000-aaaaaa')
  mkdirSync(folder, { recursive: true })
  const started: RunEvent = {
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    type: 'run-started',
    format: 4,
    run: 'r',
    playbook: 'p',
    contentHash: 'h',
    mode: 'run',
    steps: ['one'],
    scope: { asked: { kind: 'all' }, of: 1 },
  }
  writeFileSync(join(folder, 'journal.jsonl'), journalOf([started]))
  writeFileSync(join(folder, 'request.json'), '')
  expect(await concludeOrphans(state)).toMatchObject([{ kind: 'concluded', run: '20260101-000000-aaaaaa' }])
  expect(english((await readEvents(state, '20260101-000000-aaaaaa', 1))[0])).toMatchObject({
    status: 'broken',
    leftovers: [
      {
        what: 'What this run left behind is unknown, because its own files are damaged.',
        hint: `Look at ${folder}.`,
      },
    ],
  })
})

test('a run of an earlier format is said to be one, is not changed, and stops nothing', async () => {
  const state = temporaryFolder()
  const folder = join(state, 'runs', '20260101-000000-bbbbbb')
  mkdirSync(folder, { recursive: true })
  const started = {
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    type: 'run-started',
    run: 'r',
    playbook: 'p',
    contentHash: 'h',
    mode: 'run',
    steps: ['one'],
  }
  const finished = {
    seq: 2,
    at: '2026-01-01T00:00:01.000Z',
    type: 'run-finished',
    status: 'failed',
    why: 'An English sentence.',
    leftovers: [],
    milliseconds: 1,
  }
  const asThen = [started, finished] as unknown as RunEvent[] // what an earlier version wrote
  const text = journalOf(asThen)
  writeFileSync(join(folder, 'journal.jsonl'), text)
  const older = 'an older version of Shipshape'
  const problem = {
    what: `The journal ${folder}/journal.jsonl was written by ${older}, which this one does not read.`,
    hint: `rm -r ${folder}`,
  }
  const run = '20260101-000000-bbbbbb'
  expect(english(await concludeOrphans(state))).toEqual([{ kind: 'left', run, problem }])
  expect(english(await listRuns(state))).toEqual([
    { run, playbook: '', contentHash: '', startedAt: '2026-01-01T00:00:00.000Z', status: 'other-version', problem },
  ])
  await expect(readEvents(state, run, 0)).rejects.toThrow(problem.what)
  await expect(allEvents(state, run)).rejects.toThrow(problem.what)
  expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe(text)
})
