import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fromStdout, run, sh } from '../../../playbooks/model/index.ts'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { leftoversOf } from '../../../runner/runs/leftovers.ts'
import { english } from '../../fixtures/english.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { allEvents, startHere } from '../../fixtures/runs.ts'

/** The folder of a run of one step that saves a value, and its events until the undo began. */
const cutRun = async (): Promise<{ readonly folder: string; readonly events: readonly RunEvent[] }> => {
  const state = temporaryFolder()
  const one = make('one', {
    action: run(sh`touch one; echo kept`),
    saves: { word: fromStdout(/kept/) },
    undo: run(sh`rm one # ${{ from: 'step', step: 'one', name: 'word' }}`),
  })
  const { id, finished } = await startHere(state, playbookOf(one))
  await finished
  const events = await allEvents(state, id)
  return {
    folder: join(state, 'runs', id),
    events: events.slice(
      0,
      events.findIndex(({ type }) => type === 'undo-started'),
    ),
  }
}

test('of a step whose name was taken before it, only the command that shows that is named', async () => {
  const { folder, events } = await cutRun()
  expect(english(leftoversOf(folder, events))).toEqual([
    { what: 'Step “one” may not have been undone.', hint: 'rm one # kept' },
  ])
  const existed: RunEvent = {
    seq: 99,
    at: '2026-11-25T00:00:00.000Z',
    type: 'existed-before',
    step: 'one',
    problem: { what: { en: 'it existed', 'zh-cn': '已存在' }, hint: { en: 'ls -l one', 'zh-cn': 'ls -l one' } },
  }
  expect(english(leftoversOf(folder, [...events, existed]))).toEqual([
    { what: 'Step “one” may not have been undone.', hint: 'ls -l one' },
  ])
})

test('an empty saved value of an older journal is shown by its name, never left out of a command', async () => {
  const { folder, events } = await cutRun()
  const emptied = events.map((event) => (event.type === 'saved' ? { ...event, value: '' } : event))
  expect(english(leftoversOf(folder, emptied))).toEqual([
    { what: 'Step “one” may not have been undone.', hint: 'rm one # ‹word›' },
  ])
})
