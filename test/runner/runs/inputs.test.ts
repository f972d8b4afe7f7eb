import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type Playbook,
  ask,
  contains,
  exits,
  prints,
  run,
  sh,
  talk,
  text,
  write,
} from '../../../playbooks/model/index.ts'
import type { GivenInputs } from '../../../runner/core/inputs.ts'
import { validate } from '../../../runner/core/validate.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { RunnerError } from '../../../runner/errors.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { startHere } from '../../fixtures/runs.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const title = (name: string): { en: string; 'zh-cn': string } => ({ en: `Your ${name}`, 'zh-cn': `你的 ${name}` })
const { inputs, given } = ask({
  user: { title: title('user name'), pattern: /[a-z; ]{4,30}/, labDefault: 'gordon' },
  token: { title: title('token'), pattern: /[\w+/=-]{8,}/, secret: true, labDefault: 'an-example-token' },
})
const token = 'dckr+pat/0123456789-SECRET'

const greet = make('greet', {
  action: run(sh`echo hello ${given.user}; touch greet`),
  checks: [exits(0), prints(contains(text`hello ${given.user}`)), fileIs('greet', 'present')],
})
const keep = make('keep', {
  action: write(text`~/keep`, text`${given.token}`),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`keep`,
      state: 'present',
      content: { how: 'equals', text: text`${given.token}` },
    },
  ],
})
const leak = make('leak', {
  allows: { sleep: 'The secret arrives in two pieces.' },
  action: run(
    sh`t=$(cat keep); echo "whole $t"; echo "base64 $(printf %s "x$t" | base64)" >&2; head -c 9 keep; sleep 0.3; tail -c +10 keep; echo ' cut'; touch leak`,
  ),
})
const type = make('type', {
  action: talk(sh`bash -c 'read -r -p "Token: " t && [ "$t" = "$(cat keep)" ] && echo "accepted $t" && touch type'`, {
    expect: 'Token:',
    send: text`${given.token}`,
  }),
})
const guide: Playbook = { ...playbookOf(greet, keep, leak, type), inputs, targets: ['lab', 'engine'] }

