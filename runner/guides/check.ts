import type { Guide } from '../../playbooks/index.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { mistakesIn } from '../core/validate.ts'
import { evidenceNotes } from './evidence-notes.ts'
import type { Finding } from './finding.ts'
import { type LoadOptions, examineModules } from './examine.ts'
import { listGuides } from './load.ts'
import { placeOfMistake } from './locate.ts'
import { type SiteLists, checkPages, siteLists } from './pages/check-pages.ts'
import type { Tried } from './trial.ts'
import { typeErrors } from './types.ts'

export { listGuides } from './load.ts'

/** What was found out about a guide without running it. */
export interface CheckedGuide {
  readonly id: string
  /** What must be corrected. */
  readonly findings: readonly Finding[]
  /** What is worth knowing, and no mistake. */
  readonly notes: readonly Finding[]
}

export interface Checked {
  readonly guides: readonly CheckedGuide[]
  /** What concerns no single guide. */
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
}

/** Mistakes in the data of a guide, each with its place. */
export const guideFindings = (root: string, playbook: Playbook): readonly Finding[] =>
  mistakesIn(playbook).map((each) => ({ ...each, place: placeOfMistake(root, playbook.id, each) }))

const repeatedIds = (guides: readonly Guide[]): readonly Finding[] => {
  const ids = guides.map(({ id }) => id)
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => ({
    place: { file: 'playbooks/index.ts' },
    what: `two guides have the id “${id}”, so only the first can be run.`,
    fix: 'Give each an id of its own.',
  }))
}

const checkGuide = async (
  root: string,
  { load }: Guide,
  tried: Tried & { readonly kind: 'loads' },
  site: SiteLists,
): Promise<CheckedGuide> => {
  const { id, exports: exported, steps } = tried
  const playbook = await load()
  const findings = [...guideFindings(root, playbook), ...checkPages(root, site, { id, steps, exported })]
  return { id, findings, notes: await evidenceNotes(root, playbook) }
}

const isIn = (file: string, id: string): boolean => file === `playbooks/${id}.ts` || file.startsWith(`playbooks/${id}/`)

/** The type errors in a guide's own files, and those of no guide; all of them without a guide. */
const ofGuides = (errors: readonly Finding[], ids: readonly string[] | undefined): readonly Finding[] =>
  errors.filter(
    ({ place: { file } }) =>
      ids === undefined || file === 'playbooks/tsconfig.json' || ids.some((id) => isIn(file, id)),
  )

const notCompiled: Finding = {
  place: { file: 'playbooks/tsconfig.json' },
  what: 'the types were not checked: the compiler is not installed.',
  fix: 'npm ci',
}

/**
 * Everything that can be said of guides without running them: whether they load, the rules of CONTRIBUTING, the types,
 * the pages in every language, the sidebar, and whether the evidence is still of the same guide.
 */
export const checkGuides = async (options: LoadOptions, ids?: readonly string[]): Promise<Checked> => {
  const { root } = options
  const compiling = typeErrors(root)
  const all = await listGuides(options)
  const chosen = all.filter(
    ({ id }, at) => (ids?.includes(id) ?? true) && all.findIndex((each) => each.id === id) === at,
  )
  const site = await siteLists(root)
  const examined = await examineModules(
    options,
    chosen.map(({ id }) => id),
  )
  const guides = await Promise.all(
    chosen.map(async (guide): Promise<CheckedGuide> => {
      const found = examined.find(({ tried }) => tried.id === guide.id)
      if (found?.tried.kind === 'loads') return checkGuide(root, guide, found.tried, site)
      return { id: guide.id, findings: found?.notLoaded?.findings ?? [], notes: [] }
    }),
  )
  const errors = await compiling
  return {
    guides,
    findings: [...repeatedIds(all), ...ofGuides(errors ?? [], ids)],
    notes: errors === undefined ? [notCompiled] : [],
  }
}
