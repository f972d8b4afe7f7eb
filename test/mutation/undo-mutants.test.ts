import { expect, test } from 'vitest'
import { type Undo, commandLine, exits, nothing, run, sh, write, text } from '../../playbooks/model/index.ts'
import { stepOnTarget } from '../../runner/core/plan.ts'
import { hastyClock } from '../fixtures/execute.ts'
import { make, playbookOf, fileIs } from '../fixtures/playbooks.ts'
import { scriptedTarget } from '../fixtures/scripted-target.ts'
import { mutate } from './mutate.ts'
import type { MutantsOfStep } from './mutants.ts'
import { type MutationReport, type StepReport, bothFigures, isGoodEnough, merge, stepText } from './report.ts'
import { undoMutantsOf } from './undo-mutants.ts'

const names = (undo: Undo): readonly string[] =>
  undoMutantsOf(stepOnTarget(make('one', { undo }), 'lab')).mutants.map(({ name }) => name)

test('a wrong undo does nothing, a part of it, or the same to something else', () => {
  expect(names(run(sh`docker rm -f web && docker rmi -f nginx:1.26`))).toEqual([
    'nothing: true',
    'nothing: true && docker rmi -f nginx:1.26',
    'other-image: docker rm -f web && docker rmi -f busybox:1.37',
    'rename: docker rm -f wec && docker rmi -f nginx:1.26',
    'other-tag: docker rm -f web && docker rmi -f nginx:1.27',
    'neighbour: docker stop -f web && docker rmi -f nginx:1.26',
    'neighbour: docker rm -f web && docker inspect -f nginx:1.26',
    'drop-argument: docker rm -f && docker rmi -f nginx:1.26',
    'drop-argument: docker rm -f web && docker rmi -f',
    'nothing: docker rm -f web && true',
    'other-tag: docker rm -f web && docker rmi -f nginy:1.26',
  ])
})

test('to forget a container that --rm has removed already is not wrong, and said to be left out', () => {
  const action = run(sh`docker run --rm --name brief busybox:1.37 touch /tmp/a`)
  const of = (undo: Undo): ReturnType<typeof undoMutantsOf> =>
    undoMutantsOf(stepOnTarget(make('one', { action, undo }), 'lab'))
  expect(of(run(sh`docker rm -f brief`)).mutants).toEqual([])
  const { mutants, leftOut } = of(run(sh`docker rm -f brief; rm -f answer.txt`))
  expect(mutants.map(({ name }) => name)).toEqual([
    'nothing: true',
    'rename: docker rm -f brief; rm -f answer.txu',
    'drop-argument: docker rm -f brief; rm -f',
    'nothing: docker rm -f brief; true',
  ])
  expect(leftOut.map(({ name }) => name)).toContain('nothing: true; rm -f answer.txt')
})

test('what has no undo, or none that is a command, has no wrong one', () => {
  expect([names('nothing'), names(nothing('It goes with its folder.')), names(write(text`a`, text`b`))]).toEqual([
    [],
    [],
    [],
  ])
})

const quietly = {
  target: scriptedTarget(),
  clock: hastyClock,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  onStep: () => undefined,
}
const none: MutantsOfStep = { mutants: [], leftOut: [], notTried: 0 }

/** Tries these lines in place of the undo of the step `one`, which makes a file and a folder. */
const tryLines = (undo: string, checks: 'good' | 'poor', ...lines: readonly string[]): Promise<MutationReport> => {
  const one = make('one', {
    action: run(sh`touch one && mkdir -p box`),
    checks: checks === 'poor' ? [exits(0)] : [exits(0), fileIs('one', 'present')],
    undo: run(commandLine([undo])),
  })
  const mutants = lines.map((line) => ({ kind: 'rename', name: line, action: run(commandLine([line])) }) as const)
  return mutate({
    ...quietly,
    playbook: playbookOf(one, make('two')),
    wrongs: () => none,
    wrongUndos: ({ id }) => ({ ...none, mutants: id === 'one' ? mutants : [] }),
  })
}

const undoOf = ({ steps }: MutationReport): readonly object[] =>
  steps.flatMap(({ undo }) => undo?.mutants.map(({ name, outcome }) => ({ [name]: outcome })) ?? [])

test(
  'a wrong undo is caught by what it leaves, and the step is there again for the next',
  { timeout: 60_000 },
  async () => {
    const report = await tryLines('rm -rf one box', 'good', 'true', 'rm -rf onf box', 'rm -rf one', 'exit 3')
    expect(undoOf(report)).toEqual([
      { true: 'caught' },
      { 'rm -rf onf box': 'caught' },
      // No check asks for the folder.
      { 'rm -rf one': 'survived' },
      { 'exit 3': 'caught' },
    ])
    expect([report.undos, report.freshTargets, report.trouble]).toEqual([
      { caught: 3, survived: 1, share: 0.75 },
      1,
      undefined,
    ])
  },
)

test('checks that only ask for the exit code catch no wrong undo', async () => {
  expect(undoOf(await tryLines('rm -rf one box', 'poor', 'true'))).toEqual([{ true: 'survived' }])
})

test('a right undo that does not undo its step ends the mutation run', async () => {
  expect((await tryLines('rm -rf box', 'good', 'true')).trouble?.message).toBe(
    'The right undo of the step “one” does not undo it: ' +
      'the undo ran, but this still holds: file one on this computer is present.',
  )
})

const actions: StepReport = {
  step: 'one',
  hash: 'a',
  mutants: [{ name: 'nothing: true', outcome: 'caught' }],
  leftOut: [],
  notTried: 2,
}
const undo = { mutants: [{ name: 'nothing: true', outcome: 'survived' }], leftOut: [], notTried: 1 } as const

test('a report of undos alone keeps what is known of the actions, and the other way round', () => {
  const report = (step: StepReport): MutationReport => ({
    version: 1,
    guide: 'g',
    contentHash: 'h',
    date: '2026-11-25T00:00:00.000Z',
    target: { id: 'lab', description: '', details: {} },
    ...bothFigures([step]),
    seconds: 1,
    freshTargets: 1,
    steps: [step],
    untried: [],
  })
  const onlyUndo = { ...actions, mutants: [], notTried: 0, undo }
  const both = { ...actions, undo }
  const hashes = new Map([['one', 'a']])
  for (const [newer, older] of [
    [onlyUndo, actions],
    [actions, onlyUndo],
  ] as const) {
    const merged = merge(report(newer), report(older), hashes)
    expect([merged.steps, merged.share, merged.undos]).toEqual([[both], 1, { caught: 0, survived: 1, share: 0 }])
    expect(isGoodEnough(merged)).toBe(false)
  }
  expect(merge(report(actions), report(actions), hashes).undos).toBeUndefined()
  expect(merge(report(actions), report({ ...onlyUndo, hash: 'old' }), hashes).undos).toBeUndefined()
})

test('the undo of a step has a line of its own', () => {
  expect(stepText({ ...actions, undo })).toBe(
    '✓ one: 1 of 1 caught\n' +
      '✗ one, its undo: 0 of 1 caught\n' +
      '    survived  nothing: true\n' +
      '              Not explained: give the step a check for this.',
  )
})
