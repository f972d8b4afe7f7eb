import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { equals, exits, fromStdout, prints, run, sh, text } from '../../../playbooks/model/index.ts'
import { batchOf, printedBy } from '../../../runner/core/by-hand/batch.ts'
import { extracting } from '../../../runner/core/by-hand/keep-value.ts'
import { variablesOf } from '../../../runner/core/by-hand/variables.ts'
import { type Executed, executeHere, hastyClock, statuses, whyOf } from '../../fixtures/execute.ts'
import { playbooks } from '../../fixtures/all-guides.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const verified = (...steps: Parameters<typeof playbookOf>): Promise<Executed> =>
  executeHere(playbookOf(...steps), { mode: 'verify', target: scriptedTarget({ canBeTypedInto: true }) })

const typedIn = ({ events }: Executed): readonly object[] =>
  events.flatMap((event) =>
    event.type === 'typed-by-hand'
      ? event.looks.map(({ line, verdict }) => ({ step: event.step, line, holds: verdict.holds }))
      : [],
  )

test('a proof types what shows each check, after the step', async () => {
  const done = await verified(make('one'))
  expect(typedIn(done)).toEqual([
    { step: 'one', line: 'echo $?', holds: true },
    { step: 'one', line: 'ls -l one', holds: true },
  ])
  expect(done.report.steps[0]?.typedByHand).toBe(2)
})

test('a run that proves nothing types nothing', async () => {
  const done = await executeHere(playbookOf(make('one')), { target: scriptedTarget({ canBeTypedInto: true }) })
  expect(typedIn(done)).toEqual([])
})

test('a step whose check holds and cannot be seen by hand fails, and names the command', async () => {
  let made = false
  const target = scriptedTarget({
    canBeTypedInto: true,
    observe: () => (made ? { kind: 'content', content: '' } : ((made = true), { kind: 'absent' })),
  })
  const done = await executeHere(playbookOf(make('one', { action: run(sh`true`), undo: run(sh`true`) })), {
    mode: 'verify',
    target,
    clock: hastyClock,
  })
  expect(statuses(done)).toEqual({ one: 'failed' })
  expect(whyOf(done, 'one')).toMatch(
    /^The checks hold, but by hand “ls -l one” does not show it: expected a text that matches \/\^-\/, saw “ls: .*No such file or directory”\.$/,
  )
})

test('the reader’s shell stays as it is: exit code, folder, variables, options', async () => {
  const checks = [exits(3), fileIs('there', 'present')] as const
  const leave = make('leave', {
    action: run(sh`touch there; mkdir -p in && cd in && cd .. && x=1 && set -u && (exit 3)`),
    expectFailure: { kind: 'exits', code: 3 },
    checks,
    undo: run(sh`rm -r there in`),
  })
  const look = make('look', {
    action: run(sh`echo "$? $x $- $(basename "$OLDPWD")"; touch look`),
    checks: [prints(equals(text`3 1 himuBs in`)), fileIs('look', 'present')],
    undo: run(sh`rm look`),
  })
  const done = await verified(leave, look)
  expect(done.report.steps.map(({ status, why, stdout }) => ({ status, why, stdout }))).toEqual([
    { status: 'passed', why: undefined, stdout: '' },
    { status: 'passed', why: undefined, stdout: '3 1 himuBs in\n' },
  ])
})

test('a saved value is typed as a variable, and is kept by asking the step’s command again', async () => {
  const save = make('save', {
    action: run(sh`echo "port: 80 80"`),
    saves: { port: fromStdout(/^port: (.+)$/) },
    checks: [exits(0)],
    undo: 'nothing',
    idempotent: 'It only prints.',
  })
  const use = make('use', {
    action: run(sh`touch ${{ from: 'step', step: 'save', name: 'port' }}`),
    checks: [
      { kind: 'file', where: 'host', path: text`${{ from: 'step', step: 'save', name: 'port' }}`, state: 'present' },
    ],
    undo: run(sh`rm ${{ from: 'step', step: 'save', name: 'port' }}`),
  })
  expect(typedIn(await verified(save, use))).toEqual([
    { step: 'save', line: 'echo $?', holds: true },
    {
      step: 'save',
      line: `port=$(echo "port: 80 80" | perl -0777 -ne 'print $1 if /^port: (.+)$/m'); echo "$port"`,
      holds: true,
    },
    { step: 'use', line: 'ls -l "$port"', holds: true },
  ])
})

test('a command of a batch that does not end is not taken for one that printed nothing', () => {
  expect(printedBy('0\n\x1efirst', 3)).toEqual(['0\n', undefined, undefined])
})

test('a batch ends with the exit code before it, and each of its commands begins with that', () => {
  const script = batchOf(['echo $?', 'cat'], [{ variable: 'a', value: "it's" }])
  const printed = execFileSync('bash', ['-c', `(exit 4)\n${script}\necho "$? \${a-unset}"`], { encoding: 'utf8' })
  expect(printed).toBe('4\n\x1e\x1e4 unset\n')
})

test('variables are named by their value, or with their step where the name is taken', () => {
  const save = fromStdout(/x/)
  const variable = variablesOf(
    [
      { id: 'read-port', saves: { port: save } },
      { id: 'engine-name', saves: { name: save, kernel: save } },
      { id: 'container-name', saves: { name: save } },
      { id: 'debian', saves: { kernel: save, path: save } },
    ],
    { user: { title: { en: 'User', 'zh-cn': '用户' }, pattern: '.', labDefault: 'u' } },
  )
  const of = (step: string, name: string): string => variable({ from: 'step', step, name })
  expect([
    of('read-port', 'port'),
    of('engine-name', 'name'),
    of('container-name', 'name'),
    of('engine-name', 'kernel'),
    of('debian', 'path'),
    variable({ from: 'input', name: 'user' }),
  ]).toEqual(['port', 'engine_name', 'container_name', 'engine_name_kernel', 'debian_path', 'my_user'])
})

test.for([
  ['before 0.0.0.0:32768\n[::]:32768\n', /0\.0\.0\.0:(\d+)/, '32768'],
  ['a\nuser@host\n', /^user@(\w+)$/, 'host'],
  ['first\nsecond\n', /first[^]*(sec)/, 'sec'],
  ['one two', /\S+$/, 'two'],
  ["it's", /it's/, "it's"],
  ['nothing', /something/, ''],
] as const)('Perl finds in %j what JavaScript finds by %s', ([input, pattern, expected]) => {
  const printed = execFileSync('bash', ['-c', extracting(fromStdout(pattern))], { input, encoding: 'utf8' })
  expect(printed).toBe(expected)
})

test('Perl compiles every pattern by which a guide saves a value', () => {
  const saves = playbooks.flatMap(({ steps }) => steps.flatMap(({ saves: own }) => Object.values(own)))
  expect(saves.length).toBeGreaterThan(10)
  for (const save of saves)
    expect(execFileSync('bash', ['-c', `${extracting(save)} 2>&1`], { input: '', encoding: 'utf8' })).toBe('')
})
