import { readSync } from 'node:fs'
import { type Place, type Scanned, scan } from './line.ts'

const chunkBytes = 1024 * 1024

/** No event is longer: output comes in pieces of a few kilobytes. More without a line end is no journal. */
const longestLine = 64 * 1024 * 1024

const chunkAt = (file: number, position: number): Buffer => {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  return buffer.subarray(0, readSync(file, buffer, 0, chunkBytes, position))
}

/**
 * Verifies an open journal from a place to its end. `onLine` gets each line that is as it was written, and says whether
 * to go on.
 */
export const scanFile = (
  file: number,
  from: Place,
  onLine: (line: Buffer, place: Place) => boolean = () => true,
): Scanned => {
  const reading = { isWanted: true }
  let scanned: Scanned = { place: from, rest: Buffer.alloc(0), isDamaged: false }
  const hear = (line: Buffer, place: Place): void => {
    if (reading.isWanted) reading.isWanted = onLine(line, place)
  }
  while (!scanned.isDamaged && reading.isWanted) {
    const { place, rest } = scanned
    const chunk = chunkAt(file, place.bytes + rest.length)
    if (chunk.length === 0) return scanned
    scanned = scan(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), place, hear)
    if (scanned.rest.length > longestLine) return { ...scanned, isDamaged: true }
  }
  return scanned
}
