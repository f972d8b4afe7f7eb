import { readdir } from 'node:fs/promises'
import type { Disagreement } from '../../runner/evidence/disagreement.ts'
import type { Evidence } from '../../runner/evidence/format.ts'
import { fieldOf } from '../../runner/evidence/disagreement.ts'
import { historyFile, readHistory } from '../../runner/evidence/history.ts'
import { type Archive, type Kept, loadAll } from '../../runner/evidence/load.ts'
import { sayDisagreement } from '../../runner/evidence/say-disagreement.ts'

/** What is wrong with a kept file: the file, the field, the reason, and the one command that makes it again. */
export interface FileProblem {
  readonly file: string
  readonly field: string
  readonly what: string
  readonly fix: string
}

const options = '--evidence public/evidence --recording public/recordings'

const madeBy = ({ guides }: Archive, guide: string, target: string, path: string): string => {
  const known = guides.find(({ id }) => id === guide)
  if (known?.targets.includes(target) !== true) return `rm ${path}`
  return known.targets[0] === target
    ? `npx shipshape verify ${guide} ${options}`
    : `npx shipshape verify ${guide} --target ${target} ${options}`
}

const fixOf = (archive: Archive, { file, guide, target }: Kept): string => {
  const path = `public/evidence/${file}`
  return archive.hasDriver(target) ? madeBy(archive, guide, target, path) : `rm ${path}`
}

const otherFormat = 'it was made by another version of the runner'

const problemsIn = (archive: Archive, kept: Kept): readonly FileProblem[] => {
  const [file, fix] = [`public/evidence/${kept.file}`, fixOf(archive, kept)]
  const problem = (why: Disagreement): FileProblem => ({
    file,
    fix,
    field: fieldOf(why),
    what: sayDisagreement(why).en,
  })
  switch (kept.judged.kind) {
    case 'valid':
      return []
    case 'other-format':
      return [{ file, fix, field: 'format', what: otherFormat }]
    case 'invalid':
      return kept.judged.reasons.map(problem)
  }
}

/** All that is wrong with the files in `public/evidence`, `public/recordings` and `public/journals`. */
export const evidenceProblems = async (archive: Archive): Promise<readonly FileProblem[]> => {
  const kept = await loadAll(archive)
  const stray = [
    await strayFiles(archive, kept, 'recordings', ({ recording }) => recording?.file),
    await strayFiles(archive, kept, 'journals', ({ journal }) => journal.file),
  ]
  return [...kept.flatMap((each) => problemsIn(archive, each)), ...stray.flat(), ...(await historyProblems(archive))]
}

const historyProblems = async ({ evidence }: Archive): Promise<readonly FileProblem[]> => {
  const file = `public/evidence/${historyFile}`
  return (await readHistory(evidence)).problems.map(({ line, why }) => ({
    ...{ file, field: `line ${line}`, what: sayDisagreement(why).en, fix: `git checkout -- ${file}` },
  }))
}

/** Files that no evidence names; those of invalid evidence are reported with it. */
const strayFiles = async (
  archive: Archive,
  kept: readonly Kept[],
  folder: 'recordings' | 'journals',
  nameIn: (evidence: Evidence) => string | undefined,
): Promise<readonly FileProblem[]> => {
  const named = kept.flatMap(({ judged }) => (judged.kind === 'valid' ? [nameIn(judged.evidence)] : []))
  const others = kept.filter(({ judged }) => judged.kind !== 'valid').map(({ guide, target }) => `${guide}.${target}.`)
  const files = await readdir(archive[folder]).catch(() => [])
  return files
    .filter((file) => !named.includes(file) && !others.some((start) => file.startsWith(start)))
    .sort()
    .map((file) => {
      const [guide = '', target = ''] = file.split('.')
      const path = `public/${folder}/${file}`
      return { file: path, field: '.', what: 'no evidence names it', fix: madeBy(archive, guide, target, path) }
    })
}

/** A problem as a line, and the command below it. */
export const problemText = ({ file, field, what, fix }: FileProblem): string =>
  `${file}: ${field === '.' ? '' : `${field}: `}${what}.\n  ${fix}`
