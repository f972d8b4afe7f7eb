import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { EventBody, RunEvent } from '../../../runner/protocol/events.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { fromLine, fromText, openJournal, toLine } from '../../../runner/runs/journal.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const output = (text: string): EventBody => ({ type: 'output', step: 'one', stream: 'stdout', offset: 0, text })
const finished: EventBody = { type: 'step-finished', step: 'one', status: 'passed', milliseconds: 5 }

const written = (folder: string, ...bodies: readonly EventBody[]): readonly RunEvent[] => {
  const journal = openJournal(folder)
  const events = bodies.map((body) => journal.append(body))
  journal.close()
  return events
}

test('what was written is read, whatever a step wrote', () => {
  const folder = temporaryFolder()
  const events = written(folder, output('a\n","crc":"00000000"}\n{"seq":2}'), output('\u2028\ud800 \u0000🐳'), finished)
  expect(fromText(readFileSync(journalPath(folder), 'utf8'))).toEqual(events)
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('only the person who runs a guide may read its journal', () => {
  const folder = temporaryFolder()
  written(folder, finished)
  expect(statSync(journalPath(folder)).mode & 0o777).toBe(0o600)
})

test('readers stop at a line that was cut', () => {
  const folder = temporaryFolder()
  const [first] = written(folder, output('a'))
  appendFileSync(journalPath(folder), '{"seq":2,"at":"2026')
  expect(fromText(readFileSync(journalPath(folder), 'utf8'))).toEqual([first])
})

test('every single changed character is noticed', () => {
  const line = toLine({ seq: 1, at: '2026-11-22T07:00:00.000Z', ...finished }).trimEnd()
  const changed = Array.from(
    line,
    (character, index) => line.slice(0, index) + (character === 'x' ? 'y' : 'x') + line.slice(index + 1),
  )
  expect(changed.filter((text) => fromLine(text) !== undefined)).toEqual([])
})

test('a line that is missing is noticed', () => {
  const lines = [1, 2, 3].map((seq) => toLine({ seq, at: '2026-11-22T07:00:00.000Z', ...finished }))
  expect(fromText(`${lines[0] ?? ''}${lines[2] ?? ''}`)).toHaveLength(1)
})

test('a disk that cannot be written is reported with what fixes it', () => {
  const folder = temporaryFolder()
  const journal = openJournal(folder)
  journal.close()
  expect(() => journal.append(finished)).toThrow(/^The journal .*journal\.jsonl cannot be written: EBADF/)
})
