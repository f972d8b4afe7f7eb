import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/index.ts'
import { checkedHash } from '../../runner/core/hash.ts'
import { type MutationReport, merge } from './report.ts'
import { folderPrefix } from './fixture.ts'

/** Writes `FOLDER/GUIDE.json`, keeping the results of an older report for unchanged steps. */
export const keepReport = async (
  folder: string,
  report: MutationReport,
  { steps }: Playbook,
): Promise<MutationReport> => {
  const path = join(folder, `${report.guide}.json`)
  const hashes = new Map(await Promise.all(steps.map(async (step) => [step.id, await checkedHash(step)] as const)))
  const merged = merge(report, read(path), hashes)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `${withoutFolders(JSON.stringify(merged, undefined, 2))}\n`)
  return merged
}

/** The folder of a mutation run has paths of the computer that it ran on. */
const withoutFolders = (text: string): string =>
  text
    .split(folderPrefix)
    .map((part, index) => (index === 0 ? part : part.replace(/^\w+(?:\/lab\/home)?/, '~')))
    .join('')

const read = (path: string): MutationReport | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as MutationReport // written by us
  } catch {
    return undefined // There is none yet, or it is of no use.
  }
}
