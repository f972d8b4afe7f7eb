import { crc32 } from 'node:zlib'
import type { RunEvent } from '../protocol/events.ts'
import { checksumMember } from '../protocol/journal.ts'

/** Where a journal has been read to, or written to: the end of a line. */
export interface Place {
  readonly bytes: number
  /** The `seq` of the event before it, and the number of its line. */
  readonly seq: number
  /** The checksum of that line. */
  readonly crc: number
  /** That event was `run-finished`: nothing may come after it. */
  readonly isFinished: boolean
}

export const start: Place = { bytes: 0, seq: 0, crc: 0, isFinished: false }

const endBytes = checksumMember(0).length

const newline = 10

/**
 * An event as a line of a journal: its JSON, whose last member is a CRC-32 of the text before it. It continues the
 * checksum of the line before, so a line that was taken from another journal does not fit, and is noticed.
 */
export const toLine = (event: RunEvent, { crc }: Pick<Place, 'crc'> = start): string => {
  const text = JSON.stringify(event).slice(0, -1)
  return `${text}${checksumMember(crc32(text, crc))}\n`
}

const head = (seq: number): string => `{"seq":${seq},"at":"`
/** The longest beginning of an event in which its type stands. */
const headBytes = 160
const finishes = /^\{"seq":\d+,"at":"[^"]*","type":"run-finished"/

/** The place after a line (without its line end) that was read at `before`; undefined when it is damaged. */
export const placeAfter = (line: Buffer, before: Place): Place | undefined => {
  const seq = before.seq + 1
  const text = line.subarray(0, Math.max(0, line.length - endBytes))
  const crc = crc32(text, before.crc)
  const isWhole = line.subarray(text.length).equals(Buffer.from(checksumMember(crc)))
  const begin = text.toString('latin1', 0, headBytes)
  if (!isWhole || !begin.startsWith(head(seq)) || before.isFinished) return undefined
  return { bytes: before.bytes + line.length + 1, seq, crc, isFinished: finishes.test(begin) }
}

/** The event of a line that `placeAfter` has verified: `toLine` wrote it. */
export const eventOf = (line: Buffer): RunEvent =>
  JSON.parse(`${line.toString('utf8', 0, line.length - endBytes)}}`) as RunEvent

export interface Scanned {
  /** Behind the last line that is as it was written. */
  readonly place: Place
  /** What follows it without a line end: a line that is being written, or that was never finished. */
  readonly rest: Buffer
  /** The line behind `place` is damaged. */
  readonly isDamaged: boolean
}

/** Verifies the lines of `bytes`, which begin at `from`. `onLine` gets each that is as it was written. */
export const scan = (bytes: Buffer, from: Place, onLine: (line: Buffer, place: Place) => void): Scanned => {
  let place = from
  let at = 0
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, at)) {
    const line = bytes.subarray(at, end)
    const after = placeAfter(line, place)
    if (after === undefined) return { place, rest: bytes.subarray(at), isDamaged: true }
    onLine(line, after)
    place = after
    at = end + 1
  }
  const rest = bytes.subarray(at)
  return { place, rest, isDamaged: place.isFinished && rest.length > 0 }
}
