import { expect, test } from 'vitest'
import type { EventBody, RunEvent } from '../../../runner/protocol/events.ts'
import { maskOf } from '../../../runner/protocol/mask.ts'
import { maskEvents, maskedEvents } from '../../../runner/runs/mask-events.ts'

const mask = maskOf([{ text: 'the-long-secret', as: '‹a secret›' }])

const output = (offset: number, text: string, stream: 'stdout' | 'stderr' = 'stdout'): EventBody => ({
  ...{ type: 'output', step: 'one', stream, offset, text },
})
const ended: EventBody = { type: 'command-ended', step: 'one', exitCode: 0, milliseconds: 1 }

const masked = (...bodies: readonly EventBody[]): readonly EventBody[] => {
  const shown: EventBody[] = []
  const emit = maskEvents(mask, (body) => shown.push(body))
  bodies.forEach(emit)
  return shown
}

test('a secret is found over two pieces, and the positions stay in step with what is shown', () => {
  expect(masked(output(0, 'a the-lo'), output(8, 'ng-secret b'), output(19, ' c'), ended)).toEqual([
    output(0, 'a '),
    output(2, '‹a secret› b'),
    output(18, ' c'),
    ended,
  ])
})

test('what only began like a secret is shown before the step goes on', () => {
  expect(masked(output(0, 'the-long'), ended)).toEqual([output(0, 'the-long'), ended])
})

test('each stream is masked for itself', () => {
  expect(masked(output(0, 'the-lo'), output(0, 'ng-secret.', 'stderr'), ended)).toEqual([
    output(0, 'ng-secret.', 'stderr'),
    output(0, 'the-lo'),
    ended,
  ])
})

test('over a gap in a flood nothing continues, and the gap keeps its size', () => {
  expect(masked(output(0, 'the-long-secret the-lo'), output(1000, 'ng-secret.'), ended)).toEqual([
    output(0, '‹a secret› '),
    output(15, 'the-lo'),
    output(999, 'ng-secret.'),
    ended,
  ])
})

test('texts of every event are masked, and our own terms are not', () => {
  const saw = (text: string): EventBody => ({
    type: 'checked',
    step: 'the-long-secret',
    check: 0,
    assertion: { en: text, 'zh-cn': text },
    verdict: { holds: true, saw: { en: text, 'zh-cn': text }, tries: 1 },
  })
  expect(masked(saw('it is the-long-secret.'))).toEqual([saw('it is ‹a secret›.')])
})

test('the events of a finished run keep their times, and are numbered again', () => {
  const at = (second: number): string => `2026-11-20T10:00:0${second}.000Z`
  const events: readonly RunEvent[] = [
    { seq: 1, at: at(1), ...output(0, 'a the-lo') },
    { seq: 2, at: at(2), ...output(8, 'ng-secret b the-lo') },
    { seq: 3, at: at(3), ...ended },
  ]
  const masked = maskedEvents(events, mask)
  expect(masked).toEqual([
    { seq: 1, at: at(1), ...output(0, 'a ') },
    { seq: 2, at: at(2), ...output(2, '‹a secret› b ') },
    { seq: 3, at: at(3), ...output(19, 'the-lo') },
    { seq: 4, at: at(3), ...ended },
  ])
  expect(masked.map((event) => Object.keys(event).slice(0, 2))).toEqual(masked.map(() => ['seq', 'at']))
})
