import { expect, test } from 'vitest'
import { type Words, contains, exits, prints, text } from '../../../playbooks/model/index.ts'
import { deadlines } from '../../../runner/contract/deadlines.ts'
import { type Observation, cannotLook } from '../../../runner/contract/observation.ts'
import { type Executed, ending, executeHere, statuses, undone, whyOf } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const denied: Words = { en: 'one: “EACCES”', 'zh-cn': 'one：“EACCES”' }

/** Of a step after whose undo nothing is looked at. */
const onlyLooks = { idempotent: 'It is looked at by another test.' }

/** A run of one step whose first look at the world sees the first of these, and so on; the last one for ever. */
const seeing = (
  observations: readonly Observation[],
  options: Parameters<typeof executeHere>[1] = {},
  within?: '5s',
): Promise<Executed> => {
  let looks = 0
  const target = scriptedTarget({ observe: () => observations[Math.min(looks++, observations.length - 1)] })
  const checks = [exits(0), fileIs('one', 'present', within), prints(contains(text`making`))] as const
  return executeHere(playbookOf(make('one', { checks, ...(options.mode === 'verify' ? {} : onlyLooks) })), {
    ...{ target, ...options },
  })
}

test.for(['present', 'absent'] as const)(
  'a check for “%s” that cannot be looked at breaks its step and blames nobody',
  async (state) => {
    const target = scriptedTarget({ observe: () => cannotLook(denied) })
    const done = await executeHere(
      playbookOf(make('one', { checks: [exits(0), fileIs('one', state)], ...onlyLooks })),
      { target },
    )
    expect(statuses(done)).toEqual({ one: 'broken' })
    expect(whyOf(done, 'one')).toBe(
      `“file one on this computer is ${state}” is not known: could not look: one: “EACCES”.`,
    )
    expect(undone(done)).toEqual(['one'])
    expect(ending(done)).toEqual({ status: 'broken', why: undefined, leftovers: [] })
  },
)

test('the reason is reported in every language, and later checks are not looked at', async () => {
  const { report } = await seeing([cannotLook(denied)])
  expect(report.steps[0]?.checks.map(({ verdict }) => verdict)).toEqual([
    { holds: true, saw: { en: 'exit code 0', 'zh-cn': '退出码 0' }, tries: 1 },
    { holds: null, reason: denied, tries: 1 },
  ])
  expect(report.steps[0]?.why?.['zh-cn']).toBe('“这台电脑上的文件 one 存在”是否成立未知：无法观察：one：“EACCES”。')
})

test('a check that cannot be looked at is tried again within its time', async () => {
  const starting = cannotLook(denied)
  const done = await seeing([starting, starting, { kind: 'state', state: 'present' }], {}, '5s')
  expect(statuses(done)).toEqual({ one: 'passed' })
  expect(done.report.steps[0]?.checks[1]?.verdict.tries).toBe(3)
})

test('a check that cannot be looked at before its step does not hold before it', async () => {
  const done = await seeing([cannotLook(denied), { kind: 'state', state: 'present' }, { kind: 'absent' }], {
    mode: 'verify',
  })
  expect(statuses(done)).toEqual({ one: 'passed' })
  expect(done.events.flatMap((event) => (event.type === 'tried-before' ? [event.verdict] : []))).toEqual([
    { holds: null, reason: denied, tries: 1 },
  ])
})

test('a step that failed in sight of some checks and not of others is broken, and says all that is known', async () => {
  const target = scriptedTarget({ observe: () => cannotLook(denied) })
  const done = await executeHere(
    playbookOf(make('one', { checks: [exits(3), fileIs('one', 'present')], ...onlyLooks })),
    { target },
  )
  expect(statuses(done)).toEqual({ one: 'broken' })
  expect(whyOf(done, 'one')).toBe(
    [
      '“file one on this computer is present” is not known: could not look: one: “EACCES”.',
      '“the exit code is 3” does not hold: expected exit code 3, saw exit code 0.',
    ].join(' '),
  )
})

test('an observer that hangs breaks the run in time, also when it may retry', { timeout: 30_000 }, async () => {
  let looks = 0
  const target = scriptedTarget({
    observe: () => {
      looks += 1
      return new Promise(() => undefined)
    },
  })
  const at = new Map<string, number>()
  const done = await executeHere(
    playbookOf(make('one', { checks: [fileIs('one', 'present', '30s'), fileIs('two', 'present')], ...onlyLooks })),
    { target, onEvent: ({ type }) => at.set(type, performance.now()) },
  )
  expect((at.get('step-finished') ?? NaN) - (at.get('command-ended') ?? NaN)).toBeLessThan(deadlines.reaction)
  expect([statuses(done), looks]).toEqual([{ one: 'broken' }, 1])
  expect(whyOf(done, 'one')).toBe(
    '“file one on this computer is present” is not known: could not look: the observer did not answer within 11 s.',
  )
})
