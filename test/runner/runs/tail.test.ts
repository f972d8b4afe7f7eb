import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { readPortion } from '../../../runner/runs/index.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { journalOf } from '../../fixtures/journals.ts'

const run = '20260101-000000-aaaaaa'
const at = '2026-01-01T00:00:00.000Z'
const scope = { asked: { kind: 'all' }, of: 1 } as const

const begun: RunEvent = {
  ...{ seq: 1, at, type: 'run-started', format: 4, run, playbook: 'p', contentHash: 'h' },
  ...{ mode: 'run', steps: ['one'], scope },
}
const output = (seq: number, length = 1000): RunEvent => ({
  ...{ seq, at, type: 'output', step: 'one', stream: 'stdout', offset: 0, text: 'x'.repeat(length) },
})
const finished = (seq: number): RunEvent => ({
  ...{ seq, at, type: 'run-finished', status: 'passed', leftovers: [], milliseconds: 1 },
})

const outputs = (count: number): readonly RunEvent[] => Array.from({ length: count }, (_, index) => output(index + 2))

interface Written {
  readonly state: string
  readonly journal: string
  readonly write: (events: readonly RunEvent[]) => void
}

const written = (): Written => {
  const state = temporaryFolder()
  mkdirSync(join(state, 'runs', run), { recursive: true })
  const journal = journalPath(join(state, 'runs', run))
  return { state, journal, write: (events) => writeFileSync(journal, journalOf(events)) }
}

const seqs = (state: string, after: number, limit = Number.POSITIVE_INFINITY): readonly number[] =>
  readPortion(state, run, after, limit).events.map(({ seq }) => seq)

test('a reader gets what is new, from wherever it was', () => {
  const { state, journal, write } = written()
  const events = [begun, ...outputs(200)]
  write(events)
  expect(seqs(state, 0)).toHaveLength(201)
  expect(seqs(state, 201)).toEqual([])
  const text = journalOf([...events, output(202), finished(203)])
  appendFileSync(journal, text.slice(readFileSync(journal, 'utf8').length))
  expect([seqs(state, 201), seqs(state, 100).length, seqs(state, 0).length]).toEqual([[202, 203], 103, 203])
})

test('an answer is bounded, and the next ones have the rest', () => {
  const { state, write } = written()
  write([begun, ...outputs(300), finished(302)])
  const all: number[] = []
  const answers: number[] = []
  for (let more = true; more;) {
    const portion = readPortion(state, run, all.length, 50_000)
    all.push(...portion.events.map(({ seq }) => seq))
    answers.push(portion.events.length)
    ;({ more } = portion)
  }
  expect(all).toEqual(Array.from({ length: 302 }, (_, index) => index + 1))
  expect(Math.max(...answers)).toBeLessThan(60)
})

test('a new event of a journal of four megabytes costs a few milliseconds, not the whole of it', () => {
  const { state, journal, write } = written()
  const events = [begun, ...outputs(4000)]
  write(events)
  const size = readFileSync(journal).length
  expect(size).toBeGreaterThan(4e6)
  const whole = readPortion(state, run, 0, Number.POSITIVE_INFINITY)
  expect(whole.events).toHaveLength(4001)
  const more = journalOf([...events, ...Array.from({ length: 20 }, (_, index) => output(4002 + index, 100))])
  const lines = more.slice(size).split(/(?<=\n)/)
  const before = process.threadCpuUsage()
  lines.forEach((line, index) => {
    appendFileSync(journal, line)
    expect(seqs(state, 4001 + index)).toEqual([4002 + index])
  })
  const { user, system } = process.threadCpuUsage(before)
  expect((user + system) / 1000 / lines.length).toBeLessThan(10)
})

test('what was read before is verified again before the end is given', () => {
  const { state, journal, write } = written()
  const events = [begun, ...outputs(300)]
  write(events)
  expect(seqs(state, 0)).toHaveLength(301)
  const bytes = Buffer.from(journalOf([...events, finished(302)]))
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  writeFileSync(journal, bytes)
  const { events: rest, problem } = readPortion(state, run, 301, Number.POSITIVE_INFINITY)
  expect([rest, problem?.what.en]).toEqual([
    [],
    `The journal ${journal} is damaged in line 2, so the result of this run is not known.`,
  ])
})

test('another file in place of the journal is read from its beginning', () => {
  const { state, journal, write } = written()
  write([begun, ...outputs(300)])
  expect(seqs(state, 0)).toHaveLength(301)
  rmSync(journal)
  write([begun, output(2)])
  expect(seqs(state, 1)).toEqual([2])
})
