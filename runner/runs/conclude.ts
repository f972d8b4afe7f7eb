import { copyFileSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { problemOf } from '../errors.ts'
import type { Problem, RunEvent } from '../protocol/events.ts'
import { joined } from '../protocol/sentences.ts'
import type { Target } from '../contract/target.ts'
import { aliveLockPath, journalPath, locksDir, makePrivateDir, runFolder } from './folder.ts'
import { fromText, openJournal, toLine } from './journal.ts'
import { leftoversOf } from './leftovers.ts'
import { journalEnds, runIds } from './list.ts'
import { takeLock } from '../host/lock.ts'
import { removeFiles } from './mask-files.ts'
import { readRequest } from './own-files.ts'
import { wakeWatchers } from './read.ts'

/**
 * Cleans up what a run's session left behind: its processes, its namespace, its mounts. Returns whether what the steps
 * made was removed as well.
 */
export type Reap = (folder: string, target: string) => Promise<boolean>

/** Cleans up with the run's target. */
export const reapBy =
  (targets: readonly Target[]): Reap =>
  async (folder, id) => {
    const target = targets.find((each) => each.id === id)
    await target?.reap?.(folder)
    return target !== undefined && target.keepsWhatStepsMade !== true
  }

/**
 * Concludes runs whose runner died: `reap` cleans up what is left, then the run is recorded as `broken`.
 * May be called concurrently, and again after an interruption. Returns the ids of these runs.
 */
export const concludeOrphans = async (state: string, reap?: Reap): Promise<readonly string[]> => {
  makePrivateDir(locksDir(state))
  const concluded: string[] = []
  for (const run of runIds(state)) {
    if (isFinished(runFolder(state, run))) continue
    if (await conclude(runFolder(state, run), reap)) concluded.push(run)
  }
  return concluded
}

const isFinished = (folder: string): boolean => journalEnds(folder).last?.type === 'run-finished'

const conclude = async (folder: string, reap: Reap | undefined): Promise<boolean> => {
  const lock = takeLock(aliveLockPath(folder))
  if (lock === undefined) return false
  try {
    // Another process may have concluded it before this one took the lock.
    if (isFinished(folder)) return false
    await finish(folder, reap)
    return true
  } finally {
    lock.release()
  }
}

const finish = async (folder: string, reap: Reap | undefined): Promise<void> => {
  const { events, isCut } = soundPart(folder)
  const leftovers = events.length === 0 ? [] : await leftBehind(folder, events, reap)
  // What its steps wrote was not masked any more.
  if (readRequest(folder)?.hasSecrets === true) removeFiles(folder)
  const journal = openJournal(folder, events.length)
  const ended = { en: 'The runner was ended in the middle of this run.', 'zh-cn': '运行器在这次运行中途被终止。' }
  const damage = {
    en: 'The end of its journal was damaged and has been set aside.',
    'zh-cn': '日志的末尾已损坏，已另行保存。',
  }
  journal.append({
    type: 'run-finished',
    status: 'broken',
    why: joined(isCut ? [ended, damage] : [ended]),
    leftovers,
    milliseconds: lasted(events),
  })
  journal.close()
  wakeWatchers(folder)
}

const leftBehind = (
  folder: string,
  events: readonly RunEvent[],
  reap: Reap | undefined,
): Promise<readonly Problem[]> =>
  reap === undefined ? Promise.resolve(leftoversOf(folder, events)) : reaped(folder, events, reap)

const reaped = async (folder: string, events: readonly RunEvent[], reap: Reap): Promise<readonly Problem[]> => {
  try {
    const tookAll = await reap(folder, readRequest(folder)?.target ?? '')
    return tookAll ? [] : leftoversOf(folder, events)
  } catch (error) {
    const { what, hint } = problemOf(error)
    const trouble = {
      what: {
        en: `What this run left behind could not be cleaned up: ${what.en}`,
        'zh-cn': `无法清理这次运行的遗留物：${what['zh-cn']}`,
      },
      hint,
    }
    return [trouble, ...leftoversOf(folder, events)]
  }
}

const lasted = (events: readonly RunEvent[]): number => {
  const [first] = events
  const last = events.at(-1)
  return first === undefined || last === undefined ? 0 : Date.parse(last.at) - Date.parse(first.at)
}

/** The events up to the first damaged line. The rest is set aside, so that events can be appended. */
const soundPart = (folder: string): { readonly events: readonly RunEvent[]; readonly isCut: boolean } => {
  const path = journalPath(folder)
  openJournal(folder).close() // A runner that died early has not created it.
  const bytes = readFileSync(path)
  const events = fromText(bytes.toString('utf8'))
  const soundBytes = events.reduce((sum, event) => sum + Buffer.byteLength(toLine(event)), 0)
  if (soundBytes === bytes.length) return { events, isCut: false }
  copyFileSync(path, join(folder, 'journal.damaged.jsonl'))
  truncateSync(path, soundBytes)
  return { events, isCut: true }
}
