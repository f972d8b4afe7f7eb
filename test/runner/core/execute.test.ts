import { expect, test } from 'vitest'
import { contains, exits, fromStdout, prints, run, sh, text } from '../../../playbooks/model/index.ts'
import { RunnerError } from '../../../runner/errors.ts'
import type { EventBody } from '../../../runner/protocol/events.ts'
import { ending, executeHere, hastyClock, statuses, timeless, undone, whyOf } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

/** Aborts the controller when such an event comes. */
const on =
  (controller: AbortController, wanted: (event: EventBody) => boolean) =>
  (event: EventBody): void => {
    if (wanted(event)) controller.abort()
  }

test('a guide that is right passes, and every event is reported in order', async () => {
  const done = await executeHere(playbookOf(make('one')), { mode: 'verify' })
  expect(done.events.map(timeless)).toMatchSnapshot()
})

test('a wrong check fails the run: others are looked at, later steps not reached, undo runs last-first', async () => {
  const two = make('two', { checks: [exits(0), fileIs('three', 'present'), prints(contains(text`making two`))] })
  const done = await executeHere(playbookOf(make('one'), two, make('three')))
  expect(statuses(done)).toEqual({ one: 'passed', two: 'failed', three: 'not-reached' })
  expect(whyOf(done, 'two')).toBe(
    '“file three on this computer is present” does not hold: expected present, saw absent.',
  )
  expect(done.report.steps[1]?.checks.map((check) => check.verdict.holds)).toEqual([true, false, true])
  expect(undone(done)).toEqual(['two', 'one'])
  expect(ending(done)).toEqual({ status: 'failed', why: undefined, leftovers: [] })
})

test('a check may settle within its time', async () => {
  let looks = 0
  const settling = scriptedTarget({
    observe: () => ({ kind: 'state', state: (looks += 1) < 3 ? 'absent' : 'present' }),
  })
  const done = await executeHere(playbookOf(make('late', { checks: [fileIs('late', 'present', '30s')] })), {
    target: settling,
    clock: hastyClock,
  })
  expect(statuses(done)).toEqual({ late: 'passed' })
  expect(done.report.steps[0]?.checks[0]?.verdict.tries).toBe(3)
})

test('a check that does not settle fails once its time is over', async () => {
  const done = await executeHere(
    playbookOf(make('never', { action: run(sh`:`), checks: [fileIs('never', 'present', '300ms')], undo: 'nothing' })),
  )
  expect(statuses(done)).toEqual({ never: 'failed' })
})

test('verify fails a check that held before its step', async () => {
  const again = make('again', { action: run(sh`touch one`), checks: [exits(0), fileIs('one', 'present')] })
  const steps = playbookOf(make('one'), again)
  const verified = await executeHere(steps, { mode: 'verify' })
  expect(statuses(verified)).toEqual({ one: 'passed', again: 'failed' })
  expect(whyOf(verified, 'again')).toBe(
    '“file one on this computer is present” held before the step, so it proves nothing.',
  )
  expect(undone(verified)).toEqual(['one'])
  const sure = make('again', {
    action: run(sh`touch one`),
    checks: [fileIs('one', 'present')],
    undo: 'nothing',
    idempotent: 'It makes sure.',
  })
  expect(statuses(await executeHere(playbookOf(make('one'), sure), { mode: 'verify' }))).toEqual({
    one: 'passed',
    again: 'passed',
  })
})

test('verify does not ask of one check what it says cannot be asked, and still asks the others', async () => {
  const lasting = {
    kind: 'file',
    where: 'host',
    path: text`one`,
    state: 'present',
    mayHoldBefore: 'It must not be lost.',
  } as const
  const careful = make('careful', { checks: [lasting, fileIs('careful', 'present')] })
  expect(statuses(await executeHere(playbookOf(make('one'), careful), { mode: 'verify' }))).toEqual({
    one: 'passed',
    careful: 'passed',
  })
  const green = make('green', { checks: [lasting, fileIs('one', 'present')] })
  expect(statuses(await executeHere(playbookOf(make('one'), green), { mode: 'verify' }))).toEqual({
    one: 'passed',
    green: 'failed',
  })
})

test('a value is found by its pattern with the pattern’s flags', async () => {
  const one = make('one', { action: run(sh`touch one; echo PORT 80`), saves: { port: fromStdout(/^port (\d+)$/i) } })
  const done = await executeHere(playbookOf(one))
  expect(done.events.flatMap((event) => (event.type === 'saved' ? [event.value] : []))).toEqual(['80'])
})

test('a step that a later one undoes is not undone twice', async () => {
  const away = make('away', {
    action: run(sh`rm one`),
    checks: [fileIs('one', 'absent')],
    undo: 'nothing',
    undoes: [make('one')],
  })
  expect(undone(await executeHere(playbookOf(make('one'), make('two'), away)))).toEqual(['two'])
})

