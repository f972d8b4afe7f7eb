import { mkdir, rename, writeFile } from 'node:fs/promises'
import { arch, platform, release } from 'node:os'
import { join } from 'node:path'
import { type Asked, askProgram } from '../host/program.ts'
import type { Report } from '../protocol/report.ts'
import { evidenceOf, type Provenance } from './evidence.ts'

/** Where this comes from: the checkout's commit, and this computer's system. */
const provenance = async (checkout: string): Promise<Provenance> => {
  const git = (args: readonly string[]): Promise<Asked> => askProgram('git', ['-C', checkout, ...args])
  const [head, changes] = await Promise.all([
    git(['rev-parse', '--short=12', 'HEAD']),
    git(['status', '--porcelain', '--', 'playbooks', 'runner']),
  ])
  const commit = head.failed ? 'unknown' : `${head.stdout}${changes.stdout === '' ? '' : '+changes'}`
  return { commit, host: `${platform()} ${release()} ${arch()}` }
}

/**
 * Keeps a run's evidence as `FOLDER/PLAYBOOK.TARGET.json`, whole or not at all. Answers the file's path; undefined when
 * the run gives none.
 */
export const keepEvidence = async (report: Report, folder: string, checkout: string): Promise<string | undefined> => {
  const evidence = evidenceOf(report, await provenance(checkout))
  if (evidence === undefined) return undefined
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${evidence.playbook}.${evidence.target}.json`)
  await writeFile(`${path}.new`, `${JSON.stringify(evidence, undefined, 2)}\n`)
  await rename(`${path}.new`, path)
  return path
}
