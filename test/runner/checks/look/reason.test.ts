import { expect, test } from 'vitest'
import { alike } from '../../../../playbooks/model/index.ts'
import { reasonOf, reasonWords } from '../../../../runner/checks/look/reason.ts'
import { RunnerError } from '../../../../runner/errors.ts'

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })

test('the system’s code is the reason, however deep it lies, and once', () => {
  expect(reasonOf(new TypeError('fetch failed', { cause: refused }))).toBe('ECONNREFUSED')
  expect(reasonOf(new AggregateError([refused, refused]))).toBe('ECONNREFUSED')
  expect(reasonOf('gone')).toBe('gone')
})

test('a foreign reason is quoted as it is; our own is told in each language, as a part of a sentence', () => {
  expect(reasonWords(refused)).toEqual(alike('“ECONNREFUSED”'))
  const own = new RunnerError(
    'broken',
    { en: 'There is no machine.', 'zh-cn': '没有虚拟机。' },
    { hint: 'boot2docker init' },
  )
  expect(reasonWords(own)).toEqual({ en: 'There is no machine', 'zh-cn': '没有虚拟机' })
})
