import { expect, test } from 'vitest'
import { exits, perTarget, run, sh } from '../../../playbooks/model/index.ts'
import { nearest } from '../../../runner/core/nearest.ts'
import { plan } from '../../../runner/core/plan.ts'
import type { Selection } from '../../../runner/protocol/scope.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

const three = playbookOf(make('one'), make('two'), make('three'))

test.for<readonly [Selection, readonly string[], number]>([
  [{ kind: 'all' }, ['one', 'two', 'three'], 0],
  [{ kind: 'to', step: 'two' }, ['one', 'two'], 0],
  [{ kind: 'only', step: 'two' }, ['one', 'two'], 1],
  [{ kind: 'only', step: 'one' }, ['one'], 0],
])('%j', ([selection, ids, preparation]) => {
  const planned = plan(three, 'lab', selection)
  expect([planned.steps.map((step) => step.id), planned.preparation]).toEqual([ids, preparation])
})

test('what differs on a target is chosen', () => {
  const other = run(sh`docker ps`)
  const step = make('one', {
    action: perTarget(run(sh`true`), { engine: other }),
    checks: perTarget([exits(0)], { engine: [exits(1)] }),
    undo: perTarget('nothing', {}),
  })
  const playbook = { ...playbookOf(step), targets: ['lab', 'engine'] as const }
  expect(plan(playbook, 'engine', { kind: 'all' }).steps[0]).toMatchObject({
    action: other,
    checks: [exits(1)],
    undo: 'nothing',
    deadlineMs: 120_000,
  })
  expect(plan(playbook, 'lab', { kind: 'all' }).steps[0]).toMatchObject({ action: run(sh`true`), checks: [exits(0)] })
})

test('an unknown step or target is refused, and the nearest is named', () => {
  const refusal = (act: () => unknown): unknown => {
    try {
      return act()
    } catch (error) {
      return { ...(error as object), message: (error as Error).message }
    }
  }
  expect(refusal(() => plan(three, 'lab', { kind: 'to', step: 'thre' }))).toMatchSnapshot()
  expect(refusal(() => plan(three, 'lab', { kind: 'only', step: 'something-else' }))).toMatchSnapshot()
  expect(refusal(() => plan(three, 'moon', { kind: 'all' }))).toMatchSnapshot()
})

test.for([
  ['boot2dcoker', 'boot2docker'],
  ['boot', 'boot2docker'],
  ['verfiy', 'verify'],
  ['xyz', undefined],
] as const)('nearest to %s is %s', ([word, expected]) => {
  expect(nearest(word, ['boot2docker', 'verify', 'compose'])).toBe(expected)
})
