import { describe, expect, test } from 'vitest'
import { images } from '../../../playbooks/images.ts'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { readJournal, toJournal } from '../../../runner/protocol/journal.ts'
import { eventsOf } from '../../fixtures/evidence.ts'
import { journalOf } from '../../fixtures/journals.ts'

const events: readonly RunEvent[] = eventsOf(images, 'c'.repeat(64)).map((event) =>
  event.type === 'output'
    ? { ...event, text: `${event.text}“ü” 数 \u{1f40b} \u001b[32mgreen\u001b[0m\u0000\n` }
    : event,
)
const text = toJournal(events)
const lines = text.trimEnd().split('\n')

test('what is written without Node is, byte by byte, what the runner writes', () => {
  expect(text).toBe(journalOf(events))
})

test('a journal is read as it was written', () => {
  expect(readJournal(text)).toEqual({ kind: 'read', events, isFinished: true })
  expect(readJournal(toJournal(events.slice(0, 5)))).toEqual({
    ...{ kind: 'read', events: events.slice(0, 5), isFinished: false },
  })
})

const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

describe('the first line that is not as it was written is named', () => {
  test.each([
    [
      'a letter was changed',
      text.replace('is done', 'is gone'),
      lines.findIndex((line) => line.includes('is done')) + 1,
    ],
    ['a line was left out', joined(lines.toSpliced(3, 1)), 4],
    ['two lines were exchanged', joined(lines.toSpliced(4, 2, lines[5] ?? '', lines[4] ?? '')), 5],
    ['a line was doubled', joined(lines.toSpliced(6, 0, lines[5] ?? '')), 7],
    ['a line follows the end', `${text}${lines.at(-1) ?? ''}\n`, lines.length + 1],
    ['the last line is cut off', text.slice(0, -20), lines.length],
    ['its beginning is missing', joined(lines.slice(1)), 1],
    ['it is empty', '', 1],
    ['it is another kind of file', '# Notes\n\nNo journal.\n', 1],
    ['it is JSON with a checksum, but no event', 'null,"crc":"5b3f8b30"}\n', 1],
  ])('when %s', (_what, changed, line) => {
    expect(readJournal(changed)).toEqual({ kind: 'damaged', line })
  })
})
