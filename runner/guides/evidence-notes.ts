import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { checkedHash, contentHash } from '../core/hash.ts'
import type { Finding } from './finding.ts'

const hashIn = (path: string): string | undefined => {
  try {
    const evidence = JSON.parse(readFileSync(path, 'utf8')) as { readonly contentHash?: string } // a file of ours
    return evidence.contentHash
  } catch {
    return undefined // damaged: as good as none, and a test of the evidence says so
  }
}

interface Report {
  readonly steps: readonly { readonly hash: string }[]
}

/** The steps, by their hashes, for which a report says which wrong commands their checks detect; empty if damaged. */
const testedIn = (path: string): ReadonlySet<string> => {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report // a file of ours
    return new Set(report.steps.map(({ hash }) => hash))
  } catch {
    return new Set() // a test of the reports says so
  }
}

/** The steps whose checks the mutation report at this path has not tested as they are now. */
export const untestedSteps = async (path: string, { steps }: Playbook): Promise<readonly string[]> => {
  const tested = testedIn(path)
  const hashes = await Promise.all(steps.map(async (step) => [step.id, await checkedHash(step)] as const))
  return hashes.filter(([, hash]) => !tested.has(hash)).map(([step]) => step)
}

/** What does not prove the guide as it is now. No mistakes: it is verified again when it is finished. */
export const evidenceNotes = async (root: string, playbook: Playbook): Promise<readonly Finding[]> => {
  const [target] = playbook.targets
  if (target !== 'lab') return []
  const { id } = playbook
  const [evidence, mutation] = [`public/evidence/${id}.${target}.json`, `public/mutation/${id}.json`]
  const again = `npx shipshape verify ${id} --evidence public/evidence --recording public/recordings`
  const notes: Finding[] = []
  if (!existsSync(join(root, evidence)))
    notes.push({ place: { file: evidence }, what: 'the guide has no evidence yet.', fix: again })
  else if (hashIn(join(root, evidence)) !== (await contentHash(playbook)))
    notes.push({ place: { file: evidence }, what: 'the guide has changed since it was verified.', fix: again })
  const untested = await untestedSteps(join(root, mutation), playbook)
  if (untested.length > 0)
    notes.push({
      place: { file: mutation },
      what: `the checks of ${untested.length} of ${playbook.steps.length} steps have not been tested as they are now.`,
      fix: `npm run mutation -- ${id} --untested --report public/mutation`,
    })
  return notes
}
