import { describe, expect, test } from 'vitest'
import {
  type Check,
  type Duration,
  type Playbook,
  type Step,
  contains,
  excludes,
  exits,
  fromStdout,
  matches,
  milliseconds,
  perTarget,
  prints,
  run,
  sh,
  target,
  text,
  write,
} from '../../../playbooks/model/index.ts'
import { imagesIn, imagesMadeIn, isPinned } from '../../../runner/core/image-names.ts'
import { assertValid } from '../../../runner/core/validate-run.ts'
import { validate } from '../../../runner/core/validate.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'

/** A step that the types would not let through. */
const wrong = (id: string, more: Record<string, unknown>): Step => ({ ...make(id), ...more })
const words = (en: string, zhCn = '标题'): Step['title'] => ({ en, 'zh-cn': zhCn })
// As a guide has it when an import goes in a circle, or a name is misspelt and nobody asked the compiler.
const nothing = undefined as unknown as string

test.for<readonly [string, ...Step[]]>([
  ['a step without an undo', wrong('one', { undo: undefined })],
  ['a step without an action', wrong('one', { action: undefined })],
  ['a step without checks', wrong('one', { checks: undefined })],
  ['an action of no known kind', wrong('one', { action: { kind: 'dance' } })],
  ['a title without Chinese', wrong('one', { title: { en: 'Make one' } })],
  ['a step that is undefined', make('one'), undefined as unknown as Step],
  ['a value that is undefined', make('one', { action: run(sh`docker rm ${nothing} now`) })],
  ['a value that is undefined in an undo', make('one', { undo: run(sh`rm -rf ${nothing}`) })],
  [
    'a value that is undefined in a check',
    make('one', { checks: [prints({ how: 'equals', text: text`port ${nothing}` })] }),
  ],
  ['a text for a command', wrong('one', { action: { kind: 'command', where: 'host', line: text`docker ps` } })],
  [
    'durations that are none',
    make('one', { deadline: '-1s' }),
    make('two', { checks: [fileIs('one', 'present', 'NaNs' as Duration)] }),
    make('three', { checks: [fileIs('one', 'present', '2d' as Duration)] }),
    make('four', { expectFailure: { kind: 'hangs', for: '1e3s' }, checks: [fileIs('one', 'present')] }),
  ],
  ['flags that do nothing', make('one', { checks: [prints(matches(/x/g))], saves: { port: fromStdout(/x/y) } })],
  [
    'checks that hold whatever happens',
    make('one', { checks: [prints(matches(/.*/))] }),
    make('two', { checks: [prints(contains(text``))] }),
    make('three', { checks: [prints(matches(/x*|y/i))] }),
    make('four', {
      checks: [{ kind: 'file', where: 'host', path: text`x`, state: 'present', content: contains(text``) }],
    }),
  ],
  [
    'names that may be the beginning of an ID',
    make('one', { checks: [{ kind: 'container', name: text`db1`, state: 'running' }] }),
    make('two', { checks: [{ kind: 'network', name: text`cafe`, state: 'present' }] }),
    make('three', { checks: [{ kind: 'container', name: text`db-1`, state: 'running' }] }),
    make('four', { checks: [{ kind: 'volume', name: text`db1`, state: 'present' }] }),
  ],
  ['a check that never holds', make('one', { checks: [prints(excludes(text``))] })],
  ['an exit code alone', make('one', { checks: [exits(0)] })],
  [
    'an exit code alone on one target',
    make('one', {
      checks: perTarget<readonly [Check, ...Check[]]>([exits(0), fileIs('a', 'present')], { lab: [exits(0)] }),
    }),
  ],
  [
    'images without a version',
    make('one', { action: run(sh`docker run -d -p 80:80 --name web nginx && docker pull busybox:latest`) }),
    make('two', { action: write(text`Dockerfile`, text`FROM debian AS base\nFROM base\n`) }),
  ],
  [
    'waiting',
    make('one', { action: run(sh`docker start web; sleep 5`) }),
    make('two', { action: run(sh`docker exec web sh -c 'sleep 3; true'`) }),
  ],
  [
    'titles that do not fit',
    make('one', { title: words('x'.repeat(600), '很'.repeat(41)) }),
    make('two', { title: words(' ', '') }),
    make('three', { title: words('Start it.', '启动它。') }),
    make('four', { title: words('Two\nlines\u202e') }),
  ],
  [
    'allowances without need or reason',
    make('one', { action: run(sh`sleep 1`), allows: { sleep: ' ' } }),
    make('two', { allows: { 'unpinned-image': 'It is the lesson.' } }),
  ],
])('%s', ([, first, ...rest]) => {
  expect(validate(playbookOf(first as Step, ...rest))).toMatchSnapshot()
})

