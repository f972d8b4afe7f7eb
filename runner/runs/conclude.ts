import { closeSync, constants, ftruncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError, problemOf } from '../errors.ts'
import type { Problem, RunEvent } from '../protocol/events.ts'
import { joined } from '../protocol/sentences.ts'
import type { Target } from '../contract/target.ts'
import { openRegular } from '../host/regular-file.ts'
import { takeLock } from '../host/lock.ts'
import { setAside } from './set-aside.ts'
import { type JournalState, examine } from './examine.ts'
import { aliveLockPath, journalPath, locksDir, makePrivateDir, runFolder } from './folder.ts'
import { type Journal, continueJournal, makeJournal } from './journal.ts'
import { leftoversOf } from './leftovers.ts'
import { start } from './line.ts'
import { runIds } from './list.ts'
import { removeFiles } from './mask-files.ts'
import { readRequest } from './own-files.ts'
import { stateTrouble } from './state-trouble.ts'
import { readOn } from './tail.ts'
import { wakeWatchers } from './wake.ts'

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

/** A run whose runner died. */
export type Concluded =
  /** It is recorded as `broken`; `leftovers` are what was not cleaned up, each with its command. */
  | { readonly kind: 'concluded'; readonly run: string; readonly leftovers: readonly Problem[] }
  /** It cannot be concluded, and stays as it is: its journal is damaged, or its files cannot be used. */
  | { readonly kind: 'left'; readonly run: string; readonly problem: Problem }

/**
 * Concludes runs whose runner died: `reap` cleans up what is left, then the run is recorded as `broken`. What is wrong
 * with one of them stops neither the others nor the caller. May be called concurrently, and again after an
 * interruption. Throws RunnerError when the state folder cannot be used.
 */
export const concludeOrphans = async (state: string, reap?: Reap): Promise<readonly Concluded[]> => {
  try {
    makePrivateDir(locksDir(state))
  } catch (error) {
    throw stateTrouble(error, state)
  }
  const all: Concluded[] = []
  for (const run of runIds(state)) all.push(...(await concludeSafely(run, runFolder(state, run), reap)))
  return all
}

const concludeSafely = async (run: string, folder: string, reap: Reap | undefined): Promise<readonly Concluded[]> => {
  const journal = examine(folder)
  if (journal.kind === 'finished') return []
  try {
    return await conclude(run, folder, reap)
  } catch (error) {
    const trouble = stateTrouble(error, folder)
    if (!(trouble instanceof RunnerError)) throw error
    return [{ kind: 'left', run, problem: trouble.problem }]
  }
}

const conclude = async (run: string, folder: string, reap: Reap | undefined): Promise<readonly Concluded[]> => {
  const lock = takeLock(aliveLockPath(folder))
  if (lock === undefined) return []
  try {
    // Another process may have concluded it before this one took the lock.
    const journal = examine(folder)
    if (journal.kind === 'finished') return []
    if (journal.kind === 'open') return [{ kind: 'concluded', run, leftovers: await finish(folder, journal, reap) }]
    return [{ kind: 'left', run, problem: await leave(folder, journal.problem, reap) }]
  } finally {
    lock.release()
  }
}

/** A journal that is not believed is never written to. What still lives of its session is ended all the same. */
const leave = async (folder: string, { problem }: RunnerError, reap: Reap | undefined): Promise<Problem> => {
  const request = readRequest(folder)
  if (reap === undefined || request === undefined) return problem
  const { failed } = await reapSafely(folder, request.target, reap)
  return failed === undefined ? problem : { what: joined([problem.what, failed.what]), hint: problem.hint }
}

const ended: Words = { en: 'The runner was ended in the middle of this run.', 'zh-cn': '运行器在这次运行中途被终止。' }
const cut: Words = {
  en: 'The end of its journal was not complete and has been set aside.',
  'zh-cn': '日志的末尾不完整，已另行保存。',
}

type Open = Extract<JournalState, { readonly kind: 'open' }>

const finish = async (folder: string, open: Open, reap: Reap | undefined): Promise<readonly Problem[]> => {
  const events = open.place.seq === 0 ? [] : eventsOf(folder)
  const leftovers = events.length === 0 ? [] : await leftBehind(folder, events, reap)
  // What its steps wrote was not masked any more.
  if (readRequest(folder)?.hasSecrets === true) removeFiles(folder)
  if (open.restBytes > 0) cutRest(folder, open)
  const journal = reopen(folder, open)
  try {
    journal.append({
      type: 'run-finished',
      status: 'broken',
      why: joined(open.restBytes > 0 ? [ended, cut] : [ended]),
      leftovers,
      milliseconds: lasted(events),
    })
  } finally {
    journal.close()
  }
  wakeWatchers(folder)
  return leftovers
}

const eventsOf = (folder: string): readonly RunEvent[] => {
  const file = openRegular(journalPath(folder))
  try {
    return readOn(file, folder, { from: start, afterSeq: 0, limitBytes: Number.POSITIVE_INFINITY }).events
  } finally {
    closeSync(file)
  }
}

/** A runner that died early has not made its journal. */
const reopen = (folder: string, { place }: Open): Journal => {
  try {
    return continueJournal(folder, place)
  } catch (error) {
    if (place.seq > 0 || !(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return makeJournal(folder)
  }
}

/** Cuts the last line, which has no end. The whole journal is kept beside it, as it was found. */
const cutRest = (folder: string, { place }: Open): void => {
  const path = journalPath(folder)
  setAside(path, join(folder, 'journal.damaged.jsonl'))
  const file = openRegular(path, constants.O_WRONLY)
  try {
    ftruncateSync(file, place.bytes)
  } finally {
    closeSync(file)
  }
}

const leftBehind = (
  folder: string,
  events: readonly RunEvent[],
  reap: Reap | undefined,
): Promise<readonly Problem[]> =>
  reap === undefined ? Promise.resolve(leftoversOf(folder, events)) : reaped(folder, events, reap)

const reaped = async (folder: string, events: readonly RunEvent[], reap: Reap): Promise<readonly Problem[]> => {
  const { failed, tookAll } = await reapSafely(folder, readRequest(folder)?.target ?? '', reap)
  if (failed !== undefined) return [failed, ...leftoversOf(folder, events)]
  return tookAll ? [] : leftoversOf(folder, events)
}

const reapSafely = async (
  folder: string,
  target: string,
  reap: Reap,
): Promise<{ readonly tookAll: boolean; readonly failed?: Problem }> => {
  try {
    return { tookAll: await reap(folder, target) }
  } catch (error) {
    const { what, hint } = problemOf(error)
    const failed: Words = {
      en: `What this run left behind could not be cleaned up: ${what.en}`,
      'zh-cn': `无法清理这次运行的遗留物：${what['zh-cn']}`,
    }
    return { tookAll: false, failed: { what: failed, hint } }
  }
}

const lasted = (events: readonly RunEvent[]): number => {
  const [first] = events
  const last = events.at(-1)
  return first === undefined || last === undefined ? 0 : Date.parse(last.at) - Date.parse(first.at)
}
