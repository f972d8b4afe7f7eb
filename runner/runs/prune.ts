import { lstatSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError, messageOf } from '../errors.ts'
import { isLocked } from '../host/lock.ts'
import type { Problem } from '../protocol/events.ts'
import { quote } from '../quote.ts'
import { codeOf, pathOf } from '../system-error.ts'
import { type JournalState, examine } from './examine.ts'
import { aliveLockPath, isRunId, runFolder, runsDir } from './folder.ts'
import { runIds } from './list.ts'

/** How many passed runs are kept … */
const keptPassed = 20
/** … and how many others, which people need more often. */
const keptOthers = 50

/** A run that is being deleted has this after its id, so that what is left of it is no run any more. */
const removing = '.removing'

interface Old {
  readonly run: string
  readonly isPassed: boolean
}

/** Whether nothing more happens in a run. One that cannot be read is over when nobody holds it. */
const isOver = (folder: string, { kind }: JournalState): boolean => {
  if (kind === 'finished') return true
  if (kind === 'open' || !lstatSync(folder).isDirectory()) return false
  try {
    return !isLocked(aliveLockPath(folder))
  } catch (error) {
    if (error instanceof RunnerError) return false // Who holds it is not known.
    throw error
  }
}

const finishedRuns = (state: string): readonly Old[] =>
  runIds(state).flatMap((run) => {
    const journal = examine(runFolder(state, run))
    const isPassed = journal.kind === 'finished' && journal.finished.status === 'passed'
    return isOver(runFolder(state, run), journal) ? [{ run, isPassed }] : []
  })

/** A person may delete what we may not: files of root, a mount, or what is protected against changes. */
const removalOf = (path: string, code: string): string => {
  if (code === 'EBUSY') return `sudo umount ${quote(path)}`
  if (code === 'EPERM') return `sudo chattr -R -i ${quote(path)}`
  return `sudo rm -rf ${quote(path)}`
}

const notRemoved = (folder: string, error: unknown): Problem => {
  const code = codeOf(error)
  const path = pathOf(error) ?? folder
  const what: Words = {
    en: `The old run ${folder} cannot be deleted: ${messageOf(error)}.`,
    'zh-cn': `无法删除旧的运行 ${folder}：${messageOf(error)}。`,
  }
  const hint = removalOf(code === 'EBUSY' ? path : folder, code)
  return { what, hint: { en: hint, 'zh-cn': hint } }
}

const attempt = async (folder: string, remove: () => Promise<void>): Promise<readonly Problem[]> => {
  try {
    await remove()
    return []
  } catch (error) {
    return [notRemoved(folder, error)]
  }
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

const removeRun = async (state: string, run: string): Promise<readonly Problem[]> => {
  const folder = runFolder(state, run)
  const aside = `${folder}${removing}`
  const stays = await attempt(folder, async () => {
    await rename(folder, aside)
    await rm(aliveLockPath(folder), { force: true })
  })
  return stays.length > 0 ? stays : attempt(aside, () => remove(aside))
}

/** The folders of runs that an earlier call could not delete. */
const rest = (state: string): readonly string[] =>
  readdirSync(runsDir(state))
    .filter((name) => name.endsWith(removing) && isRunId(name.slice(0, -removing.length)))
    .map((name) => join(runsDir(state), name))

/**
 * Removes the oldest finished runs; unfinished ones stay. What cannot be removed costs only room: it is returned, for a
 * note, and tried again the next time.
 */
export const prune = async (state: string): Promise<readonly Problem[]> => {
  const notes: Problem[] = []
  for (const folder of rest(state)) notes.push(...(await attempt(folder, () => remove(folder))))
  const finished = finishedRuns(state)
  const passed = finished.filter(({ isPassed }) => isPassed).slice(keptPassed)
  const others = finished.filter(({ isPassed }) => !isPassed).slice(keptOthers)
  for (const { run } of [...passed, ...others]) notes.push(...(await removeRun(state, run)))
  return notes
}
