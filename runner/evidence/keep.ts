import { mkdir, rename, writeFile } from 'node:fs/promises'
import { arch, platform, release } from 'node:os'
import { join } from 'node:path'
import { type Asked, askProgram } from '../host/program.ts'
import type { Report } from '../protocol/report.ts'
import { evidenceOf, type Provenance } from './evidence.ts'

/** The provenance: the checkout's commit and this computer's OS. */
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
 * Saves a run's evidence atomically as `FOLDER/PLAYBOOK.TARGET.json`. Returns the file's path; undefined when the run
 * has no evidence.
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
