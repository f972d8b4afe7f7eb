import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Words, run, sh } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import { ending, executeHere, statuses, undone } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const killed: Words = { en: 'The machine was killed.', 'zh-cn': '虚拟机被强制终止。' }

test('a target that dies under a step breaks the run at once, and only its session is closed', async () => {
  let closed = 0
  const die = Promise.withResolvers<Words>()
  const target = scriptedTarget({ died: die.promise, onClose: () => Promise.resolve(void (closed += 1)) })
  const began = Date.now()
  const done = await executeHere(
    playbookOf(make('one'), make('two', { action: run(sh`echo begun; sleep 60`) }), make('three')),
    {
      target,
      onEvent: (event) => event.type === 'output' && event.text.includes('begun') && die.resolve(killed),
    },
  )
  expect(Date.now() - began).toBeLessThan(3000)
  expect(statuses(done)).toEqual({ one: 'passed', two: 'broken', three: 'not-reached' })
  expect(undone(done)).toEqual([])
  expect(closed).toBe(1)
  expect(ending(done)).toEqual({
    status: 'broken',
    why: 'The machine was killed. Run the guide again; a fresh target is made for it.',
    leftovers: [],
  })
})

test('a command that fails because its target is dying does not make the guide fail', async () => {
  const died = wait(400, killed)
  const done = await executeHere(playbookOf(make('one', { action: run(sh`sleep 0.2; exit 255`) })), {
    target: scriptedTarget({ died }),
  })
  expect(ending(done)).toMatchObject({ status: 'broken' })
})

test('a target that is known to be dead only after it broke a step is not asked to undo anything', async () => {
  const broken = new RunnerError('broken', 'ssh: connection lost.', { hint: 'Run the guide again.' })
  const target = scriptedTarget({
    died: wait(600, killed),
    observe: () => {
      throw broken
    },
  })
  const done = await executeHere(playbookOf(make('one')), { target })
  expect(undone(done)).toEqual([])
  expect(ending(done)).toMatchObject({ status: 'broken', leftovers: [] })
})

test('a target that does not open breaks the run', async () => {
  const target = scriptedTarget({
    onOpen: () => Promise.reject(new RunnerError('broken', 'QEMU ended.', { hint: 'Look at qemu.log.' })),
  })
  const done = await executeHere(playbookOf(make('one')), { target })
  expect(ending(done)).toEqual({ status: 'broken', why: 'QEMU ended. Look at qemu.log.', leftovers: [] })
})

test('a target that does not close is a leftover', async () => {
  const target = scriptedTarget({
    onClose: () => Promise.reject(new RunnerError('broken', 'It is stuck.', { hint: 'kill 7' })),
  })
  expect(ending(await executeHere(playbookOf(make('one')), { target }))).toEqual({
    status: 'broken',
    why: 'Not everything was undone.',
    leftovers: [{ what: 'The target was not restored: It is stuck.', hint: 'kill 7' }],
  })
})

test('why a target does not close is reported with the error’s message alone', async () => {
  const target = scriptedTarget({ onClose: () => Promise.reject(new Error('EBUSY: resource busy')) })
  expect(ending(await executeHere(playbookOf(make('one')), { target }))).toMatchObject({
    leftovers: [{ what: 'The target was not restored: EBUSY: resource busy', hint: 'npx shipshape doctor' }],
  })
})