test('a guide of more than 200 steps is too long, and one without a duration is wrong', () => {
  const steps = Array.from({ length: 201 }, (_, at) => make(`step-${at}`))
  expect(validate(playbookOf(make('first'), ...steps))).toEqual([
    'The guide has 202 steps. Split it: 200 are the most.',
  ])
  expect(validate({ ...playbookOf(make('one')), duration: 'soon' as Duration })).toEqual([
    "The playbook's duration “soon” is not above zero.",
  ])
  const untitled = { ...playbookOf(make('one')), title: undefined } as unknown as Playbook
  expect(validate(untitled)).toEqual(['The guide: “title” is missing. Write it in every language: en, zh-cn.'])
})

test('what a step allows itself with a reason is no mistake', () => {
  const steps = [
    make('one', { action: run(sh`sleep 1`), allows: { sleep: 'The lesson is the delay.' } }),
    make('two', { checks: [exits(0)], allows: { 'only-exit-code': 'The screen blinks, which nothing can see.' } }),
    make('three', {
      action: run(sh`docker pull nginx`),
      allows: { 'unpinned-image': 'The lesson is what “latest” is.' },
    }),
  ] as const
  expect(validate(playbookOf(...steps))).toEqual([])
})

test('what looks like a mistake and is none is accepted', () => {
  const steps = [
    make('one', { action: run(sh`docker run -d --name web busybox:1.37 sleep infinity`) }),
    make('two', { checks: [exits(0)], idempotent: 'It only looks.' }),
    make('three', { checks: [prints(matches(/^$/)), prints(matches(/DONE/i))], deadline: '1h' }),
    make('four', { action: run(sh`docker build -t app . && docker tag app app:latest`) }),
    make('five', { action: run(sh`docker run --rm app && docker run ${target.address}`) }),
    make('six', { checks: [exits(3)], expectFailure: { kind: 'exits', code: 3 } }),
  ] as const
  expect(validate(playbookOf(...steps))).toEqual([])
})

test('a playbook that only breaks a rule can be run while it is written', () => {
  expect(() => assertValid(playbookOf(make('one', { action: run(sh`sleep 1`), checks: [exits(0)] })))).not.toThrow()
})

test.for<readonly [Duration | 'soon' | '-1s' | '1d' | '', number]>([
  ['500ms', 500],
  ['1.5s', 1500],
  ['3m', 180_000],
  ['1h', 3_600_000],
  ['-1s', Number.NaN],
  ['1d', Number.NaN],
  ['soon', Number.NaN],
  ['', Number.NaN],
])('“%s” is %d milliseconds', ([duration, expected]) => {
  expect(milliseconds(duration as Duration)).toBe(expected)
})

describe('the images of a line', () => {
  test.for<readonly [string, ...string[]]>([
    ['docker run -it --rm -p 80:80 -v "$PWD":/code --name=web busybox:1.37 sh -c "x y"', 'busybox:1.37'],
    ['docker run -dp 80:80 nginx', 'nginx'],
    ['docker container create -e A=1 registry.example:5000/a/b cmd', 'registry.example:5000/a/b'],
    ['docker pull -q nginx@sha256:abc; docker image pull debian:13', 'nginx@sha256:abc', 'debian:13'],
    ['docker run \\\n  --network none \\\n  alpine', 'alpine'],
    ['FROM --platform=linux/arm64 debian:13 AS base\nFROM scratch\nfrom base', 'debian:13'],
    ['docker ps; docker runner x'],
  ])('%s', ([line, ...images]) => {
    expect(imagesIn(line)).toEqual(images)
  })

  test('that it makes are known', () => {
    expect(imagesMadeIn('docker build -q -t one . && docker tag one two:1; docker commit -m "a b" box three')).toEqual([
      'one',
      'two:1',
      'three',
    ])
  })

  test('are pinned by a digest or a tag', () => {
    expect(['a:1', 'a@sha256:1', 'host:5000/a:1'].filter(isPinned)).toHaveLength(3)
    expect(['a', 'a:latest', 'host:5000/a'].filter(isPinned)).toEqual([])
  })
})
