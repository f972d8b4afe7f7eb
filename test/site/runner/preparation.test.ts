import { describe, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { PartState, PartStatus } from '../../../runner/protocol/preparation.ts'
import type { Answer } from '../../../site/runner/client.ts'
import { adviceFor } from '../../../site/runner/availability.ts'
import { PreparationFollower, type PreparationView } from '../../../site/runner/preparation/follow.ts'
import { changesBetween, detailOf, headline, overallOf } from '../../../site/runner/preparation/text.ts'
import { phrases } from '../../../site/words.ts'
import { preparationWords } from '../../../site/words/preparation.ts'

const { en, 'zh-cn': zhCn } = preparationWords
const part = (id: string, state: PartState, more: Partial<PartStatus> = {}): PartStatus => ({
  id,
  title: { en: id.toUpperCase(), 'zh-cn': `${id}项` },
  state,
  ...more,
})

describe('what the strip says', () => {
  test.each([
    [
      ['ready', 'preparing', 'waiting'],
      'Preparing what the guides need · 1 of 3 ready',
      '正在准备指南所需的内容 · 已就绪 1 / 3',
    ],
    [
      ['ready', 'failed', 'not-needed'],
      'Some of what the guides need could not be prepared · 2 of 3 ready',
      '指南所需的部分内容未能准备好 · 已就绪 2 / 3',
    ],
  ] as const)('of %j', (states, english, chinese) => {
    const parts = states.map((state, at) => part(String(at), state))
    expect([headline(parts, en), headline(parts, zhCn)]).toEqual([english, chinese])
  })

  test.each([
    [
      part('a', 'preparing', { done: 31e6, total: 74e6, unit: 'bytes', text: alike('fetching') }),
      'preparing · 31 of 74 MB · fetching',
    ],
    [part('a', 'preparing', { done: 1, total: 3, unit: 'steps' }), 'preparing · 33 %'],
    [part('a', 'preparing', { done: 5e6, unit: 'bytes' }), 'preparing · 5 MB'],
    [part('a', 'waiting', { text: alike('waiting for: B') }), 'waiting for: B'],
    [part('a', 'ready'), 'ready'],
  ])('of a part: %j', (status, expected) => {
    expect(detailOf(status, 'en', en)).toBe(expected)
  })

  test('aloud is only what has changed its state, and nothing of progress', () => {
    const before = [part('a', 'preparing', { done: 1, total: 9 }), part('b', 'waiting')]
    const now = [part('a', 'ready'), part('b', 'preparing')]
    expect(changesBetween(before, now, phrases.en)).toBe('A: ready. B: preparing.')
    expect(changesBetween(before, now, phrases['zh-cn'])).toBe('a项：已就绪。b项：准备中。')
    expect(changesBetween(now, [part('a', 'ready'), part('b', 'preparing', { done: 5, total: 9 })], phrases.en)).toBe(
      '',
    )
    expect(changesBetween(undefined, now, phrases.en)).toBe('')
  })

  test('overall it is done only when every part is ready or not needed', () => {
    expect(
      [[], ['ready', 'not-needed'], ['ready', 'failed'], ['failed', 'waiting']].map((states) =>
        overallOf(states.map((state) => part('a', state as PartState))),
      ),
    ).toEqual(['done', 'done', 'failed', 'pending']) // words of the union, written here
  })
})

/** Asks as often as there are answers; then the page is left. */
const follow = async (
  answers: readonly (readonly PartStatus[] | 'unreachable')[],
  isPaired = true,
): Promise<{ readonly views: readonly PreparationView[]; readonly pauses: readonly number[] }> => {
  const [views, pauses, left]: [PreparationView[], number[], AbortController] = [[], [], new AbortController()]
  const waiting = [...answers]
  const next = (): Answer<{ readonly parts: readonly PartStatus[] }> => {
    const parts = waiting.shift() ?? 'unreachable'
    return parts === 'unreachable' ? { kind: 'unreachable' } : { kind: 'ok', value: { parts } }
  }
  const follower = new PreparationFollower({
    client: {
      hasToken: () => isPaired,
      preparation: () => Promise.resolve(next()),
      retry: () => Promise.resolve(next()),
    },
    isHidden: () => false,
    onView: (view) => views.push(view),
    wait: (milliseconds) => {
      pauses.push(milliseconds)
      if (waiting.length === 0) left.abort()
      return Promise.resolve()
    },
  })
  await follower.follow(left.signal)
  return { views, pauses }
}
const hour = 3_600_000

describe('a page asks', () => {
  test('every second while something is made, and no longer once all is ready', async () => {
    const { views, pauses } = await follow([[part('a', 'preparing')], [part('a', 'preparing')], [part('a', 'ready')]])
    expect(pauses).toEqual([1_000, 1_000, hour])
    expect(views).toHaveLength(3)
  })

  test('again soon, showing nothing, while what was made earlier is being looked for', async () => {
    const { views, pauses } = await follow([[part('a', 'waiting')], [part('a', 'ready')]])
    expect(pauses).toEqual([700, hour])
    expect(views.map(({ parts }) => overallOf(parts))).toEqual(['done'])
  })

  test('seldom after a failure: it may be tried again in another tab', async () => {
    expect((await follow([[part('a', 'failed')]])).pauses).toEqual([5_000])
  })

  test('less and less often when the runner does not answer, and says so', async () => {
    const { views, pauses } = await follow([[part('a', 'preparing')], 'unreachable', 'unreachable'])
    expect(pauses).toEqual([1_000, 1_000, 2_000])
    expect(views.at(-1)?.isGone).toBe(true)
  })

  test('nothing when it is not paired', async () => {
    expect(await follow([], false)).toEqual({ views: [], pauses: [hour] })
  })
})

describe('where a guide can run', () => {
  const missing = [{ what: alike('no QEMU'), hint: alike('npm start') }]
  const lab = (state: 'ready' | 'preparing' | 'missing') => ({
    id: 'lab',
    state,
    missing: state === 'missing' ? missing : [],
  })
  const engine = (state: 'ready' | 'missing') => ({ id: 'engine', state, missing: [] })

  test.each([
    [
      'nothing is said while its first target is being prepared',
      ['lab', 'engine'],
      [lab('preparing'), engine('ready')],
      undefined,
    ],
    ['nothing is said when its first target is there', ['lab'], [lab('ready')], undefined],
    ['nothing is said of a target that nobody knows', ['fusion'], [lab('missing')], undefined],
    [
      'another target that is there is offered',
      ['lab', 'engine'],
      [lab('missing'), engine('ready')],
      { target: 'lab', missing, instead: 'engine' },
    ],
    [
      'what is missing is said when no other is there',
      ['lab', 'engine'],
      [lab('missing'), engine('missing')],
      { target: 'lab', missing },
    ],
    [
      'a target that the guide does not name is not offered',
      ['lab'],
      [lab('missing'), engine('ready')],
      { target: 'lab', missing },
    ],
  ])('%s', (_, targets, states, expected) => {
    expect(adviceFor(targets, states)).toEqual(expected)
  })
})
