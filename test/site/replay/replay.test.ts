import { describe, expect, test } from 'vitest'
import { armOnMac } from '../../../playbooks/arm-on-mac.ts'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { emptyReport, type Report } from '../../../runner/protocol/report.ts'
import { Answers } from '../../../site/replay/answers.ts'
import { ReplayClient, type Loaded } from '../../../site/replay/client.ts'
import { cutJournal } from '../../../site/replay/cut-journal.ts'
import type { Pace } from '../../../site/replay/schedule.ts'
import { timesOf } from '../../../site/replay/schedule.ts'
import { transcriptOf } from '../../../site/transcript/transcript.ts'
import { eventsOf } from '../../fixtures/evidence.ts'

const hash = 'c'.repeat(64)
const events = eventsOf(armOnMac, hash)
const [, , third] = armOnMac.steps.map(({ id }) => id)
const reportOf = (all: readonly RunEvent[]): Report => all.reduce(fold, emptyReport)
const statuses = ({ steps }: Report): readonly string[] => steps.map(({ status }) => status)

/** A client whose clock the test sets. */
const clientOf = (loaded: Loaded, pace: Pace): { client: ReplayClient; clock: { now: number } } => {
  const clock = { now: Date.parse('2027-01-01T00:00:00.000Z') }
  return {
    clock,
    client: new ReplayClient({ load: () => Promise.resolve(loaded), pace: () => pace, now: () => clock.now }),
  }
}

const ask = (client: ReplayClient, change: object = {}): ReturnType<ReplayClient['start']> =>
  client.start({
    playbook: 'arm-on-mac',
    contentHash: hash,
    target: 'lab',
    steps: { kind: 'all' },
    key: 'k',
    ...change,
  })

const shown = async (client: ReplayClient, after = 0): Promise<readonly RunEvent[]> => {
  const answer = await client.events('replay-k', after)
  if (answer.kind !== 'ok') throw new Error(answer.kind)
  return answer.value.events
}

describe('a part of a run', () => {
  test('has the first steps as they were, and names how many there are', () => {
    const part = cutJournal(events, { kind: 'only', step: third ?? '' })
    const [whole, report] = [reportOf(events), reportOf(part ?? [])]
    expect(report.steps).toEqual(whole.steps.slice(0, 3))
    expect([report.status, report.scope]).toEqual([
      'passed',
      { asked: { kind: 'only', step: third }, of: armOnMac.steps.length },
    ])
    expect(part?.map(({ seq }) => seq)).toEqual(part?.map((_event, index) => index + 1))
  })

  test('has not passed when one of its steps did not', () => {
    const statusesOf = { [third ?? '']: 'blocked' } as const
    const incomplete = eventsOf(armOnMac, hash, { status: 'incomplete', statuses: statusesOf })
    expect(reportOf(cutJournal(incomplete, { kind: 'to', step: third ?? '' }) ?? []).status).toBe('incomplete')
  })

  test('is nothing for a step that the run does not have', () => {
    expect(cutJournal(events, { kind: 'to', step: 'another' })).toBeUndefined()
  })
})

describe('the pace of a replay', () => {
  const at = (seconds: number, event: object): RunEvent =>
    ({ seq: 1, at: new Date(1_700_000_000_000 + seconds * 1000).toISOString(), ...event }) as RunEvent // for its time
  const run = [
    at(0, { type: 'preparing' }),
    at(60, { type: 'step-started' }),
    at(60.3, { type: 'output' }),
    at(160, { type: 'step-finished' }),
    at(160.1, { type: 'step-started' }),
    at(160.2, { type: 'undo-started' }),
    at(190, { type: 'undo-finished' }),
  ]

  test('shortens long pauses, and leaves time to read before the next step', () => {
    expect(timesOf(run, 'reading')).toEqual([0, 40, 340, 1840, 2740, 2780, 2820])
  })

  test('has no pauses at once', () => {
    expect(timesOf(run, 'at-once')).toEqual(run.map(() => 0))
  })
})

describe('a replay', () => {
  test('shows the events whose time has come, with the times of the replay', async () => {
    const { client, clock } = clientOf({ kind: 'run', events }, 'reading')
    expect(await ask(client)).toEqual({ kind: 'ok', value: { run: 'replay-k' } })
    const [first] = await shown(client)
    expect([first?.at, reportOf(await shown(client)).run]).toEqual(['2027-01-01T00:00:00.000Z', 'replay-k'])
    const before = (await shown(client)).length
    clock.now += 2_000
    const after = await shown(client, before)
    expect(after.map(({ seq }) => seq)).toEqual(after.map((_event, index) => before + index + 1))
    clock.now += 3_600_000
    const whole = reportOf(events)
    expect(reportOf(await shown(client))).toEqual({
      ...{ ...whole, run: 'replay-k', startedAt: '2027-01-01T00:00:00.000Z' },
    })
  })

  test('can be brought to its end', async () => {
    const { client } = clientOf({ kind: 'run', events }, 'reading')
    await ask(client)
    client.finish()
    expect(await shown(client)).toHaveLength(events.length)
  })

  test('ends as cancelled when it is stopped, and judges nothing more', async () => {
    const { client, clock } = clientOf({ kind: 'run', events }, 'reading')
    await ask(client)
    clock.now += 1_500
    while (!statuses(reportOf(await shown(client))).includes('running')) clock.now += 5
    const before = reportOf(await shown(client))
    await client.cancel('replay-k')
    const report = reportOf(await shown(client))
    const passed = statuses(before).filter((status) => status === 'passed').length
    expect([report.status, statuses(report).filter((status) => status === 'passed').length]).toEqual([
      'cancelled',
      passed,
    ])
    expect(new Set(statuses(report))).toEqual(new Set(['passed', 'skipped', 'not-reached']))
    clock.now += 3_600_000
    expect(reportOf(await shown(client))).toEqual(report)
  })

  test('is refused for another text of the guide, and where the journal cannot be read', async () => {
    const problem = { what: { en: 'Damaged.', 'zh-cn': '已损坏。' }, hint: { en: 'Reload.', 'zh-cn': '重新加载。' } }
    expect(
      await ask(clientOf({ kind: 'run', events }, 'at-once').client, { contentHash: 'd'.repeat(64) }),
    ).toMatchObject({
      kind: 'refused',
    })
    expect(await ask(clientOf({ kind: 'unusable', problem }, 'at-once').client)).toEqual({
      kind: 'refused',
      ...problem,
    })
  })
})

describe('a typed command', () => {
  const answers = (): Answers => new Answers(transcriptOf(events))

  test('of the run is answered with what it printed in its step', () => {
    expect(answers().to(` ${third} `)).toEqual({ step: 3, output: `${third} is done\n` })
  })

  test.each(['', 'rm -rf /', `${third}x`, `${third} `.repeat(2)])(
    'that is not in the run, such as “%s”, is not',
    (line) => {
      expect(answers().to(line)).toBeUndefined()
    },
  )

  test('that was run in several steps is answered from each in turn', () => {
    const twice = events.map((event) =>
      event.type === 'step-started' && event.step !== third ? { ...event, actual: 'same', shown: 'same' } : event,
    )
    const all = new Answers(transcriptOf(twice))
    expect([all.to('same')?.step, all.to('same')?.step, all.to('same')?.step]).toEqual([1, 2, 4])
  })
})
