import { expect, test } from 'vitest'
import { run, sh } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import type { UsedStandIn } from '../../../runner/protocol/events.ts'
import { isWhole } from '../../../runner/protocol/scope.ts'
import { ending, executeHere, statuses, undone } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const three = playbookOf(make('one'), make('two'), make('three'))

test('a run of a part says of how many steps it is a part', async () => {
  const { report } = await executeHere(three, { selection: { kind: 'to', step: 'two' } })
  expect(report.scope).toEqual({ asked: { kind: 'to', step: 'two' }, of: 3 })
  expect([report.status, report.steps.length, isWhole(report)]).toEqual(['passed', 2, false])
})

test('a run up to the last step is one of the whole guide', async () => {
  const { report } = await executeHere(three, { selection: { kind: 'only', step: 'three' } })
  expect([report.status, isWhole(report)]).toEqual(['passed', true])
})

const nginx: UsedStandIn = { image: 'nginx:1.26', digest: `sha256:${'1'.repeat(64)}` }
const busybox: UsedStandIn = { image: 'busybox:1.37', digest: `sha256:${'2'.repeat(64)}` }

test('a report names each stand-in once, also one that only an undo used', async () => {
  const served: UsedStandIn[] = []
  const target = scriptedTarget({ standIns: () => Promise.resolve([...served]) })
  const { events, report } = await executeHere(
    playbookOf(make('one'), make('two', { undo: run(sh`rm two; echo undone`) })),
    {
      target,
      onEvent: (event) => {
        if (event.type === 'step-started' && event.step === 'two') served.push(nginx)
        if (event.type === 'undo-started' && event.step === 'one') served.push(busybox)
      },
    },
  )
  expect(report.standIns).toEqual([nginx, busybox])
  const order = events.flatMap((event) => {
    if (event.type === 'stand-ins') return [event.standIns.map(({ image }) => image).join()]
    return event.type === 'step-finished' || event.type === 'undo-finished' ? [`${event.type} ${event.step}`] : []
  })
  expect(order).toEqual([
    'step-finished one',
    'nginx:1.26',
    'step-finished two',
    'undo-finished two',
    'undo-finished one',
    'busybox:1.37',
  ])
})

test('a run whose stand-ins cannot be read is broken, and what it did is undone', async () => {
  const target = scriptedTarget({
    standIns: () => Promise.reject(new RunnerError('broken', 'The log is gone.', { hint: 'Run it again.' })),
  })
  const done = await executeHere(playbookOf(make('one')), { target })
  expect(statuses(done)).toEqual({ one: 'broken' })
  expect(undone(done)).toEqual(['one'])
  expect(ending(done)).toEqual({ status: 'broken', why: 'The log is gone. Run it again.', leftovers: [] })
})