const onTarget = (id: string): Target => {
  const target = scriptedTarget()
  return { ...target, id, features: new Set([...target.features, 'terminal']) }
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

const encodedParts = (secret: string): readonly string[] =>
  ['', 'x', 'xy'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(4, 20),
  )

test('a guide with inputs that are right is valid', () => {
  expect(validate(guide)).toEqual([])
})

test('a secret is used, and no file of the run contains it, in no form and however it was cut', async () => {
  const state = temporaryFolder()
  const started = await startHere(state, guide, {
    inputs: { user: 'moby', token },
    target: onTarget('lab'),
  })
  const report = await started.finished
  expect(report.steps.map(({ id, status }) => [id, status])).toEqual(
    ['greet', 'keep', 'leak', 'type'].map((id) => [id, 'passed']),
  )
  const [, kept, leaked, typed] = report.steps
  expect(kept?.actual).toBe('# ~/keep\n‹token›')
  expect(leaked?.stdout).toBe('whole ‹token›\n‹token› cut\n')
  expect(leaked?.stderr).toMatch(/^base64 .{0,3}‹token›.{0,3}=*\n$/)
  expect(typed?.stdout).toContain('accepted ‹token›')
  for (const path of filesIn(state)) {
    const content = readFileSync(path, 'latin1')
    for (const form of [token, encodeURIComponent(token), ...encodedParts(token)])
      expect(content.includes(form), `${path} contains ${form}`).toBe(false)
  }
})

test('a value is one word of the command, whatever it contains', async () => {
  const started = await startHere(temporaryFolder(), guide, {
    inputs: { user: 'moby; touch pwned' },
    selection: { kind: 'to', step: 'greet' },
  })
  const { steps, status } = await started.finished
  expect([status, steps[0]?.stdout, steps[0]?.actual]).toEqual([
    'passed',
    'hello moby; touch pwned\n',
    "echo hello 'moby; touch pwned'; touch greet",
  ])
})

test('the lab has a default for each input', async () => {
  const started = await startHere(temporaryFolder(), guide, { selection: { kind: 'to', step: 'greet' } })
  expect((await started.finished).steps[0]?.stdout).toBe('hello gordon\n')
})

test('elsewhere a run without its inputs is blocked, and says how to give them', async () => {
  const started = await startHere(temporaryFolder(), guide, { target: onTarget('engine') })
  const { status, missing } = await started.finished
  expect([status, missing.map(({ what, hint }) => [what.en, hint.en])]).toEqual([
    'blocked',
    [
      [
        '“Your user name” is not given',
        'Fill in its field on the page, or give it in the terminal: --input user=VALUE',
      ],
      [
        '“Your token” is not given',
        'Fill in its field on the page, or name a file that contains it: --input token=@FILE',
      ],
    ],
  ])
})

test('an input that the chosen steps do not use need not be given', async () => {
  const target = onTarget('engine')
  const selection = { kind: 'to', step: 'greet' } as const
  const started = await startHere(temporaryFolder(), guide, { target, selection, inputs: { user: 'moby' } })
  expect((await started.finished).status).toBe('passed')
})

test.for<readonly [string, GivenInputs, string, string]>([
  [
    'a name that is not asked for',
    { usr: 'moby' },
    'The guide “fixture” does not ask for “usr”.',
    'Did you mean “user”?',
  ],
  [
    'a value that does not match',
    { user: 'M' },
    '“M” is not valid for “Your user name”.',
    'The value must match [a-z; ]{4,30}.',
  ],
  [
    'a secret that does not match, unrepeated',
    { token: 'short' },
    'The value for “Your token” is not valid.',
    'The value must match [\\w+/=-]{8,}.',
  ],
  [
    'a second line',
    { user: 'moby\nmoby' },
    '“moby\nmoby” is not valid for “Your user name”.',
    'The value must match [a-z; ]{4,30}.',
  ],
])('%s is refused before anything is made', async ([, inputs, what, hint]) => {
  const state = temporaryFolder()
  const refused = await startHere(state, guide, { inputs }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(RunnerError)
  expect(refused).toMatchObject({ code: 'usage', problem: { what: { en: what }, hint: { en: hint } } })
  expect(readdirSync(state)).toEqual([])
})

test.for<readonly [string, Partial<Playbook>, readonly string[]]>([
  [
    'a secret in a command line',
    { steps: [make('one', { action: run(sh`docker login -p ${given.token}; touch one`) }), greet] },
    [
      'Step “one”: the secret “token” stands in a command line, which other users of the computer can read. ' +
        'Type it into an interactive program, or write it to a file.',
    ],
  ],
  [
    'an input that is not asked for',
    { inputs: {}, steps: [greet] },
    ['Step “greet”: it uses the input “user”, which the playbook does not ask for. Add it to `inputs`.'],
  ],
  ['an input that no step uses', { steps: [greet] }, ['Input “token”: no step uses it. Remove it.']],
  [
    'a default that does not match',
    { inputs: { ...inputs, ...ask({ user: { title: title('x'), pattern: /\d+/, labDefault: 'a' } }).inputs } },
    ['Input “user”: its default “a” does not match /\\d+/. Choose another default.'],
  ],
  [
    'a name with a dash',
    {
      inputs: ask({ 'user-name': { title: title('x'), pattern: /a/, labDefault: 'a' } }).inputs,
      steps: [make('one', { action: run(sh`echo ${{ from: 'input', name: 'user-name' }}; touch one`) })],
    },
    ['Input “user-name”: its name is not lower-case letters and digits. Rename it.'],
  ],
])('%s is a mistake that validation names', ([, change, problems]) => {
  expect(validate({ ...guide, ...change })).toEqual(problems)
})
