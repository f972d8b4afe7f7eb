import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { RunnerError, messageOf } from '../errors.ts'
import type { EventBody, RunEvent } from '../protocol/events.ts'
import { journalPath, privateFile } from './folder.ts'

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

const tail = /^(.*),"crc":"([0-9a-f]{8})"\}$/s

/** An event as a line of a journal: its JSON, whose last member is a CRC-32 of the text before it. */
export const toLine = (event: RunEvent): string => {
  const text = JSON.stringify(event).slice(0, -1)
  return `${text},"crc":"${checksum(text)}"}\n`
}

/** The event of a line; undefined when the line is damaged. */
export const fromLine = (line: string): RunEvent | undefined => {
  const [, text, crc] = tail.exec(line) ?? []
  if (text === undefined || crc !== checksum(text)) return undefined
  return JSON.parse(`${text}}`) as RunEvent // the checksum says that toLine wrote it
}

/** The events of a journal's text, up to the first damaged or truncated line. */
export const fromText = (text: string): readonly RunEvent[] => {
  const events: RunEvent[] = []
  for (const line of text.split('\n')) {
    const event = fromLine(line)
    if (event?.seq !== events.length + 1) break
    events.push(event)
  }
  return events
}

export interface Journal {
  /**
   * Writes the event; state changes are on disk when this returns. Throws RunnerError('broken') when it cannot;
   * then nothing of it is in the journal, and writing the next event may succeed.
   */
  readonly append: (body: EventBody) => RunEvent
  readonly close: () => void
}

// Output is also in the step's own files; losing its last pieces in a power cut affects no result.
const mayLag: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>(['output', 'preparing'])

/** Opens a run's journal for appending. `lastSeq` is the `seq` of its last event. */
export const openJournal = (folder: string, lastSeq = 0): Journal => {
  const path = journalPath(folder)
  const file = openSync(path, 'a', privateFile)
  let seq = lastSeq
  let size = fstatSync(file).size
  const write = (event: RunEvent): void => {
    const line = Buffer.from(toLine(event))
    // On a full disk Node writes only a part, without an error.
    if (writeSync(file, line) < line.length) throw new Error('the disk is full')
    if (!mayLag.has(event.type)) fdatasyncSync(file)
    size += line.length
  }
  return {
    append: (body) => {
      const event: RunEvent = { seq: seq + 1, at: new Date().toISOString(), ...body }
      try {
        write(event)
      } catch (cause) {
        cutTo(file, size)
        throw unwritable(path, cause)
      }
      seq = event.seq
      return event
    },
    close: () => closeSync(file),
  }
}

/** Best effort: if even this fails, readers stop at the truncated line. */
const cutTo = (file: number, size: number): void => {
  try {
    ftruncateSync(file, size)
  } catch {
    // The first error is the one that is reported.
  }
}

const unwritable = (path: string, cause: unknown): RunnerError =>
  new RunnerError('broken', `The journal ${path} cannot be written: ${messageOf(cause)}.`, {
    hint: 'Free some space on the disk, then run the guide again.',
    cause,
  })
