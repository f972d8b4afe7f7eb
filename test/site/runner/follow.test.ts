import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { RunRequest } from '../../../runner/protocol/api.ts'
import { Follower } from '../../../site/runner/follow.ts'
import type { View } from '../../../site/runner/view.ts'
import { FakeRunner } from './fake-runner.ts'

const leaving = new AbortController()
afterAll(() => leaving.abort())

interface Followed {
  readonly follower: Follower
  readonly views: View[]
  readonly until: (holds: (view: View) => boolean) => Promise<View>
}

const follow = (client: FakeRunner, isLocal = true, inputs?: RunRequest['inputs']): Followed => {
  const views: View[] = []
  let keys = 0
  const follower = new Follower({
    guide: 'guide',
    contentHash: 'hash',
    target: () => 'lab',
    ...(inputs === undefined ? {} : { inputs: () => inputs }),
    client,
    isLocal,
    isHidden: () => false,
    onView: (view) => views.push(view),
    wait: (milliseconds, signal) =>
      sleep(Math.min(milliseconds, milliseconds > 60_000 ? milliseconds : 2), undefined, { signal }).catch(
        () => undefined,
      ),
    newKey: () => `key-${(keys += 1)}`,
  })
  void follower.follow(leaving.signal)
  const until = async (holds: (view: View) => boolean): Promise<View> => {
    for (let tries = 0; tries < 500; tries += 1) {
      if (holds(follower.view)) return follower.view
      await sleep(2)
    }
    throw new Error(`It never came: ${JSON.stringify(follower.view)}`)
  }
  return { follower, views, until }
}

test('a run that goes on is found and followed to its end', async () => {
  const runner = new FakeRunner()
  runner.begin('r')
  const { until } = follow(runner)
  await until(({ report }) => report.status === 'running')
  runner.end('r')
  expect((await until(({ report }) => report.status === 'passed')).report).toMatchObject({ run: 'r', seq: 2 })
})

test('a run of another text of the guide is not shown beside this one', async () => {
  const runner = new FakeRunner()
  runner.begin('old', 'another hash')
  const { follower, until } = follow(runner)
  await until(({ connection }) => connection === 'ready')
  await sleep(20)
  expect(follower.view.report.run).toBe('')
})

test('a newer run takes the place of a finished one', async () => {
  const runner = new FakeRunner()
  runner.begin('first')
  runner.end('first')
  const { until } = follow(runner)
  await until(({ report }) => report.run === 'first' && report.status === 'passed')
  runner.begin('second', 'hash', '2026-01-01T01:00:00Z')
  expect((await until(({ report }) => report.run === 'second')).report.status).toBe('running')
})

test('what the reader has typed goes with the request', async () => {
  const runner = new FakeRunner()
  const { follower } = follow(runner, true, { user: 'moby' })
  await follower.start({ kind: 'all' })
  expect(runner.requests[0]?.inputs).toEqual({ user: 'moby' })
})

test('two clicks before the answer ask once, and the page is busy from the first on', async () => {
  const runner = new FakeRunner()
  const { follower, until } = follow(runner)
  await until(({ connection }) => connection === 'ready')
  const asked = [follower.start({ kind: 'all' }), follower.start({ kind: 'all' })]
  expect(follower.view.starting).toBe(true)
  await Promise.all(asked)
  expect(runner.requests).toEqual([
    { playbook: 'guide', contentHash: 'hash', target: 'lab', steps: { kind: 'all' }, key: 'key-1' },
  ])
  expect((await until(({ report }) => report.run === 'mine')).starting).toBe(false)
})

test('a request that may not have arrived is repeated with the same key', async () => {
  const runner = new FakeRunner()
  const { follower, until } = follow(runner)
  await until(({ connection }) => connection === 'ready')
  runner.answer = { kind: 'unreachable' }
  const asked = follower.start({ kind: 'all' })
  await asked
  expect(runner.requests.map((request) => request.key)).toEqual(['key-1', 'key-1'])
  expect(follower.view.starting).toBe(false)
})

