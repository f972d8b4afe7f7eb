import { describe, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import { emptyReport, type Report, type StepReport } from '../../../runner/protocol/report.ts'
import { announcement } from '../../../site/runner/announce.ts'
import { expectedMs } from '../../../site/runner/expected.ts'
import type { View } from '../../../site/runner/view.ts'
import { runsFirstText } from '../../../site/runner/runs-first.ts'
import { clip } from '../../../site/runner/clip.ts'
import { pauseMs } from '../../../site/runner/pace.ts'
import { keptToken, pairFrom, tokenIn } from '../../../site/runner/pair.ts'
import { notRunOf, verdictOf } from '../../../site/runner/verdict.ts'
import { languageOf, phrases, inWords } from '../../../site/words.ts'

describe('a long output', () => {
  test('is left as it is up to 40 KB', () => {
    const text = 'x'.repeat(40 * 1024)
    expect(clip(text)).toEqual({ head: text, hiddenKilobytes: 0, tail: '' })
  })

  test('is cut between lines, and the missing part is counted', () => {
    const text = Array.from({ length: 20_000 }, (_each, index) => `line ${index}\n`).join('')
    const { head, hiddenKilobytes, tail } = clip(text)
    expect(head).toMatch(/^line 0\n[\s\S]*\n$/)
    expect(tail).toMatch(/^line \d+\n[\s\S]*line 19999\n$/)
    expect(Math.abs(text.length - head.length - tail.length - hiddenKilobytes * 1024)).toBeLessThanOrEqual(512)
  })

  test('in one single line is cut all the same', () => {
    const { head, tail } = clip('x'.repeat(1_000_000))
    expect([head.length, tail.length]).toEqual([8 * 1024, 32 * 1024])
  })
})

test.each([
  [{ live: true, hidden: false, more: false, failures: 0 }, 250],
  [{ live: true, hidden: true, more: false, failures: 0 }, 2_000],
  [{ live: false, hidden: false, more: false, failures: 0 }, 2_000],
  [{ live: false, hidden: true, more: false, failures: 0 }, 10_000],
  [{ live: true, hidden: false, more: true, failures: 0 }, 0],
  [{ live: true, hidden: false, more: true, failures: 1 }, 1_000],
  [{ live: true, hidden: false, more: false, failures: 30 }, 10_000],
])('with %j the page asks again after %i ms', (pace, milliseconds) => {
  expect(pauseMs(pace)).toBe(milliseconds)
})

describe('pairing', () => {
  const token = 'A'.repeat(43)
  const store = (): Pick<Storage, 'getItem' | 'setItem'> => {
    const kept = new Map<string, string>()
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
  }

  test.each([
    [`#token=${token}`, token],
    [`#token=${token}&x`, undefined],
    ['#token=', undefined],
    ['#token=<script>', undefined],
    ['#step-up', undefined],
    ['', undefined],
  ])('reads “%s” as %s', (fragment, found) => {
    expect(tokenIn(fragment)).toBe(found)
  })

  test('keeps the token and cleans the address bar', () => {
    const seen: unknown[] = []
    const kept = store()
    // The three parts that are read.
    const location = { hash: `#token=${token}`, pathname: '/guide/', search: '?a=1' } as Location
    // The two parts that are used.
    const history = { state: null, replaceState: (...given: unknown[]) => seen.push(given) } as unknown as History
    expect(pairFrom(location, history, kept)).toBe(true)
    expect([keptToken(kept), seen]).toEqual([token, [[null, '', '/guide/?a=1']]])
  })

  test('does without a store that is shut', () => {
    const shut = {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('denied')
      },
    }
    expect(keptToken(shut)).toBe(undefined)
  })
})

describe('a screen reader', () => {
  const steps = [
    { id: 'one', number: 1, title: 'First' },
    { id: 'two', number: 2, title: 'Second' },
  ]
  const step = (id: string, status: StepReport['status']): StepReport => ({
    id,
    status,
    stdout: '',
    stderr: '',
    checks: [],
  })
  const report = (status: Report['status'], ...reports: StepReport[]): Report => ({
    ...emptyReport,
    run: 'r',
    status,
    steps: reports,
  })

  const view = (shown: Report): View => ({
    ...{ connection: 'ready', report: shown, starting: false },
    ...{ cancelling: false, runs: [], isOlder: false },
  })

  test('is informed of each step that has ended, and the end', () => {
    const before = report('running', step('one', 'running'), step('two', 'waiting'))
    const now = report('failed', step('one', 'passed'), step('two', 'failed'))
    expect(announcement(view(before), view(now), steps, phrases.en)).toBe(
      'Step 1, First: passed. Step 2, Second: failed. Failed: a step did not pass.',
    )
  })

  test('is not informed of the history of a run that the page has just found', () => {
    const now = view(report('passed', step('one', 'passed')))
    expect(announcement(view(emptyReport), now, steps, phrases.en)).toBe('')
  })

  test('is informed that a run was started here, of its scope, and of what is prepared for it', () => {
    const begun: Report = {
      ...report('running', step('one', 'waiting')),
      scope: { asked: { kind: 'to', step: 'one' }, of: 2 },
      preparing: { en: 'restoring the VM', 'zh-cn': '正在恢复虚拟机' },
    }
    const asked = { ...view(emptyReport), starting: true }
    expect(announcement(asked, view(begun), steps, phrases.en)).toBe(
      'Run started: step 1 of 2. Getting ready: restoring the VM.',
    )
    expect(announcement(view(begun), view(begun), steps, phrases.en)).toBe('')
    expect(announcement(asked, view(begun), steps, phrases['zh-cn'])).toBe(
      '运行已开始：第 1 步（共 2 步）。正在准备：正在恢复虚拟机。',
    )
  })
})

