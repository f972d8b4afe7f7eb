import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { messageOf } from '../errors.ts'
import type { Report } from '../protocol/report.ts'
import { type WantedFile, wantedFiles } from '../reporters/files.ts'
import { say } from './say.ts'

export interface Results {
  readonly reports: readonly Report[]
  readonly playbooks: readonly Playbook[]
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
  const { evidence, recording } = places
  const work = [
    ...wantedFiles(places).map((wanted) => attempt(wanted.file, () => writeReport(wanted, results))),
    ...(evidence === undefined ? [] : [attempt(evidence, () => keepAll(evidence, results))]),
    ...(recording === undefined ? [] : [attempt(recording, () => recordAll(recording, results))]),
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

const checkout = join(import.meta.dirname, '../..')

const keepAll = async (folder: string, { reports }: Results): Promise<void> => {
  const { keepEvidence } = await import('../evidence/keep.ts')
  for (const report of reports) {
    const path = await keepEvidence(report, folder, checkout)
    if (path !== undefined) say(`Evidence: ${path}`)
  }
}

const recordAll = async (folder: string, { reports, playbooks }: Results): Promise<void> => {
  const { recordRun } = await import('./record.ts')
  for (const report of reports) {
    const playbook = playbooks.find(({ id }) => id === report.playbook)
    const path = playbook && (await recordRun(playbook, report, folder))
    say(
      path === undefined ? `No recording of ${report.playbook}: only a passed run is recorded.` : `Recording: ${path}`,
    )
  }
}
