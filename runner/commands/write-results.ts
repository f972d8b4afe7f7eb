import { truncateSync, writeFileSync } from 'node:fs'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Source } from '../evidence/commit.ts'
import { messageOf } from '../errors.ts'
import type { Report } from '../protocol/report.ts'
import { type WantedFile, wantedFiles } from '../reporters/files.ts'
import { say } from './say.ts'

export interface Results {
  readonly reports: readonly Report[]
  readonly playbooks: readonly Playbook[]
  /** What was checked out when the command began; undefined when no evidence is wanted. */
  readonly source: Source | undefined
}

/** Where results are kept. The options of `fileReporters` are read by their names. */
export interface Places {
  /** The folder for evidence; the site shows `public/evidence`. */
  readonly evidence?: string
  /** The folder for recordings; the site shows `public/recordings`. */
  readonly recording?: string
}

/**
 * Writes what was asked for. What cannot be written is said, and costs neither the others nor the result. Returns
 * whether all of it was written.
 */
export const writeResults = async (places: Places, results: Results): Promise<boolean> => {
  const folders = [places.evidence, places.recording].filter((folder) => folder !== undefined)
  const work = [
    ...wantedFiles(places).map((wanted) => attempt(wanted.file, () => writeReport(wanted, results))),
    ...(folders.length === 0 ? [] : [attempt(folders.join(', '), () => keepAll(places, results))]),
  ]
  return (await Promise.all(work)).every((isWritten) => isWritten)
}

const attempt = async (path: string, write: () => Promise<void>): Promise<boolean> => {
  try {
    await write()
    return true
  } catch (error) {
    say(`“${path}” could not be written: ${messageOf(error)}.\nFree some space, or name another place: df -h`)
    return false
  }
}

const writeReport = async ({ file, reporter }: WantedFile, { reports, playbooks }: Results): Promise<void> => {
  const text = (await reporter.load())(reports, playbooks)
  try {
    writeFileSync(file, text)
  } catch (error) {
    emptied(file)
    throw error
  }
}

/** A part of a report must not be taken for all of it. */
const emptied = (file: string): void => {
  try {
    truncateSync(file)
  } catch {
    // The first error is the one that is reported.
  }
}

const keepAll = async (places: Places, { reports, playbooks, source }: Results): Promise<void> => {
  const { keepRun } = await import('./keep-run.ts')
  for (const report of reports) {
    const playbook = playbooks.find(({ id }) => id === report.playbook)
    for (const line of playbook === undefined ? [] : await keepRun(playbook, report, { ...places, source })) say(line)
  }
}
