import { expect, test } from 'vitest'
import { contains, fromStdout, prints, run, sh, text } from '../../../playbooks/model/index.ts'
import { ending, executeHere, statuses, undone, whyOf } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

test('an exit code that nobody asked for fails the step', async () => {
  const done = await executeHere(
    playbookOf(make('one', { action: run(sh`touch one; (exit 3)`), checks: [fileIs('one', 'present')] })),
  )
  expect(whyOf(done, 'one')).toBe('The command ended with exit code 3.')
})

test('a command that does not end in time fails, and is ended', async () => {
  const done = await executeHere(playbookOf(make('one', { action: run(sh`touch one; sleep 60`), deadline: '300ms' })))
  expect(whyOf(done, 'one')).toBe(
    'The command was still running after 300 ms and was terminated. ' +
      '“the exit code is 0” does not hold: expected exit code 0, saw no exit code: it was terminated at its deadline.',
  )
  expect(undone(done)).toEqual(['one'])
})

test.for([
  ['sh exits as expected', sh`exit 7`, { kind: 'exits', code: 7 }, undefined],
  [
    'surprise success',
    sh`true`,
    { kind: 'exits', code: 7 },
    'The command was expected to fail with exit code 7, but it succeeded.',
  ],
  [
    'another failure',
    sh`exit 1`,
    { kind: 'exits', code: 7 },
    'The command was expected to fail with exit code 7, but it ended with exit code 1.',
  ],
  ['hangs as expected', sh`sleep 60`, { kind: 'hangs', for: '200ms' }, undefined],
  [
    'does not hang',
    sh`true`,
    { kind: 'hangs', for: '5s' },
    /^The command was expected to hang for 5 s, but it succeeded after \d+ ms\.$/,
  ],
  [
    'fails instead of hanging',
    sh`exit 2`,
    { kind: 'hangs', for: '5s' },
    /^The command was expected to hang for 5 s, but it ended with exit code 2 after \d+ ms\.$/,
  ],
] as const)('a failure that is the lesson: %s', async ([, line, expectFailure, why]) => {
  const lesson = make('lesson', {
    action: run(line),
    checks: [fileIs('lesson', 'absent')],
    undo: 'nothing',
    expectFailure,
  })
  const done = await executeHere(playbookOf(lesson))
  expect(statuses(done)).toEqual({ lesson: why === undefined ? 'passed' : 'failed' })
  if (why !== undefined) expect(whyOf(done, 'lesson')).toMatch(why)
})

const token = { from: 'step', step: 'one', name: 'token' } as const

test('a saved value arrives as one word, and the reported line is the line that ran', async () => {
  const one = make('one', {
    action: run(sh`touch one; echo "token: it's \$(id)"`),
    saves: { token: fromStdout(/^token: (.*)$/) },
  })
  const use = make('use', {
    action: run(sh`touch use; printf '<%s>' ${token} ${'a b'}`),
    checks: [prints(contains(text`<${token}><a b>`))],
  })
  const done = await executeHere(playbookOf(one, use))
  expect(ending(done)).toMatchObject({ status: 'passed' })
  expect(done.report.steps[1]).toMatchObject({
    shown: "touch use; printf '<%s>' ‹token› 'a b'",
    actual: "touch use; printf '<%s>' 'it'\\''s $(id)' 'a b'",
    stdout: "<it's $(id)><a b>",
  })
})

test('a value that is not there fails its step', async () => {
  const done = await executeHere(playbookOf(make('one', { saves: { token: fromStdout(/token: (.*)/) } })))
  expect(whyOf(done, 'one')).toBe('Nothing in stdout matches /token: (.*)/, so the value “token” could not be saved.')
})

test('a fact that is not known breaks the step, it never becomes an empty word', async () => {
  const one = make('one', { action: run(sh`rm -rf ${{ from: 'target', name: 'address' }}/`) })
  const done = await executeHere(playbookOf(one), { target: scriptedTarget({ facts: {} }) })
  expect(statuses(done)).toEqual({ one: 'broken' })
  expect(whyOf(done, 'one')).toBe(
    'The target does not know its “address” yet. Use this fact only after the step that makes the machine.',
  )
  expect(undone(done)).toEqual([])
})