test('a refusal is reported, and is gone once something else was asked for', async () => {
  const runner = new FakeRunner()
  const { follower, until } = follow(runner)
  await until(({ connection }) => connection === 'ready')
  runner.answer = { kind: 'refused', what: alike('Busy.'), hint: alike('Wait.') }
  await follower.start({ kind: 'all' })
  expect(follower.view).toMatchObject({ refused: { what: alike('Busy.'), hint: alike('Wait.') }, starting: false })
  runner.answer = undefined
  await follower.start({ kind: 'all' })
  expect(follower.view.refused).toBe(undefined)
})

test('a run that needs the reader’s agreement is asked for again with it, for the same steps', async () => {
  const runner = new FakeRunner()
  const { follower, until } = follow(runner)
  await until(({ connection }) => connection === 'ready')
  runner.answer = { kind: 'refused', what: alike('It holds 3 containers.'), hint: alike('Agree.'), mayAgree: true }
  await follower.start({ kind: 'to', step: 'two' })
  expect(follower.view.refused?.mayAgree).toBe(true)
  runner.answer = undefined
  await follower.agree()
  expect(runner.requests.map(({ steps, agreed }) => [steps, agreed])).toEqual([
    [{ kind: 'to', step: 'two' }, undefined],
    [{ kind: 'to', step: 'two' }, true],
  ])
  expect(follower.view.refused).toBe(undefined)
})

test('a runner that is gone is asked again, and its run goes on', async () => {
  const runner = new FakeRunner()
  runner.begin('r')
  const { until } = follow(runner)
  await until(({ report }) => report.status === 'running')
  runner.answer = { kind: 'unreachable' }
  await until(({ connection }) => connection === 'gone')
  runner.answer = undefined
  runner.end('r')
  expect((await until(({ report }) => report.status === 'passed')).connection).toBe('ready')
})

test('with a stale token nothing more is asked until the page is paired again', async () => {
  const runner = new FakeRunner()
  runner.answer = { kind: 'unpaired' }
  const { follower, until } = follow(runner)
  await until(({ connection }) => connection === 'stale')
  const { asked } = runner
  await sleep(30)
  expect(runner.asked).toBe(asked)
  runner.answer = undefined
  follower.poke()
  await until(({ connection }) => connection === 'ready')
})

test.each([
  [true, true, 'unpaired'],
  [true, false, 'absent'],
  [false, true, 'absent'],
] as const)(
  'without a token, on this computer: %s, served by a runner: %s, the page is %s',
  async (isLocal, served, connection) => {
    const runner = new FakeRunner()
    runner.token = undefined
    runner.served = served
    const { until } = follow(runner, isLocal)
    await until((view) => view.connection === connection)
    expect(runner.asked).toBe(0)
  },
)

test('a run whose journal is damaged ends as broken, with the reason, and is not asked for again', async () => {
  const runner = new FakeRunner()
  runner.begin('one')
  const { until } = follow(runner)
  await until(({ report }) => report.status === 'running')
  runner.problem = { what: { en: 'It is damaged.', 'zh-cn': '已损坏。' }, hint: alike('rm -r x') }
  const { report, refused } = await until((view) => view.refused !== undefined)
  expect([report.status, report.why?.en, refused]).toEqual(['broken', 'It is damaged. rm -r x', runner.problem])
})

test('a run of another version is said to be one, and counts as none', async () => {
  const runner = new FakeRunner()
  runner.begin('one')
  runner.journals.clear()
  runner.problem = { what: { en: 'It is older.', 'zh-cn': '较旧。' }, hint: alike('rm -r x') }
  const { until } = follow(runner)
  const { report } = await until((view) => view.refused !== undefined)
  expect(report.status).toBe('waiting')
})

test('an earlier run stays shown until the newest one is wanted, or a run is started', async () => {
  const runner = new FakeRunner()
  runner.begin('old', 'hash', '2026-01-01T00:00:00Z')
  runner.end('old')
  runner.begin('new', 'hash', '2026-01-02T00:00:00Z')
  runner.end('new')
  const { follower, until } = follow(runner)
  await until(({ report }) => report.run === 'new' && report.status === 'passed')
  follower.open('old')
  expect((await until(({ report }) => report.run === 'old' && report.status === 'passed')).isOlder).toBe(true)
  follower.openNewest()
  expect((await until(({ report }) => report.run === 'new' && report.status === 'passed')).isOlder).toBe(false)
  expect(follower.view.runs.map(({ run }) => run)).toEqual(['new', 'old'])
})
