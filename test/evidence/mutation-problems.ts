import { fieldOf } from '../../runner/evidence/disagreement.ts'
import { type MutationArchive, loadMutation, mutationGuides } from '../../runner/evidence/load-mutation.ts'
import { sayDisagreement } from '../../runner/evidence/say-disagreement.ts'
import type { FileProblem } from './problems.ts'

/** All that is wrong with the files in `public/mutation`. */
export const mutationProblems = async (archive: MutationArchive): Promise<readonly FileProblem[]> => {
  const names = await mutationGuides(archive)
  const problems = await Promise.all(
    names.map(async (guide): Promise<readonly FileProblem[]> => {
      const judged = await loadMutation(archive, guide)
      if (judged?.kind !== 'invalid') return []
      const file = `public/mutation/${guide}.json`
      const isKnown = archive.guides.some(({ id }) => id === guide)
      const fix = isKnown ? `npm run mutation -- ${guide} --report public/mutation` : `rm ${file}`
      return [{ file, fix, field: fieldOf(judged.why), what: sayDisagreement(judged.why).en }]
    }),
  )
  return problems.flat()
}
