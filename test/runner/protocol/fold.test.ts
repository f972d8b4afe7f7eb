import { expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { EventBody, RunEvent } from '../../../runner/protocol/events.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { type Report, emptyReport } from '../../../runner/protocol/report.ts'
import { english } from '../../fixtures/english.ts'

const numbered = (bodies: readonly EventBody[]): readonly RunEvent[] =>
  bodies.map((body, index) => ({ seq: index + 1, at: `2026-11-22T07:00:0${index % 10}.000Z`, ...body }))
const folded = (...bodies: readonly EventBody[]): Report => numbered(bodies).reduce(fold, emptyReport)

const started: EventBody = {
  type: 'run-started',
  format: 4,
  run: 'r',
  playbook: 'p',
  contentHash: 'h',
  mode: 'verify',
  steps: ['one', 'two', 'three'],
  scope: { asked: { kind: 'all' }, of: 3 },
}
const output = (text: string, offset: number, stream: 'stdout' | 'stderr' = 'stdout'): EventBody => ({
  type: 'output',
  step: 'one',
  stream,
  offset,
  text,
})
const verdict = { holds: true, saw: alike('exit code 0'), tries: 1 } as const
const one: readonly EventBody[] = [
  { type: 'preparing', text: alike('Starting a registry.') },
  { type: 'target-opened', target: { id: 'lab', description: 'a lab', details: {} } },
  { type: 'step-started', step: 'one', shown: 'docker run ‹x›', actual: 'docker run 1' },
  { type: 'tried-before', step: 'one', check: 0, verdict },
  output('out', 0),
  output('err', 0, 'stderr'),
  output('put', 3),
  { type: 'command-ended', step: 'one', exitCode: 0, milliseconds: 5 },
  { type: 'saved', step: 'one', name: 'x', value: '1' },
  { type: 'checked', step: 'one', check: 0, assertion: alike('the exit code is 0'), verdict },
  { type: 'step-finished', step: 'one', status: 'passed', milliseconds: 9 },
]
const whole: readonly EventBody[] = [
  started,
  ...one,
  { type: 'step-started', step: 'two', shown: 'false', actual: 'false' },
  {
    type: 'step-finished',
    step: 'two',
    status: 'failed',
    why: alike('The command ended with exit code 1.'),
    milliseconds: 4,
  },
  { type: 'step-finished', step: 'three', status: 'not-reached', milliseconds: 0 },
  { type: 'undo-started', step: 'two', actual: 'true' },
  { type: 'undo-finished', step: 'two', clean: true, saw: alike('exit code 0') },
  { type: 'undo-started', step: 'one', actual: 'false' },
  { type: 'undo-finished', step: 'one', clean: false, saw: alike('exit code 1') },
  {
    type: 'run-finished',
    status: 'failed',
    leftovers: [{ what: alike('one'), hint: alike('false') }],
    milliseconds: 50,
  },
]

test('a whole run', () => expect(english(folded(...whole))).toMatchSnapshot())

test('while it runs, the step that runs and the one that waits are distinguished', () => {
  const report = folded(...whole.slice(0, 13))
  expect([report.status, ...report.steps.map(({ status }) => status)]).toEqual([
    'running',
    'passed',
    'running',
    'waiting',
  ])
})

test('what is being prepared is gone once it is prepared', () => {
  expect(folded(started, { type: 'preparing', text: alike('x') }).preparing).toEqual(alike('x'))
  expect(folded(started, ...one).preparing).toBeUndefined()
})

test('an event that is reported twice, or late, changes nothing', () => {
  const events = numbered(whole)
  const report = events.reduce(fold, emptyReport)
  expect(events.reduce(fold, report)).toBe(report)
})

test('a run that never finished a step says so once it is finished', () => {
  const report = folded(
    ...whole.slice(0, 13),
    { type: 'undo-started', step: 'one', actual: 'x' },
    { type: 'run-finished', status: 'broken', why: alike('killed'), leftovers: [], milliseconds: 1 },
  )
  expect(english(report.steps.map(({ status, why, undo }) => ({ status, why, undo })))).toEqual([
    { status: 'passed', why: undefined, undo: { clean: false, saw: 'it was never finished' } },
    { status: 'broken', why: 'It was never finished.', undo: undefined },
    { status: 'not-reached', why: undefined, undo: undefined },
  ])
})

test('what was left out of an output is reported, a character cut in two is not', () => {
  expect(folded(started, output('é', 0), output('b', 2), output('c', 6), output('d', 1007)).steps[0]?.stdout).toBe(
    'ébc\n… 1000 bytes are not shown …\nd',
  )
})

test('the stand-ins of every event are in the report, in the order of their use', () => {
  const [nginx, busybox] = [{ image: 'nginx:1.26', digest: 'sha256:1' }, { image: 'busybox:1.37' }]
  expect(
    folded(started, { type: 'stand-ins', standIns: [nginx] }, { type: 'stand-ins', standIns: [busybox] }).standIns,
  ).toEqual([nginx, busybox])
})

test('what blocks is kept', () => {
  const missing = [{ what: alike('no image'), hint: alike('npx shipshape lab build') }]
  expect(
    folded(
      started,
      { type: 'blocked', missing },
      { type: 'run-finished', status: 'blocked', leftovers: [], milliseconds: 1 },
    ),
  ).toMatchObject({ status: 'blocked', missing })
})
