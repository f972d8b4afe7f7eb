import { expect, test } from 'vitest'
import { RunnerError, problemOf, messageOf } from '../../runner/errors.ts'

const own = new RunnerError(
  'broken',
  { en: 'It is stuck.', 'zh-cn': '卡住了。' },
  { hint: { en: 'Wait.', 'zh-cn': '请等待。' } },
)

test('a RunnerError has its own message, and the hint that fixes it', () => {
  expect(messageOf(own)).toBe('It is stuck.')
  expect(problemOf(own).what).toEqual({ en: 'It is stuck.', 'zh-cn': '卡住了。' })
  expect(problemOf(own)).toEqual({
    what: { en: 'It is stuck.', 'zh-cn': '卡住了。' },
    hint: { en: 'Wait.', 'zh-cn': '请等待。' },
  })
})

test.for([
  [new Error('connect ECONNREFUSED'), 'connect ECONNREFUSED'],
  ['gone', 'gone'],
  [undefined, 'undefined'],
] as const)('anything else says what it says, in every language', ([error, text]) => {
  expect(messageOf(error)).toBe(text)
  expect(problemOf(error)).toEqual({
    what: { en: text, 'zh-cn': text },
    hint: { en: 'npx shipshape doctor', 'zh-cn': 'npx shipshape doctor' },
  })
})
