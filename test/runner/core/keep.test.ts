import { expect, test } from 'vitest'
import { exits, run, sh } from '../../../playbooks/model/index.ts'
import type { Decision, Keeping, Kept } from '../../../runner/core/keep.ts'
import { isWhole } from '../../../runner/protocol/scope.ts'
import { scopeWords } from '../../../runner/protocol/sentences.ts'
import { ending, executeHere, hastyClock, statuses, undone, type Executed } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

/** Decides once after the other; what was kept each time is written down. */
const deciding = (...decisions: readonly Decision[]): Keeping & { readonly kept: readonly Kept[] } => {
  const kept: Kept[] = []
  return {
    kept,
    forMs: 60_000,
    decide: (now: Kept): Promise<Decision> => {
      kept.push(now)
      return Promise.resolve(decisions[kept.length - 1] ?? 'end')
    },
  }
}

/** Fails at the first time only. */
const fickle = make('two', {
  action: run(sh`ls one && touch two && { [ -e tried ] || ! touch tried; }`),
  undo: run(sh`rm -f two`),
})
const started = ({ events }: Executed): readonly string[] =>
  events.flatMap((event) => (event.type === 'step-started' ? [event.step] : []))

test('a target is kept after a pass until the reader ends the run, and everything is undone then', async () => {
  const keeping = deciding('end')
  const done = await executeHere(playbookOf(make('one')), { keeping })
  expect(keeping.kept.map(({ mayContinue }) => mayContinue)).toEqual([false])
  expect(done.events.map(({ type }) => type)).toEqual([
    ...['run-started', 'preparing', 'target-opened', 'step-started', 'output', 'command-ended', 'checked', 'checked'],
    ...['step-finished', 'kept', 'undo-started', 'undo-finished', 'run-finished'],
  ])
  expect(ending(done)).toEqual({ status: 'passed', why: undefined, leftovers: [] })
  expect(isWhole(done.report)).toBe(true)
})

test('a run continues at the step that failed, in the same shell, after its undo', async () => {
  const keeping = deciding('continue', 'end')
  const first = make('one', { action: run(sh`cd . && touch one && remembered=yes`) })
  const third = make('three', { action: run(sh`[ "$remembered" = yes ] && touch three`) })
  const done = await executeHere(playbookOf(first, fickle, third), { keeping })
  expect(keeping.kept.map(({ mayContinue }) => mayContinue)).toEqual([true, false])
  expect(started(done)).toEqual(['one', 'two', 'two', 'three'])
  expect(undone(done)).toEqual(['two', 'three', 'two', 'one'])
  expect(statuses(done)).toEqual({ one: 'passed', two: 'passed', three: 'passed' })
  expect(ending(done)).toEqual({ status: 'passed', why: undefined, leftovers: [] })
})

test('a run that was continued says nothing about the whole guide', async () => {
  const { report } = await executeHere(playbookOf(make('one'), fickle), { keeping: deciding('continue') })
  expect([report.status, report.continuedFrom, isWhole(report)]).toEqual(['passed', 'two', false])
  expect(scopeWords(report)).toEqual({ en: 'step 2 of 2', 'zh-cn': '第 2 步（共 2 步）' })
})

test('a run that is ended after a failure has failed', async () => {
  const wrong = make('two', { checks: [exits(0), fileIs('three', 'present')] })
  const done = await executeHere(playbookOf(make('one'), wrong, make('three')), { keeping: deciding('end') })
  expect(statuses(done)).toEqual({ one: 'passed', two: 'failed', three: 'not-reached' })
  expect(undone(done)).toEqual(['two', 'one'])
  expect(done.report.status).toBe('failed')
})

test('a cancel while the target is kept ends the run with the result that it had', async () => {
  const cancel = new AbortController()
  const done = await executeHere(playbookOf(make('one')), {
    cancel: cancel.signal,
    keeping: {
      forMs: 60_000,
      decide: (_kept, signal) => {
        setTimeout(() => cancel.abort(), 10)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve('end')))
      },
    },
  })
  expect([done.report.status, undone(done)]).toEqual(['passed', ['one']])
})

test('a cancel during the steps keeps nothing', async () => {
  const cancel = new AbortController()
  const keeping = deciding()
  const slow = make('two', { action: run(sh`sleep 60`) })
  const done = await executeHere(playbookOf(make('one'), slow), {
    cancel: cancel.signal,
    keeping,
    onEvent: (event) => (event.type === 'step-started' && event.step === 'two' ? cancel.abort() : undefined),
  })
  expect([done.report.status, keeping.kept]).toEqual(['cancelled', []])
})

test('after its time the run ends by itself', async () => {
  const done = await executeHere(playbookOf(make('one')), {
    clock: hastyClock,
    keeping: { forMs: 1_000, decide: () => new Promise(() => undefined) },
  })
  expect([done.report.status, undone(done)]).toEqual(['passed', ['one']])
})

test('a target that dies while it is kept makes the run broken', async () => {
  const died = Promise.withResolvers<{ en: string; 'zh-cn': string }>()
  const done = await executeHere(playbookOf(make('one')), {
    target: scriptedTarget({ died: died.promise }),
    keeping: {
      forMs: 60_000,
      decide: () => {
        died.resolve({ en: 'The VM was killed.', 'zh-cn': '虚拟机被终止。' })
        return new Promise(() => undefined)
      },
    },
  })
  expect(done.report.status).toBe('broken')
  expect(done.report.why?.en).toContain('The VM was killed.')
})
