import type { RunEvent } from './events.ts'

/** The last member of each line of a journal, and the end of its JSON. */
export const checksumMember = (crc: number): string => `,"crc":"${crc.toString(16).padStart(8, '0')}"}`

/** A journal's text, read by itself. Only a `finished` one has the end of its run. */
export type JournalReading =
  | { readonly kind: 'read'; readonly events: readonly RunEvent[]; readonly isFinished: boolean }
  /** This line, counted from 1, is not as it was written. */
  | { readonly kind: 'damaged'; readonly line: number }

/** The remainders of CRC-32 (ISO 3309, as in zlib) for each byte. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

const encoder = new TextEncoder()

const crc32 = (text: string, before: number): number => {
  let crc = ~before
  for (const byte of encoder.encode(text)) crc = (crc >>> 8) ^ (remainders[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}

const lineOf = (event: RunEvent, before: number): { readonly text: string; readonly crc: number } => {
  const text = JSON.stringify(event).slice(0, -1)
  const crc = crc32(text, before)
  return { text: text + checksumMember(crc), crc }
}

/** The journal that has these events, as the runner writes it. */
export const toJournal = (events: readonly RunEvent[]): string => {
  let crc = 0
  return events
    .map((event) => {
      const line = lineOf(event, crc)
      crc = line.crc
      return `${line.text}\n`
    })
    .join('')
}

const memberLength = checksumMember(0).length

/** The event of a line; undefined when the line is not as it was written. Each line has its number as `seq`. */
const eventOf = (line: string, seq: number, before: number): { event: RunEvent; crc: number } | undefined => {
  const text = line.slice(0, -memberLength)
  const crc = crc32(text, before)
  if (line.length <= memberLength || line !== text + checksumMember(crc)) return undefined
  const event = parsed(`${text}}`)
  return event?.seq === seq ? { event, crc } : undefined
}

const parsed = (json: string): RunEvent | undefined => {
  try {
    return JSON.parse(json) as RunEvent // The checksum says that the runner wrote it; a forger is found by the digest.
  } catch {
    return undefined // JSON.parse throws for this reason only: it is no JSON.
  }
}

/** Verifies each line by its checksum, which continues that of the line before. */
export const readJournal = (text: string): JournalReading => {
  const lines = text.split('\n')
  const rest = lines.pop()
  const events: RunEvent[] = []
  let crc = 0
  for (const line of lines) {
    const found = events.at(-1)?.type === 'run-finished' ? undefined : eventOf(line, events.length + 1, crc)
    if (found === undefined) return { kind: 'damaged', line: events.length + 1 }
    events.push(found.event)
    crc = found.crc
  }
  if (rest !== '' || events[0]?.type !== 'run-started')
    return { kind: 'damaged', line: rest === '' ? 1 : lines.length + 1 }
  return { kind: 'read', events, isFinished: events.at(-1)?.type === 'run-finished' }
}
