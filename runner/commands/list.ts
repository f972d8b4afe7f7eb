import type { Command } from 'commander'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { findingText } from '../guides/finding.ts'
import type { Guides } from '../guides/load.ts'
import type { ReadableRun, RunSummary, UnreadableRun } from '../protocol/api.ts'
import { harmless } from '../protocol/harmless.ts'
import { type Catalogue, realCatalogue, sayNotLoaded } from './catalogue.ts'
import { print, printJson } from './say.ts'

interface Flags {
  readonly json?: boolean
}

interface Listed {
  readonly id: string
  readonly title: string
  readonly steps: number
  readonly targets: readonly string[]
  /** Whether it can be verified without a person on any computer that has QEMU; a CI matrix is built from this. */
  readonly provableOnLab: boolean
  readonly lastRun?: Pick<RunSummary, 'run' | 'status' | 'startedAt'> & {
    readonly isOfThisVersion: boolean
    /** Which part of the guide it was. */
    readonly scope?: ReadableRun['scope']
    readonly steps?: number
    /** What it left out, and why. */
    readonly why?: ReadableRun['why']
    /** Why its result is not known. */
    readonly problem?: string
  }
}

const isUnreadable = (run: RunSummary): run is UnreadableRun => 'problem' in run

const partOf = ({ scope, steps, why }: ReadableRun): Pick<ReadableRun, 'scope' | 'steps' | 'why'> =>
  why === undefined ? { scope, steps } : { scope, steps, why }

const lastRunOf = async (playbook: Playbook, runs: readonly RunSummary[]): Promise<Pick<Listed, 'lastRun'>> => {
  const last = runs.find((run) => run.playbook === playbook.id)
  if (last === undefined) return {}
  const { contentHash } = await import('../core/hash.ts')
  const { run, status, startedAt } = last
  const part = isUnreadable(last) ? { problem: last.problem.what.en } : partOf(last)
  const isOfThisVersion = (await contentHash(playbook)) === last.contentHash
  return { lastRun: { run, status, startedAt, ...part, isOfThisVersion } }
}

const runsHere = async (): Promise<readonly RunSummary[]> => {
  const [{ stateDir }, { listRuns }] = await Promise.all([import('../paths.ts'), import('../runs/list.ts')])
  return listRuns(stateDir())
}

const gather = (playbooks: readonly Playbook[], runs: readonly RunSummary[]): Promise<readonly Listed[]> =>
  Promise.all(
    playbooks.map(async (playbook) => ({
      id: playbook.id,
      title: playbook.title.en,
      steps: playbook.steps.length,
      targets: playbook.targets,
      provableOnLab: playbook.targets.some((target) => target === 'lab'),
      ...(await lastRunOf(playbook, runs)),
    })),
  )

/** A guide that does not load is listed with the reason, so that a program does not take it for removed. */
const brokenOnes = ({ notLoaded }: Guides): readonly object[] =>
  notLoaded.map(({ id, findings }) => ({ id, provableOnLab: false, doesNotLoad: findings.map(findingText) }))

/** Which part it was, unless it was the whole guide. */
const partText = ({ scope, steps }: Partial<Pick<ReadableRun, 'scope' | 'steps'>>): string => {
  if (scope === undefined || steps === scope.of) return ''
  return ` (${steps === 1 ? 'step 1' : `steps 1–${steps}`} of ${scope.of})`
}

const lastRunText = ({ lastRun }: Listed): string => {
  if (lastRun === undefined) return 'never run here'
  const when = lastRun.startedAt.slice(0, 16).replace('T', ' ')
  return `${lastRun.status}${partText(lastRun)} ${when} UTC${lastRun.isOfThisVersion ? '' : ', changed since'}`
}

const line = (listed: Listed, width: number): string =>
  `${listed.id.padEnd(width)}  ${listed.title}\n${' '.repeat(width)}  ${listed.steps} ${listed.steps === 1 ? 'step' : 'steps'} on ${listed.targets.join(', ')}; ${lastRunText(listed)}`

const unreadableText = ({ run, problem: { what, hint } }: UnreadableRun): string =>
  `Run ${run} cannot be read: ${what.en}\n  Delete it: ${hint.en}`

/** What the last run left out, in a line of its own. */
const whyLine = ({ lastRun }: Listed, width: number): string =>
  lastRun?.why === undefined ? '' : `\n${' '.repeat(width)}  ${harmless(lastRun.why.en)}`

const text = (all: readonly Listed[]): string => {
  const width = Math.max(...all.map(({ id }) => id.length))
  return all.map((listed) => `${line(listed, width)}${whyLine(listed, width)}`).join('\n')
}

/** `shipshape list`: the guides, and the result of the last run of each on this computer. */
export const register = (program: Command, catalogue: Catalogue = realCatalogue): void => {
  program
    .command('list')
    .description('list the guides, each with the result of its last run on this computer')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExamples:\n  $ npx shipshape list\n  $ npx shipshape list --json')
    .action(async (flags: Flags) => {
      const runs = await runsHere()
      const guides = await catalogue.guides()
      const listed = await gather(guides.playbooks, runs)
      sayNotLoaded(guides)
      if (flags.json === true) printJson([...listed, ...brokenOnes(guides)], 2)
      else print([text(listed), ...runs.filter(isUnreadable).map(unreadableText)].join('\n'))
    })
}
