import { closeSync, fstatSync } from 'node:fs'
import { RunnerError } from '../errors.ts'
import { openRegular } from '../host/regular-file.ts'
import { type RunEvent, eventFormat } from '../protocol/events.ts'
import { damaged, ofOtherVersion } from './damage.ts'
import { isRunId, journalPath, runFolder } from './folder.ts'
import { type Place, eventOf, start } from './line.ts'
import { scanFile } from './scan-file.ts'
import { stateTrouble } from './state-trouble.ts'

const unknownRun = (run: string): RunnerError =>
  new RunnerError(
    'usage',
    { en: `There is no run “${run}” here.`, 'zh-cn': `这里没有运行“${run}”。` },
    {
      hint: {
        en: 'Start one with “npx shipshape run”.',
        'zh-cn': '请用“npx shipshape run”启动一次。',
      },
    },
  )

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The folder of a run. Throws RunnerError('usage') for an invalid run id. */
export const folderOf = (state: string, run: string): string => {
  if (!isRunId(run)) throw unknownRun(run)
  return runFolder(state, run)
}

/** Opens the journal of a run. RunnerError('usage') when there is none, 'blocked' when it is no file. */
export const openForReading = (folder: string, run: string): number => {
  try {
    return openRegular(journalPath(folder))
  } catch (error) {
    throw isMissing(error) ? unknownRun(run) : stateTrouble(error, folder)
  }
}

/** Some events of a journal, each as it was written. */
export interface Portion {
  readonly events: readonly RunEvent[]
  /** Behind the last of them. */
  readonly place: Place
  /** There are more already. */
  readonly more: boolean
  /** Why nothing follows: the journal is damaged, or of another version. */
  readonly problem?: RunnerError
}

interface ReadOptions {
  readonly from: Place
  /** Events up to this `seq` are verified, and left out. */
  readonly afterSeq: number
  /** About how much is read of what is not left out. */
  readonly limitBytes: number
  /** Called with the place behind each event. */
  readonly keep?: (place: Place) => void
}

interface Lines {
  readonly events: readonly RunEvent[]
  readonly place: Place
  readonly isDamaged: boolean
  readonly isLimited: boolean
  readonly other?: { readonly format: number | undefined }
}

/** The lines of an open journal, up to the limit, the first damaged one, or the event of another version. */
const readLines = (file: number, { from, afterSeq, limitBytes, keep }: ReadOptions): Lines => {
  const events: RunEvent[] = []
  let [place, readBytes] = [from, 0]
  let other: Lines['other']
  const { isDamaged } = scanFile(file, from, (line, after) => {
    const event = after.seq === 1 || after.seq > afterSeq ? eventOf(line) : undefined
    if (event?.type === 'run-started') other = otherFormat(event)
    if (other !== undefined) return false
    if (event !== undefined && after.seq > afterSeq) {
      events.push(event)
      readBytes += after.bytes - place.bytes
    }
    place = after
    keep?.(after)
    return readBytes < limitBytes
  })
  const isLimited = readBytes >= limitBytes && !place.isFinished
  return { events, place, isDamaged, isLimited, ...(other === undefined ? {} : { other }) }
}

/** The format of an event of another version, which need not be what its type says. */
const otherFormat = ({ format }: { readonly format?: number }): Lines['other'] =>
  format === eventFormat ? undefined : { format }

/**
 * The events of an open journal. The end of a run is only among them when every byte of the journal is as it was
 * written, and nothing follows it.
 */
export const readOn = (file: number, folder: string, options: ReadOptions): Portion => {
  const { events, place, isDamaged, isLimited, other } = readLines(file, options)
  if (other !== undefined) return { events, place, more: false, problem: ofOtherVersion(folder, other.format) }
  if (isLimited) return { events, place, more: true }
  const damage = isDamaged ? place.seq + 1 : place.isFinished ? damagedLine(file) : undefined
  if (damage === undefined) return { events, place, more: false }
  const sound = events.filter(({ seq, type }) => seq < damage && type !== 'run-finished')
  return { events: sound, place, more: false, problem: damaged(folder, damage) }
}

/** The first damaged line of a journal that has an end; undefined when there is none. */
const damagedLine = (file: number): number | undefined => {
  const { place, isDamaged } = scanFile(file, start)
  return isDamaged ? place.seq + 1 : undefined
}

/** Places in a journal from which can be read on. */
interface Known {
  readonly file: string
  readonly places: Place[]
}

const known = new Map<string, Known>()
const mostKnown = 64
/** A reader may read up to this twice. */
const betweenBytes = 64 * 1024

const identify = (file: number): { readonly id: string; readonly size: number } => {
  const { dev, ino, size } = fstatSync(file)
  return { id: `${dev}:${ino}`, size }
}

const knownOf = (folder: string, file: number): Known => {
  const { id, size } = identify(file)
  const before = known.get(folder)
  const isSame = before?.file === id && (before.places.at(-1)?.bytes ?? 0) <= size
  const kept = isSame ? before : { file: id, places: [] }
  known.delete(folder)
  known.set(folder, kept)
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return kept
}

/** Keeps a place when it is far enough from those before it; the last one always, in place of the one before. */
const keepPlace = (places: Place[], place: Place): void => {
  const [last, before] = [places.at(-1), places.at(-2)]
  if (last !== undefined && place.bytes <= last.bytes) return
  if (last !== undefined && last.bytes - (before?.bytes ?? 0) < betweenBytes) places.pop()
  places.push(place)
}

/**
 * The events of a run after `afterSeq`, about `limitBytes` of them at most. Only what is new is read and verified:
 * where an earlier call came to is remembered. Throws RunnerError: `usage` when there is no such run.
 */
export const readPortion = (state: string, run: string, afterSeq: number, limitBytes: number): Portion => {
  const folder = folderOf(state, run)
  const file = openForReading(folder, run)
  try {
    const { places } = knownOf(folder, file)
    const from = places.findLast(({ seq }) => seq <= afterSeq) ?? start
    return readOn(file, folder, { from, afterSeq, limitBytes, keep: (place) => keepPlace(places, place) })
  } finally {
    closeSync(file)
  }
}
