import { describe, expect, test } from 'vitest'
import {
  nextMoves,
  toRetry,
  waitsFor,
  wantsLock,
  type Scheduled,
  type Stage,
} from '../../../runner/preparation/schedule.ts'

/** `image:missing<programs` is a part that comes after another one. */
const parts = (text: string): readonly Scheduled[] =>
  text.split(' ').map((word) => {
    const [, id = '', stage = '', after = ''] = /^([^:]+):([^<]+)(?:<(.*))?$/.exec(word) ?? []
    return { id, stage: stage as Stage, after: after === '' ? [] : after.split(',') } // written in this file
  })

const moves = (text: string, mayMake = true, atMost = 2): readonly string[] =>
  nextMoves(parts(text), { atMost, mayMake }).map(
    (move) => `${move.kind} ${move.id}${move.kind === 'fail' ? ` because ${move.because}` : ''}`,
  )

describe('what comes next', () => {
  test.each([
    ['parts are looked for first, two at once', 'a:unseen b:unseen c:unseen', ['look a', 'look b']],
    ['a look comes before a make', 'a:missing b:unseen', ['look b', 'make a']],
    ['two are made at once, in their order', 'a:missing b:missing c:missing', ['make a', 'make b']],
    ['what is busy leaves room for one more', 'a:making b:missing c:missing', ['make b']],
    ['nothing more is begun when two are busy', 'a:making b:looking c:missing', []],
    ['a part waits for those before it', 'a:making b:missing<a', []],
    ['a part is made when those before it are ready or not needed', 'a:ready b:not-needed c:missing<a,b', ['make c']],
    ['a part fails with one before it', 'a:failed b:missing<a c:missing', ['fail b because a', 'make c']],
    ['a part before it that is not in the list is not waited for', 'b:missing<a', ['make b']],
    ['nothing is left when all is settled', 'a:ready b:failed c:not-needed', []],
  ])('%s', (_, text, expected) => {
    expect(moves(text)).toEqual(expected)
  })

  test('nothing is made without the lock, and looking goes on', () => {
    expect(moves('a:missing b:unseen', false)).toEqual(['look b'])
  })
})

test.each([
  ['something is missing', 'a:missing', true],
  ['something is being made', 'a:making', true],
  ['all that is missing will fail', 'a:failed b:missing<a', false],
  ['all is there', 'a:ready b:not-needed', false],
  ['nothing is known yet', 'a:unseen b:looking', false],
])('the lock is wanted or not when %s', (_, text, expected) => {
  expect(wantsLock(parts(text))).toBe(expected)
})

test('a part names the first one that it waits for', () => {
  const all = parts('a:ready b:making c:missing<a,b')
  expect(all.map((part) => waitsFor(part, all))).toEqual([undefined, undefined, 'b'])
})

describe('trying again', () => {
  const all = parts('programs:failed image:failed<programs vm:failed<image mirror:failed stand-in/x:ready')
  test('takes all that failed when none is named', () => {
    expect(toRetry(all, undefined)).toEqual(['programs', 'image', 'vm', 'mirror'])
  })
  test('takes what failed before the named one and because of it, and nothing else', () => {
    expect(toRetry(all, ['vm'])).toEqual(['programs', 'image', 'vm'])
    expect(toRetry(all, ['mirror'])).toEqual(['mirror'])
  })
  test('takes nothing that has not failed, and nothing unknown', () => {
    expect(toRetry(all, ['stand-in/x', 'nothing'])).toEqual([])
  })
})
