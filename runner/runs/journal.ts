import { closeSync, constants, fdatasyncSync, ftruncateSync, writeSync } from 'node:fs'
import { RunnerError, messageOf } from '../errors.ts'
import { openRegular } from '../host/regular-file.ts'
import type { EventBody, RunEvent } from '../protocol/events.ts'
import { journalPath } from './folder.ts'
import { type Place, placeAfter, start, toLine } from './line.ts'

export interface Journal {
  /**
   * Writes the event: it is read by others when this returns, and stays if this process is killed. A power cut loses
   * at most what was found out about a step whose end was not written yet. Throws RunnerError('broken') when it cannot;
   * then nothing of it is in the journal, and writing the next event may succeed.
   */
  readonly append: (body: EventBody) => RunEvent
  readonly close: () => void
}

// What a step wrote is also in its own files. What was found out about it counts for nothing without its end, which is
// put on disk together with it. A saved value is not among these: what is left behind is named by it.
const mayLag: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  ...(['output', 'preparing', 'command-ended', 'tried-before', 'checked', 'typed-by-hand'] as const),
])

const { O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants

/** Makes the journal of a new run. What is there already is neither followed nor overwritten. */
export const makeJournal = (folder: string): Journal =>
  writeAfter(start, journalPath(folder), openRegular(journalPath(folder), O_WRONLY | O_APPEND | O_CREAT | O_EXCL))

/** Opens a journal for appending. `last` is its end, as it was read, and nothing follows it. */
export const continueJournal = (folder: string, last: Place): Journal =>
  writeAfter(last, journalPath(folder), openRegular(journalPath(folder), O_WRONLY | O_APPEND))

const writeAfter = (last: Place, path: string, file: number): Journal => {
  let place = last
  const write = (event: RunEvent): void => {
    const line = Buffer.from(toLine(event, place))
    // On a full disk Node writes only a part, without an error.
    if (writeSync(file, line) < line.length) throw new Error('the disk is full')
    if (!mayLag.has(event.type)) fdatasyncSync(file)
    place = placeAfter(line.subarray(0, -1), place) ?? place
  }
  return {
    append: (body) => {
      const event: RunEvent = { seq: place.seq + 1, at: new Date().toISOString(), ...body }
      try {
        write(event)
      } catch (cause) {
        cutTo(file, place.bytes)
        throw unwritable(path, cause)
      }
      return event
    },
    close: () => closeSync(file),
  }
}

/** Best effort: if even this fails, the line has no end, and readers do not believe it. */
const cutTo = (file: number, size: number): void => {
  try {
    ftruncateSync(file, size)
  } catch {
    // The first error is the one that is reported.
  }
}

const unwritable = (path: string, cause: unknown): RunnerError =>
  new RunnerError(
    'broken',
    {
      en: `The journal ${path} cannot be written: ${messageOf(cause)}.`,
      'zh-cn': `无法写入日志 ${path}：${messageOf(cause)}。`,
    },
    {
      hint: {
        en: 'Free some space on the disk, then run the guide again.',
        'zh-cn': '请释放一些磁盘空间，然后再次运行本指南。',
      },
      cause,
    },
  )
