import { expect, test } from 'vitest'
import { alike, exits, run, sh } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import type { Unavailable } from '../../../runner/protocol/unavailable.ts'
import { ending, executeHere, statuses, undone, whyOf } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const noTag: Unavailable = {
  kind: 'named',
  name: 'nginx:1.99',
  problem: { what: alike('there is no stand-in for nginx:1.99'), hint: alike('Use another image.') },
}
const missing = (...found: readonly Unavailable[]): ReturnType<typeof scriptedTarget> =>
  scriptedTarget({ unavailable: () => Promise.resolve(found) })

/** It fails, as a pull does that finds nothing. */
const pulls = make('pulls', { action: run(sh`echo docker run --name web nginx:1.99; false`), undo: 'nothing' })
const uses = make('uses', { action: run(sh`echo docker logs web; touch uses`) })
const again = make('again', { action: run(sh`echo docker run nginx:1.99; touch again`) })

test('a step that could not get something from outside is blocked, and so are those that build on it', async () => {
  const done = await executeHere(playbookOf(make('one'), pulls, uses, again, make('other')), { target: missing(noTag) })
  expect(statuses(done)).toEqual({
    one: 'passed',
    pulls: 'blocked',
    uses: 'blocked',
    again: 'blocked',
    other: 'passed',
  })
  expect(whyOf(done, 'pulls')).toBe('there is no stand-in for nginx:1.99. Use another image.')
  expect(undone(done)).toEqual(['other', 'one'])
  expect(ending(done)).toEqual({
    status: 'incomplete',
    why: 'Steps 2–4 were blocked: there is no stand-in for nginx:1.99. Use another image.',
    leftovers: [],
  })
})

test('a run in which every step is blocked is blocked', async () => {
  const done = await executeHere(playbookOf(pulls, uses), { target: missing(noTag) })
  expect(ending(done)).toMatchObject({ status: 'blocked' })
})

test('a step that fails while nothing from outside is missing fails its guide', async () => {
  const done = await executeHere(playbookOf(pulls, uses), { target: missing() })
  expect(statuses(done)).toEqual({ pulls: 'failed', uses: 'not-reached' })
})

test('what an earlier step should have made is no matter of the world outside', async () => {
  const builds = make('builds', { action: run(sh`echo docker build -t nginx:1.99 .; touch builds`) })
  const done = await executeHere(playbookOf(builds, pulls), { target: missing(noTag) })
  expect(statuses(done)).toEqual({ builds: 'passed', pulls: 'failed' })
})

test('a failing pull that the guide shows on purpose passes, and nothing is asked', async () => {
  let asked = 0
  const target = scriptedTarget({
    unavailable: () => {
      asked += 1
      return Promise.resolve([noTag])
    },
  })
  const shows = make('shows', {
    action: run(sh`echo docker run nginx:1.99; exit 125`),
    expectFailure: { kind: 'exits', code: 125 },
    checks: [exits(125)],
    undo: 'nothing',
  })
  const done = await executeHere(playbookOf(shows), { target })
  expect([statuses(done), asked]).toEqual([{ shows: 'passed' }, 0])
})

test('a step is broken when it cannot be found out what was missing', async () => {
  const target = scriptedTarget({
    unavailable: () => Promise.reject(new RunnerError('broken', 'The list is gone.', { hint: 'Run it again.' })),
  })
  const done = await executeHere(playbookOf(pulls), { target })
  expect(statuses(done)).toEqual({ pulls: 'broken' })
})
