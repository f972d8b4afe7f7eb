import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { byHand, exits, run, sh } from '../../../playbooks/model/index.ts'
import type { Person } from '../../../runner/contract/person.ts'
import { ending, executeHere, statuses, temporaryFolder, timeless, undone, whyOf } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const click = { en: 'Click “New”.', 'zh-cn': '点击“新建”。' }
const clicks = make('clicked', { action: byHand(click), checks: [fileIs('clicked', 'present')] })
const reads = make('reads', {
  action: run(sh`cat clicked`),
  checks: [exits(0), fileIs('clicked', 'present')],
  undo: 'nothing',
  idempotent: 'It only looks.',
})

/** Does it after a while, in the home of the steps, or only says so. */
const personIn = (home: string, waitMs: number, isHonest = true): Person => ({
  done: async () => {
    await sleep(waitMs)
    if (isHonest) writeFileSync(join(home, 'clicked'), '')
    return 'page'
  },
})

test('a step by hand waits for the person, is judged by its checks, and is undone like any other', async () => {
  const home = temporaryFolder()
  const done = await executeHere(playbookOf(clicks, reads), {
    target: scriptedTarget({ home }),
    person: personIn(home, 0),
  })
  expect(statuses(done)).toEqual({ clicked: 'passed', reads: 'passed' })
  expect(ending(done)).toMatchObject({ status: 'passed', leftovers: [] })
  expect(undone(done)).toEqual(['clicked'])
  const first = done.events.filter((event) => 'step' in event && event.step === 'clicked').map(timeless)
  expect(first.slice(0, 3)).toEqual([
    { type: 'step-started', step: 'clicked', shown: 'Click “New”.', actual: '' },
    { type: 'waiting-for-reader', step: 'clicked', instruction: 'Click “New”.' },
    { type: 'reader-done', step: 'clicked', saidIn: 'page', waitedMs: expect.any(Number) as number },
  ])
  expect(done.report.steps[0]).toMatchObject({ status: 'passed', saidIn: 'page' })
})

test('the time that a person takes is not the step’s, and has no deadline', async () => {
  const home = temporaryFolder()
  const impatient = { ...clicks, deadline: '1ms' as const }
  const done = await executeHere(playbookOf(impatient), {
    target: scriptedTarget({ home }),
    person: personIn(home, 1_200),
  })
  expect(statuses(done)).toEqual({ clicked: 'passed' })
  expect(done.report.steps[0]?.milliseconds).toBeLessThan(1_000)
  expect(done.events).toContainEqual(expect.objectContaining({ type: 'reader-done' }))
  const waited = done.events.flatMap((event) => (event.type === 'reader-done' ? [event.waitedMs] : []))
  expect(waited[0]).toBeGreaterThan(1_100)
})

test('a person who says that it is done, and has not done it, fails the step', async () => {
  const home = temporaryFolder()
  const done = await executeHere(playbookOf(clicks, reads), {
    target: scriptedTarget({ home }),
    person: personIn(home, 0, false),
  })
  expect(statuses(done)).toEqual({ clicked: 'failed', reads: 'not-reached' })
})

test('a run that waits for a person can be cancelled, and what may be half done is undone', async () => {
  const cancel = new AbortController()
  const done = await executeHere(playbookOf(clicks, reads), {
    person: { done: () => new Promise(() => undefined) },
    cancel: cancel.signal,
    onEvent: ({ type }) => (type === 'waiting-for-reader' ? setImmediate(() => cancel.abort()) : undefined),
  })
  expect(statuses(done)).toEqual({ clicked: 'skipped', reads: 'not-reached' })
  expect(done.report.steps[0]).not.toHaveProperty('waitsFor')
  expect([done.report.status, undone(done)]).toEqual(['cancelled', ['clicked']])
})

test.each(['run', 'verify'] as const)(
  'without a person, %s blocks the step and those that build on it, and passes none of them',
  async (mode) => {
    const person = mode === 'verify' ? { person: { done: () => Promise.resolve('page' as const) } } : {}
    const done = await executeHere(playbookOf(clicks, reads, make('other')), { mode, ...person })
    expect(statuses(done)).toEqual({ clicked: 'blocked', reads: 'blocked', other: 'passed' })
    expect(done.report.status).toBe('incomplete')
    expect(whyOf(done, 'clicked')).toBe(
      'only a person can do this step, and nobody is there. ' +
        'Run the guide from its page, or in a terminal, and do the step when it asks you to.',
    )
  },
)
