import { appendFileSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { emptyReport } from '../../../runner/protocol/report.ts'
import { damagedReport } from '../../../runner/protocol/damaged-report.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { concludeOrphans, listRuns, readEvents, readPortion } from '../../../runner/runs/index.ts'
import { english } from '../../fixtures/english.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { eventsIn, journalOf } from '../../fixtures/journals.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { allEvents, startHere } from '../../fixtures/runs.ts'

interface Passed {
  readonly state: string
  readonly run: string
  readonly folder: string
  readonly journal: string
  readonly bytes: Buffer
}

const passedRun = async (): Promise<Passed> => {
  const state = temporaryFolder()
  const { id: run, folder, finished } = await startHere(state, playbookOf(make('one'), make('two')))
  expect((await finished).status).toBe('passed')
  const journal = journalPath(folder)
  return { state, run, folder, journal, bytes: readFileSync(journal) }
}

const failed = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => String(error),
  )

/** How a run reads, everywhere: in the list, to a page, and to the program. */
const readings = async ({ state, run }: Passed): Promise<object> => {
  const { events, problem } = readPortion(state, run, 0, Number.POSITIVE_INFINITY)
  const [summary] = await listRuns(state)
  return {
    list: summary?.status,
    page: problem?.what.en,
    end: events.at(-1)?.type === 'run-finished',
    read: await failed(readEvents(state, run, 0)),
    watch: await failed(allEvents(state, run)),
  }
}

const damagedIn = ({ journal }: Passed, line: number): object => {
  const what = `The journal ${journal} is damaged in line ${line}, so the result of this run is not known.`
  const error = `RunnerError: ${what}`
  return { list: 'damaged', page: what, end: false, read: error, watch: error }
}

test('no flipped bit of a passed run is read as passed', async () => {
  const passed = await passedRun()
  const { state, run, journal, bytes } = passed
  const bits = bytes.length * 8
  const flips = Array.from({ length: 600 }, (_, at) => Math.floor((at * bits) / 600) + (at % 8))
  const ends = [...bytes.keys()].filter((at) => bytes[at] === 10).flatMap((at) => [at * 8, at * 8 + 5])
  const believed: number[] = []
  for (const bit of [...flips, ...ends]) {
    const changed = Buffer.from(bytes)
    const byte = Math.floor(bit / 8) % bytes.length
    changed[byte] = (changed[byte] ?? 0) ^ (1 << (bit % 8))
    writeFileSync(journal, changed)
    const [summary] = await listRuns(state)
    const { events } = readPortion(state, run, 0, Number.POSITIVE_INFINITY)
    if (summary?.status === 'passed' || events.some(({ type }) => type === 'run-finished')) believed.push(bit)
  }
  expect(believed).toEqual([])
  writeFileSync(journal, bytes)
  expect((await listRuns(state))[0]?.status).toBe('passed')
})

const other = (text: string): Buffer => Buffer.from(text)

test.for<readonly [string, (bytes: Buffer, lines: readonly string[]) => Buffer, (lines: number) => number]>([
  ['garbage at the end', (bytes) => Buffer.concat([bytes, other('garbage')]), (count) => count + 1],
  ['a NUL at the end', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]), (count) => count + 1],
  ['an empty line at the end', (bytes) => Buffer.concat([bytes, other('\n')]), (count) => count + 1],
  ['a line that is missing', (_, lines) => other(lines.toSpliced(3, 1).join('')), () => 4],
  ['a line that is doubled', (_, lines) => other(lines.toSpliced(3, 0, lines[3] ?? '').join('')), () => 5],
  ['a line that was cut', (_, lines) => other(lines.with(3, '{"seq":4,"at\n').join('')), () => 4],
  ['NULs in place of a line', (_, lines) => other(lines.with(3, '\0'.repeat(100)).join('')), () => 4],
  ['an end in the middle', (_, lines) => other([...lines, lines.at(-1) ?? ''].join('')), (count) => count + 1],
  ['a beginning that is missing', (_, lines) => other(lines.slice(1).join('')), () => 1],
] as const)('%s is said with the line, is not concluded, and is not changed', async ([, change, line]) => {
  const passed = await passedRun()
  const lines = passed.bytes.toString().split(/(?<=\n)/)
  const changed = change(passed.bytes, lines)
  writeFileSync(passed.journal, changed)
  expect(await readings(passed)).toEqual(damagedIn(passed, line(lines.length)))
  const [summary] = await listRuns(passed.state)
  expect(english(summary)).toMatchObject({
    run: passed.run,
    playbook: 'fixture',
    problem: { hint: `rm -r ${passed.folder}` },
  })
  expect(await concludeOrphans(passed.state)).toMatchObject([{ kind: 'left', run: passed.run }])
  expect(readFileSync(passed.journal).equals(changed)).toBe(true)
})

test('an event after the end is not read, although its checksum fits', async () => {
  const passed = await passedRun()
  const events = eventsIn(passed.bytes.toString())
  const again = { ...events.at(-1), seq: events.length + 1 } as RunEvent // the last event once more
  const text = passed.bytes.toString().slice(0, -1)
  const forged = journalOf([...events, again])
  expect(forged.startsWith(text)).toBe(true)
  writeFileSync(passed.journal, forged)
  expect(await readings(passed)).toEqual(damagedIn(passed, events.length + 1))
})

