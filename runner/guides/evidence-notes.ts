import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { contentHash } from '../core/hash.ts'
import type { Finding } from './finding.ts'

const hashIn = (path: string): string | undefined => {
  try {
    const evidence = JSON.parse(readFileSync(path, 'utf8')) as { readonly contentHash?: string } // a file of ours
    return evidence.contentHash
  } catch {
    return undefined // damaged: as good as none, and a test of the evidence says so
  }
}

/** What does not prove the guide as it is now. No mistakes: it is proven again when it is finished. */
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
    notes.push({ place: { file: evidence }, what: 'the guide has changed since it was proven.', fix: again })
  if (!existsSync(join(root, mutation)))
    notes.push({
      place: { file: mutation },
      what: 'the checks have not been tested yet.',
      fix: `npm run mutation -- ${id}`,
    })
  return notes
}
