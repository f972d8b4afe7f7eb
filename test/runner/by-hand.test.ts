import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type Playbook,
  contains,
  equals,
  exits,
  fromStdout,
  matches,
  prints,
  run,
  sh,
  spellings,
  step,
  text,
  write,
} from '../../playbooks/model/index.ts'
import { guideScript } from '../../runner/by-hand/script.ts'
import { handBlock, stepMarkdown } from '../../runner/by-hand/step-markdown.ts'
import { judging } from '../../runner/checks/kinds.ts'
import { handOf } from '../../runner/core/by-hand/hand.ts'
import { type HandStep, handStep } from '../../runner/core/by-hand/hand-step.ts'
import { plan } from '../../runner/core/plan.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { playbookOf } from '../fixtures/playbooks.ts'

const known: Readonly<Record<string, (typeof spellings)[keyof typeof spellings]>> = spellings

const handSteps = (playbook: Playbook): readonly HandStep[] => {
  const [target] = playbook.targets
  const { steps, inputs } = plan(playbook, target, { kind: 'all' })
  const hand = handOf({ steps, inputs, target, spelling: known[target] ?? spellings.lab })
  return steps.map((each) => handStep(each, hand, judging))
}

const titled = (title: string): { en: string; 'zh-cn': string } => ({ en: title, 'zh-cn': '标题' })

const page = step('page', {
  title: titled('Write it'),
  action: write(text`~/a b/page.txt`, text`costs $5`),
  checks: [{ kind: 'file', where: 'host', path: text`~/a b/page.txt`, state: 'present', content: contains(text`$5`) }],
  undo: run(sh`rm -r ~/'a b'`),
})
const number = step('number', {
  title: titled('Find a number'),
  action: run(sh`cd && echo "number: 17"`),
  saves: { number: fromStdout(/^number: (\d+)$/) },
  checks: [exits(0), prints(matches(/^number: \d+$/))],
  undo: 'nothing',
  idempotent: 'It only prints.',
})
const use = step('use', {
  title: titled('Use it'),
  action: run(sh`export FOUND=${number.saved.number}; false`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [exits(1), { kind: 'variable', name: 'FOUND', match: equals(text`${number.saved.number}`) }],
  undo: run(sh`unset FOUND`),
})
const small = playbookOf(page, number, use)

test('a step is written for who types it: command, checks with what they show, undo', () => {
  const [, , last] = handSteps(small)
  expect(last && stepMarkdown(last, { number: 3, title: last.title, onMac: titled('buy one') }, 'en'))
    .toBe(`### Step 3: Use it

\`\`\`sh
export FOUND="$number"; false
\`\`\`

This step is expected to fail with exit code 1.

This step works on Linux only. On a Mac, instead: buy one

Check it:

\`\`\`sh
echo $?
# shows: 1
# variable FOUND is “$number”
printenv FOUND
# shows: $number
\`\`\`

To undo it:

\`\`\`sh
unset FOUND
\`\`\``)
})

test('a value is kept in a variable right after the exit code', () => {
  const [, second] = handSteps(small)
  expect(second && handBlock(second, 'en')).toBe(`echo $?
# shows: 0
# what later steps use, in a variable
number=$({ cd && echo "number: 17"; } | perl -0777 -ne 'print $1 if /^number: (\\d+)$/m')`)
})

test('a file is a here-document, and its folder is made', () => {
  const [first] = handSteps(small)
  expect(first?.action).toEqual({
    kind: 'lines',
    lines: "mkdir -p ~/'a b' && cat > ~/'a b/page.txt' <<'EOF'\ncosts $5\nEOF",
  })
})

/** Runs a guide’s script with this folder as home. */
const runScript = (playbook: Playbook, home: string): ReturnType<typeof spawnSync> => {
  const file = join(home, 'guide.sh')
  writeFileSync(file, guideScript({ title: playbook.title, before: [], asked: [], steps: handSteps(playbook) }))
  return spawnSync('bash', [file], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: home } })
}

test('a guide’s script does its steps in one shell, and checks each', () => {
  const home = temporaryFolder()
  const { status, stdout, stderr } = runScript(small, home)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(readFileSync(join(home, 'a b/page.txt'), 'utf8')).toBe('costs $5\n')
  expect(
    String(stdout)
      .split('\n')
      .filter((line) => line.startsWith('holds: ')),
  ).toEqual([
    'holds: file ~/a b/page.txt on this computer is present and contains “$5”',
    'holds: the exit code is 0',
    'holds: standard output matches /^number: \\d+$/',
    'holds: the exit code is 1',
    'holds: variable FOUND is “$number”',
  ])
})

test('a guide’s script ends with 1 at the first check that does not hold', () => {
  const wrong = step('wrong', {
    title: titled('Lie'),
    action: run(sh`echo no`),
    checks: [prints(equals(text`yes`))],
    undo: 'nothing',
  })
  const { status, stderr, stdout } = runScript(playbookOf(wrong, page), temporaryFolder())
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'does not hold: standard output is “yes”\nexpected (equals): yes\nseen: no\n',
  })
  expect(stdout).not.toContain('Write it')
})

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0

test('each guide’s script is understood by bash, and shellcheck, where there is one, finds nothing', () => {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  for (const guide of playbooks) {
    const file = join(folder, `${guide.id}.sh`)
    writeFileSync(file, guideScript({ title: guide.title, before: [], asked: [], steps: handSteps(guide) }))
    execFileSync('bash', ['-n', file])
    if (hasShellcheck) expect(spawnSync('shellcheck', [file], { encoding: 'utf8' }).stdout).toBe('')
  }
})