const ended = 'The runner was ended in the middle of this run.'

test('a journal without its last line end is cut there, and its run is broken', async () => {
  const passed = await passedRun()
  writeFileSync(passed.journal, passed.bytes.subarray(0, -1))
  expect((await listRuns(passed.state)).map(({ status }) => status)).toEqual(['broken'])
  expect(await concludeOrphans(passed.state)).toMatchObject([{ kind: 'concluded', run: passed.run, leftovers: [] }])
  const events = await readEvents(passed.state, passed.run, 0)
  expect(english(events.at(-1))).toMatchObject({
    type: 'run-finished',
    status: 'broken',
    why: `${ended} The end of its journal was not complete and has been set aside.`,
  })
  expect(readFileSync(join(passed.folder, 'journal.damaged.jsonl')).equals(passed.bytes.subarray(0, -1))).toBe(true)
  expect(await concludeOrphans(passed.state)).toEqual([])
})

test('a journal that was cut in a line anywhere is never passed, and is concluded once', async () => {
  const passed = await passedRun()
  for (let at = 0; at < passed.bytes.length; at += 211) {
    writeFileSync(passed.journal, passed.bytes.subarray(0, at))
    expect((await listRuns(passed.state)).filter(({ status }) => status === 'passed')).toEqual([])
    expect(await concludeOrphans(passed.state)).toMatchObject([{ kind: 'concluded' }])
    expect(await concludeOrphans(passed.state)).toEqual([])
    expect((await readEvents(passed.state, passed.run, 0)).at(-1)).toMatchObject({ status: 'broken' })
  }
})

test('what still lives of a run with a damaged journal is ended all the same', async () => {
  const passed = await passedRun()
  appendFileSync(passed.journal, 'garbage')
  const reaped: string[] = []
  await concludeOrphans(passed.state, (folder, target) => Promise.resolve(reaped.push(folder, target) > 0))
  expect(reaped).toEqual([passed.folder, 'lab'])
})

test('damage of one run concerns no other', async () => {
  const { state, journal } = await passedRun()
  appendFileSync(journal, '\0')
  const second = await startHere(state, playbookOf(make('one')))
  expect((await second.finished).status).toBe('passed')
  expect((await listRuns(state)).map(({ status }) => status).toSorted()).toEqual(['damaged', 'passed'])
})

test('damage is noticed although the time of the file is set back', async () => {
  const { state, journal, bytes } = await passedRun()
  const old = new Date('2026-01-01')
  utimesSync(journal, old, old)
  expect((await listRuns(state))[0]?.status).toBe('passed')
  const changed = Buffer.from(bytes)
  changed[bytes.length >> 1] = 35
  writeFileSync(journal, changed)
  utimesSync(journal, old, old)
  expect((await listRuns(state))[0]?.status).toBe('damaged')
})

test('the report of a run that cannot be read to its end is broken', () => {
  const at = '2026-01-01T00:00:00.000Z'
  const scope = { asked: { kind: 'all' }, of: 1 } as const
  const begun = { playbook: 'p', contentHash: 'h', mode: 'run', steps: ['one'], scope } as const
  const events: readonly RunEvent[] = [
    { seq: 1, at, type: 'run-started', format: 4, run: 'r', ...begun },
    { seq: 2, at, type: 'step-started', step: 'one', shown: '', actual: '' },
  ]
  const problem = { what: { en: 'It is damaged.', 'zh-cn': '已损坏。' }, hint: { en: 'rm -r x', 'zh-cn': 'rm -r x' } }
  const { status, why, seq, milliseconds, steps } = damagedReport(events.reduce(fold, emptyReport), problem)
  expect({ status, why: why?.en, seq, milliseconds, step: steps[0]?.status }).toEqual({
    status: 'broken',
    why: 'It is damaged. rm -r x',
    seq: 3,
    milliseconds: undefined,
    step: 'broken',
  })
})

test('a thousand runs are listed in seconds, each verified to its last byte', async () => {
  const { state, bytes } = await passedRun()
  const filler = eventsIn(bytes.toString())
  const [first] = filler
  if (first === undefined) throw new Error('A run has events.')
  const output = { type: 'output', step: 'one', stream: 'stdout', offset: 0, text: 'x'.repeat(1000) } as const
  const middle = Array.from({ length: 60 }, (_, at): RunEvent => ({ seq: at + 2, at: first.at, ...output }))
  const end = { ...filler.at(-1), seq: middle.length + 2 } as RunEvent // the end of a passed run
  const text = journalOf([first, ...middle, end])
  for (let at = 0; at < 1000; at += 1) {
    const folder = join(state, 'runs', `20250101-${String(at).padStart(6, '0')}-aaaaaa`)
    mkdirSync(folder)
    writeFileSync(journalPath(folder), text)
  }
  const before = process.threadCpuUsage()
  const listed = await listRuns(state)
  const { user, system } = process.threadCpuUsage(before)
  expect(listed.map(({ status }) => status)).toEqual(Array.from({ length: 1001 }, () => 'passed'))
  expect(readdirSync(join(state, 'runs'))).toHaveLength(1001)
  expect((user + system) / 1e6).toBeLessThan(5)
})