test('a pass that cannot be undone is no pass, and the command to do it is reported', async () => {
  const one = make('one', { undo: run(sh`echo 'no way' >&2; (exit 5)`) })
  const done = await executeHere(playbookOf(one, make('two')))
  expect(undone(done)).toEqual(['two', 'one'])
  expect(ending(done)).toEqual({
    status: 'broken',
    why: 'Not everything was undone.',
    leftovers: [{ what: 'Step “one” was not undone: exit code 5, “no way”.', hint: "echo 'no way' >&2; (exit 5)" }],
  })
})

test('a failed undo does not hide the first failure', async () => {
  const one = make('one', { checks: [exits(3)], undo: run(sh`exit 5`) })
  expect(ending(await executeHere(playbookOf(one)))).toMatchObject({
    status: 'failed',
    leftovers: [{ hint: 'exit 5' }],
  })
})

test('a cancel in the middle of a step ends it and undoes what was done, in reverse', async () => {
  const cancel = new AbortController()
  const long = make('long', { action: run(sh`touch long; echo begun; sleep 60`) })
  const began = Date.now()
  const done = await executeHere(playbookOf(make('one'), long, make('three')), {
    cancel: cancel.signal,
    onEvent: on(cancel, (event) => event.type === 'output' && event.text.includes('begun')),
  })
  expect(Date.now() - began).toBeLessThan(5000)
  expect(statuses(done)).toEqual({ one: 'passed', long: 'skipped', three: 'not-reached' })
  expect(undone(done)).toEqual(['long', 'one'])
  expect(ending(done)).toEqual({ status: 'cancelled', why: undefined, leftovers: [] })
})

test.for([
  ['closes: what it made is gone with it', () => Promise.resolve(), []],
  [
    'does not close: what stays is reported',
    () => Promise.reject(new RunnerError('broken', 'It is stuck.', { hint: 'kill 7' })),
    [
      { what: 'Step “long” was not undone: it was skipped because the run was cancelled twice.', hint: 'rm long' },
      { what: 'Step “one” was not undone: it was skipped because the run was cancelled twice.', hint: 'rm one' },
      { what: 'The target was not restored: It is stuck.', hint: 'kill 7' },
    ],
  ],
] as const)('a second cancel gives up on undo, and the session %s', async ([, onClose, leftovers]) => {
  const hurry = new AbortController()
  const long = make('long', { action: run(sh`touch long; trap '' INT TERM; echo begun; sleep 3`) })
  const done = await executeHere(playbookOf(make('one'), long), {
    hurry: hurry.signal,
    target: scriptedTarget({ onClose }),
    onEvent: on(hurry, (event) => event.type === 'output' && event.text.includes('begun')),
  })
  expect(ending(done)).toEqual({ status: 'cancelled', why: undefined, leftovers })
})

test('a mistake of ours is thrown, after everything is restored', async () => {
  const events: EventBody[] = []
  let looks = 0
  const target = scriptedTarget({
    observe: () => {
      looks += 1
      if (looks === 1) throw new TypeError('x is undefined')
      return undefined
    },
  })
  await expect(
    executeHere(playbookOf(make('one')), { target, onEvent: (event) => events.push(event) }),
  ).rejects.toThrow('everything was undone')
  expect(events.slice(-2)).toMatchObject([
    { type: 'undo-finished', clean: true },
    { type: 'run-finished', status: 'broken' },
  ])
})

test('a mistake of ours while a run is being cancelled is thrown too', async () => {
  const cancel = new AbortController()
  const events: EventBody[] = []
  const target = scriptedTarget({
    onOpen: () => {
      cancel.abort()
      throw new TypeError('x is undefined')
    },
  })
  await expect(
    executeHere(playbookOf(make('one')), { target, cancel: cancel.signal, onEvent: (event) => events.push(event) }),
  ).rejects.toMatchObject({ cause: { message: 'x is undefined' } })
  expect(events.at(-1)).toMatchObject({ type: 'run-finished', status: 'cancelled' })
})

test('“only” executes what its step builds on, and says so', async () => {
  const done = await executeHere(playbookOf(make('one'), make('two'), make('three')), {
    selection: { kind: 'only', step: 'two' },
  })
  expect(statuses(done)).toEqual({ one: 'passed', two: 'passed' })
  expect(done.events.filter((event) => event.type === 'preparing').map(timeless)[0]).toEqual({
    type: 'preparing',
    text: 'Step “two” builds on “one”: executed first.',
  })
})

test('a flood of output becomes few events, and the report says what was left out', async () => {
  const flood = make('flood', { action: run(sh`touch flood; seq 1 400000`) })
  const done = await executeHere(playbookOf(flood))
  const reported = done.events.reduce((sum, event) => sum + (event.type === 'output' ? event.text.length : 0), 0)
  expect(reported).toBeLessThan(300_000)
  expect(done.report.steps[0]?.stdout).toMatch(/^\n?(… \d+ bytes are not shown …\n|1\n2\n)/)
  expect(done.report.steps[0]?.stdout.endsWith('399999\n400000\n')).toBe(true)
})
