import { join } from 'node:path'
import type { Words } from '../../playbooks/model/index.ts'
import { loadMutation } from '../../runner/evidence/load-mutation.ts'
import { sayDisagreement } from '../../runner/evidence/say-disagreement.ts'
import type { MutationReport } from '../mutation.ts'
import { archive } from './kept.ts'

/** The report of a guide's mutation run; or why it is not believed, as a clause. */
export type KeptMutation =
  { readonly kind: 'valid'; readonly report: MutationReport } | { readonly kind: 'invalid'; readonly why: Words }

const folder = join(archive.checkout, 'public/mutation')

export const mutationOf = async (guide: string): Promise<KeptMutation | undefined> => {
  const judged = await loadMutation({ ...archive, mutation: folder }, guide)
  return judged?.kind === 'invalid' ? { kind: 'invalid', why: sayDisagreement(judged.why) } : judged
}
