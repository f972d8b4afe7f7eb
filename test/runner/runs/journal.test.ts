import { appendFileSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EventBody, RunEvent } from '../../../runner/protocol/events.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { continueJournal, makeJournal } from '../../../runner/runs/journal.ts'
import { scan, start, toLine } from '../../../runner/runs/line.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { eventsAt, eventsIn, journalOf } from '../../fixtures/journals.ts'

const output = (text: string): EventBody => ({ type: 'output', step: 'one', stream: 'stdout', offset: 0, text })
const finished: EventBody = { type: 'step-finished', step: 'one', status: 'passed', milliseconds: 5 }
const at = '2026-11-22T07:00:00.000Z'

const written = (folder: string, ...bodies: readonly EventBody[]): readonly RunEvent[] => {
  const journal = makeJournal(folder)
  const events = bodies.map((body) => journal.append(body))
  journal.close()
  return events
}

test('what was written is read, whatever a step wrote', () => {
  const folder = temporaryFolder()
  const events = written(folder, output('a\n","crc":"00000000"}\n{"seq":2}'), output('\u2028\ud800 \u0000🐳'), finished)
  expect(eventsAt(folder)).toEqual(events)
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('a journal can be written on from where it ends', () => {
  const folder = temporaryFolder()
  const [first, second] = written(folder, output('a'), output('b'))
  const text = readFileSync(journalPath(folder))
  const journal = continueJournal(folder, scan(text, start, () => undefined).place)
  const third = journal.append(finished)
  journal.close()
  expect(eventsAt(folder)).toEqual([first, second, third])
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
  expect(eventsAt(folder)).toEqual([first])
})

test('every single changed character is noticed', () => {
  const line = toLine({ seq: 1, at, ...finished }).trimEnd()
  const changed = Array.from(
    line,
    (character, index) => line.slice(0, index) + (character === 'x' ? 'y' : 'x') + line.slice(index + 1),
  )
  expect(changed.filter((text) => eventsIn(`${text}\n`).length > 0)).toEqual([])
})

test('a line that is missing, doubled, or of another journal is noticed', () => {
  const three = (step: string): readonly string[] =>
    journalOf([1, 2, 3].map((seq) => ({ seq, at, ...finished, step }))).split(/(?<=\n)/)
  const [one = '', two = '', three3 = ''] = three('one')
  const [, other = ''] = three('two')
  const texts = [one + three3, one + one, one + two + two + three3, two + three3, one + other + three3]
  expect(texts.map((text) => eventsIn(text).length)).toEqual([1, 1, 2, 0, 1])
  expect(eventsIn(one + two + three3)).toHaveLength(3)
})

test('a journal is never written through a link, and never over another', () => {
  const [folder, other] = [temporaryFolder(), temporaryFolder()]
  const victim = join(other, 'victim')
  writeFileSync(victim, 'precious')
  symlinkSync(victim, journalPath(folder))
  expect(() => makeJournal(folder)).toThrow('journal.jsonl is a link, not a regular file.')
  expect(() => continueJournal(folder, start)).toThrow('journal.jsonl is a link, not a regular file.')
  writeFileSync(journalPath(other), 'precious')
  expect(() => makeJournal(other)).toThrow(/^EEXIST/)
  expect([victim, journalPath(other)].map((path) => readFileSync(path, 'utf8'))).toEqual(['precious', 'precious'])
})

test('a disk that cannot be written is reported with what fixes it', () => {
  const journal = makeJournal(temporaryFolder())
  journal.close()
  expect(() => journal.append(finished)).toThrow(/^The journal .*journal\.jsonl cannot be written: EBADF/)
})