describe('how long a run is expected to take', () => {
  const steps = ['one', 'two', 'three'].map((id): StepReport => ({
    id,
    status: 'waiting',
    stdout: '',
    stderr: '',
    checks: [],
  }))

  test('is what its steps took in the recorded run, an unknown one counting as an average one', () => {
    expect(expectedMs({ steps }, { one: 1000, two: 3000, other: 9000 })).toBe(6000)
  })

  test('is not known where no step was recorded', () => {
    expect(expectedMs({ steps }, { other: 9000 })).toBe(undefined)
    expect(expectedMs({ steps })).toBe(undefined)
  })
})

describe('the verdict of an incomplete run', () => {
  const step = (id: string, status: StepReport['status'], why?: string): StepReport => ({
    ...{ id, status, stdout: '', stderr: '', checks: [] },
    ...(why === undefined ? {} : { why: alike(why) }),
  })
  const report = {
    ...{ ...emptyReport, status: 'incomplete' as const },
    steps: [
      step('a', 'blocked', 'No network.'),
      step('b', 'passed'),
      step('c', 'blocked', 'No network.'),
      step('d', 'skipped', 'Only by hand.'),
      step('e', 'blocked', 'No image.'),
    ],
  }

  test('names the steps that were not run', () => {
    expect(verdictOf(report, phrases.en)).toBe('Incomplete: steps 1, 3, 5 were blocked, step 4 was skipped')
    expect(verdictOf(report, phrases['zh-cn'])).toBe('不完整：第 1、3、5 步受阻、第 4 步已跳过')
  })

  test('has each reason once, with its steps', () => {
    expect(notRunOf(report)).toEqual([
      { status: 'blocked', why: alike('No network.'), ids: ['a', 'c'], numbers: [1, 3] },
      { status: 'skipped', why: alike('Only by hand.'), ids: ['d'], numbers: [4] },
      { status: 'blocked', why: alike('No image.'), ids: ['e'], numbers: [5] },
    ])
    expect(notRunOf({ ...report, status: 'cancelled' })).toEqual([])
  })
})

describe('at the step that was asked for, a reader sees what runs first', () => {
  const third = { id: 'three', number: 3, title: 'Third' }
  const named = [{ id: 'one', number: 1, title: 'First' }, { id: 'two', number: 2, title: 'Second' }, third]
  const report = (asked: Report['scope']['asked'], ...statuses: StepReport['status'][]): Report => ({
    ...emptyReport,
    status: 'running',
    scope: { asked, of: 3 },
    steps: statuses.map((status, at) => ({ id: named[at]?.id ?? '', status, stdout: '', stderr: '', checks: [] })),
  })
  const asked = { kind: 'only', step: 'three' } as const

  test('while earlier steps run', () => {
    const running = report(asked, 'passed', 'running', 'waiting')
    expect(runsFirstText(running, third, named, phrases.en)).toBe('First runs steps 1 to 2. Now: 2. Second.')
    expect(named.slice(0, 2).map((each) => runsFirstText(running, each, named, phrases.en))).toEqual(['', ''])
  })

  test.each([
    ['it runs itself', report(asked, 'passed', 'passed', 'running')],
    ['all steps were asked for', report({ kind: 'all' }, 'running', 'waiting', 'waiting')],
    ['the run has ended', { ...report(asked, 'failed', 'waiting', 'waiting'), status: 'failed' } as const],
  ])('and no longer when %s', (_when, shown) => {
    expect(runsFirstText(shown, third, named, phrases.en)).toBe('')
  })
})

test.each([
  [0, '0.0 s'],
  [840, '0.8 s'],
  [9_949, '9.9 s'],
  [42_400, '42 s'],
  [59_600, '1 min 00 s'],
  [185_000, '3 min 05 s'],
])('%i ms are shown as %s', (milliseconds, text) => {
  expect(inWords(milliseconds, phrases.en)).toBe(text)
})

test('a time is shown to a Chinese reader in Chinese', () => {
  expect([840, 42_400, 185_000].map((milliseconds) => inWords(milliseconds, phrases['zh-cn']))).toEqual([
    '0.8 秒',
    '42 秒',
    '3 分 05 秒',
  ])
})

test.each([
  ['en', 'en'],
  ['zh-CN', 'zh-cn'],
  ['zh-cn', 'zh-cn'],
  ['', 'en'],
])('a page in “%s” speaks %s', (lang, language) => {
  expect(languageOf(lang)).toBe(language)
})
