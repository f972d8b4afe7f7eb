import { expect, test } from 'vitest'
import {
  type Step,
  byHand,
  commandLine,
  exits,
  matches,
  nothing,
  perTarget,
  powershell,
  prints,
  run,
  sh,
  talk,
  text,
} from '../../../playbooks/model/index.ts'
import { assertValid } from '../../../runner/core/validate-run.ts'
import { validate } from '../../../runner/core/validate.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'

const ref = (step: string, name: string): { from: 'step'; step: string; name: string } => ({ from: 'step', step, name })

/** A step that the types would not let through. */
const wrong = (id: string, more: Record<string, unknown>): Step => ({ ...make(id), ...more })

test('a playbook that is right has no problems', () => {
  const one = make('one', { saves: { token: { from: 'stdout', pattern: '(.*)' } } })
  const two = make('two', {
    action: run(sh`docker rm "$(echo ${ref('one', 'token')})" 'it'\''s' ${'x'}`),
    undoes: [one],
  })
  expect(validate(playbookOf(one, two))).toEqual([])
})

test.for<readonly [string, ...Step[]]>([
  ['duplicate ids', make('one'), make('one')],
  ['a bad id', wrong('One_two', {})],
  ['a forward reference', make('one', { action: run(sh`echo ${ref('two', 'token')}`) }), make('two')],
  [
    'a reference to itself in its action',
    make('one', { action: run(sh`echo ${ref('one', 'token')}`), saves: { token: { from: 'stdout', pattern: '.' } } }),
  ],
  [
    'a name that is not saved',
    make('one', { checks: [prints({ how: 'equals', text: text`${ref('one', 'token')}` })] }),
  ],
  ['an unknown step in undo', make('one', { undo: run(sh`rm ${ref('zero', 'token')}`) })],
  ['no undo, and no reason why', make('one', { undo: 'nothing' })],
  ['no undo, and an empty reason why', make('one', { undo: nothing(' ') })],
  ['no checks', wrong('one', { checks: [] })],
  ['no checks on one target', wrong('one', { checks: { otherwise: [], on: {} } })],
  ['undoes a later step', make('one', { undoes: [make('two')] }), make('two')],
  [
    'bad patterns',
    make('one', {
      checks: [prints({ how: 'matches', pattern: '(' })],
      saves: { token: { from: 'stdout', pattern: '[' } },
    }),
  ],
  ['a within on a command’s output', wrong('one', { checks: [{ ...exits(0), within: '5s' }] })],
  ['a failure that is none', make('one', { expectFailure: { kind: 'exits', code: 0 } })],
  ['a failure that contradicts a check', make('one', { expectFailure: { kind: 'exits', code: 7 } })],
  [
    'what only a command has, of what a person does',
    make('one', {
      action: byHand({ en: 'Click.', 'zh-cn': '点击。' }),
      expectFailure: { kind: 'hangs', for: '5s' },
      saves: { token: { from: 'stdout', pattern: '(.*)' } },
      checks: [exits(0), prints({ how: 'equals', text: text`x` }), fileIs('one', 'present')],
    }),
  ],
  ['an exit code of what hangs', make('one', { expectFailure: { kind: 'hangs', for: '5s' } })],
  [
    'times that are none',
    make('one', { deadline: '0s', checks: [fileIs('one', 'present', '-1s')] }),
    wrong('two', { deadline: 'soon' }),
  ],
  [
    'a target that is not the playbook’s',
    make('one', { action: perTarget(run(sh`true`), { fusion: run(sh`false`) }) }),
  ],
  [
    'characters that are not seen',
    make('one', { action: run(sh`echo ${'x'} \u200b`), undo: run(commandLine(['rm \u202e one'])) }),
  ],
  ['characters that are not seen, raw', make('one', { action: run(commandLine(['echo \u200b\r'])) })],
  [
    'values inside quotes',
    make('one', {
      action: run(sh`echo "${'x'}" '${'y'}' "$(echo ${'z'})"`),
      undo: talk(sh`echo "a ${'b'}"`, { expect: '$', send: 'x' }),
    }),
  ],
  [
    'values that are no words of PowerShell',
    make('one', {
      action: powershell(sh`echo "${'a'}" '${'b'}' x${'c'} ${'d'}.0 ${'e'}${'f'} 'it''s ${'g'}' --name=${'h'}`),
      undo: powershell(commandLine(["echo 'a`'", ''], ['i'])),
    }),
  ],
])('%s', ([, first, ...rest]) => {
  expect(validate(playbookOf(first as Step, ...rest))).toMatchSnapshot()
})

test('values that are words of PowerShell are no problem, whatever stands in quotes before them', () => {
  const lines = [
    sh`${'a'} | Out-Null`,
    commandLine(["f 'it''s' \"a `\" b\" ", ', ', '; if ($true) {', '}'], ['x', 'y', 'z']),
    commandLine(["f “a” `' ‘' ", ''], ['x']),
    sh`Get-Item (${'x'})`,
  ] as const
  expect(
    validate(
      playbookOf(
        make('one', { action: powershell(lines[0]) }),
        ...lines.slice(1).map((line, index) => make(`more-${index}`, { action: powershell(line) })),
      ),
    ),
  ).toEqual([])
})

test('no steps, no targets, a bad id', () => {
  expect(
    validate({ ...playbookOf(make('one')), id: 'Bad Id', steps: [] as never, targets: [] as never }),
  ).toMatchSnapshot()
})

test('everything that is wrong is reported at once', () => {
  const bad = playbookOf(wrong('one', { checks: [] }), make('one', { checks: [prints(matches(/x/)), exits(0)] }))
  expect(() => assertValid(bad)).toThrowErrorMatchingSnapshot()
})
