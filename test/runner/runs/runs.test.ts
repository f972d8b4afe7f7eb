import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exits, run, sh } from '../../../playbooks/model/index.ts'
import { contentHash } from '../../../runner/core/hash.ts'
import { RunnerError } from '../../../runner/errors.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { emptyReport } from '../../../runner/protocol/report.ts'
import { listRuns, readEvents, watchEvents } from '../../../runner/runs/index.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { allEvents, startHere } from '../../fixtures/runs.ts'

const good = playbookOf(make('one'), make('two'))
const slow = playbookOf(make('one', { action: run(sh`touch one; echo begun; sleep 60`) }))

test('the report is the fold of the events, live and on disk', async () => {
  const state = temporaryFolder()
  const started = await startHere(state, good)
  const live = await allEvents(state, started.id)
  const report = await started.finished
  const onDisk = await readEvents(state, started.id, 0)
  expect(live).toEqual(onDisk)
  expect(live.map(({ seq }) => seq)).toEqual(live.map((_, index) => index + 1))
  expect(live.reduce(fold, emptyReport)).toEqual(report)
  expect([...live, ...onDisk].reduce(fold, emptyReport)).toEqual(report)
  expect(report).toMatchObject({
    run: started.id,
    playbook: 'fixture',
    status: 'passed',
    contentHash: await contentHash(good),
  })
})

test('a reader that comes back gets what it has not seen', async () => {
  const state = temporaryFolder()
  const started = await startHere(state, good)
  await started.finished
  const all = await readEvents(state, started.id, 0)
  expect(await readEvents(state, started.id, 4)).toEqual(all.slice(4))
  expect(await allEvents(state, started.id, all.length - 2)).toEqual(all.slice(-2))
})

test('a watcher can leave before the end', async () => {
  const state = temporaryFolder()
  const leaving = new AbortController()
  const started = await startHere(state, slow)
  for await (const event of watchEvents(state, started.id, 0, leaving.signal))
    if (event.type === 'output') leaving.abort()
  started.cancel()
  expect((await started.finished).status).toBe('cancelled')
})

test('a run keeps its own copy of the playbook, and only its owner may look', async () => {
  const state = temporaryFolder()
  const started = await startHere(state, good)
  await started.finished
  expect(JSON.parse(readFileSync(join(started.folder, 'playbook.json'), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(good)),
  )
  const modes = ['', 'journal.jsonl', 'playbook.json', 'request.json'].map(
    (name) => statSync(join(started.folder, name)).mode & 0o077,
  )
  expect(modes.filter((mode) => mode !== 0)).toEqual([])
})

test('one target runs one guide at a time, and the other one learns who has it', async () => {
  const state = temporaryFolder()
  const first = await startHere(state, slow)
  const second = await startHere(state, good).catch((error: unknown) => error)
  expect(second).toBeInstanceOf(RunnerError)
  const { code, message, hint } = second as RunnerError
  expect(code).toBe('busy')
  expect(message.replace(/since .*\)/, 'since …)')).toBe(
    `The target “lab” is used by a run of the guide “fixture” (${first.id}, since …).`,
  )
  // It is this process itself, which may serve pages.
  expect(hint).toBe('Wait until it has ended, or cancel it on the page of that guide.')
  expect((second as RunnerError).busyWith).toEqual({ run: first.id, playbook: 'fixture' })
  first.cancel()
  await first.finished
  expect((await (await startHere(state, good)).finished).status).toBe('passed')
})

test('the same key asks for the same run, however fast it is asked', async () => {
  const state = temporaryFolder()
  const runs = await Promise.all(Array.from({ length: 20 }, () => startHere(state, good, { key: 'k' })))
  expect(new Set(runs.map(({ id }) => id)).size).toBe(1)
  await runs[0]?.finished
  expect(await listRuns(state)).toHaveLength(1)
})

test('a key is remembered by the folder of its run', async () => {
  const state = temporaryFolder()
  const started = await startHere(state, good, { key: 'k' })
  const report = await started.finished
  const moved = temporaryFolder() // as another process sees it, which never started anything
  cpSync(state, moved, { recursive: true })
  const again = await startHere(moved, good, { key: 'k' })
  expect([again.id, await again.finished]).toEqual([started.id, report])
})

test('a start that is refused leaves nothing behind', async () => {
  const state = temporaryFolder()
  const wrong = { ...good, steps: [make('one'), make('one')] as const }
  await expect(startHere(state, wrong)).rejects.toThrow('The id “one” is used by more than one step.')
  await expect(startHere(state, good, { selection: { kind: 'to', step: 'ten' } })).rejects.toThrow('has no step “ten”')
  expect(readdirSync(state)).toEqual([])
})

test('runs are listed, newest first', async () => {
  const state = temporaryFolder()
  const failing = playbookOf(make('one', { checks: [exits(3)] }))
  const first = await startHere(state, good)
  await first.finished
  const second = await startHere(state, failing)
  await second.finished
  expect((await listRuns(state)).map(({ run: id, status }) => [id, status])).toEqual(
    [
      [second.id, 'failed'],
      [first.id, 'passed'],
    ].toSorted(([one = ''], [other = '']) => other.localeCompare(one)),
  )
})

test('of passed runs the newest twenty are kept, of others fifty', async () => {
  const state = temporaryFolder()
  const started = await startHere(state, good)
  await started.finished
  const copy = (index: number, status: string): void => {
    const id = `20260101-${String(index).padStart(6, '0')}-aaaaaa`
    cpSync(started.folder, join(state, 'runs', id), { recursive: true })
    if (status === 'passed') return
    const lines = readFileSync(join(started.folder, 'journal.jsonl'), 'utf8').split('\n').slice(0, -2)
    writeFileSync(join(state, 'runs', id, 'journal.jsonl'), `${lines.join('\n')}\n`)
  }
  for (let index = 0; index < 30; index += 1) copy(index, 'passed')
  copy(99, 'unfinished')
  await (
    await startHere(state, good)
  ).finished
  expect(readdirSync(join(state, 'runs'))).toHaveLength(21)
  expect(existsSync(join(state, 'runs', '20260101-000099-aaaaaa'))).toBe(true)
})
