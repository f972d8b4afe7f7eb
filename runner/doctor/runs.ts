import { RunnerError } from '../errors.ts'
import { isLocked } from '../host/lock.ts'
import { examine } from '../runs/examine.ts'
import { aliveLockPath, runFolder } from '../runs/folder.ts'
import { runIds } from '../runs/list.ts'
import type { Finding } from './finding.ts'

const area = 'runs'

const finding = (what: string, { message, hint }: RunnerError): Finding => ({
  area,
  what,
  state: 'warning',
  saw: message,
  fix: hint,
})

/** Why a run cannot be read; undefined for one that can. */
const problemIn = (folder: string): RunnerError | undefined => {
  const journal = examine(folder)
  return journal.kind === 'damaged' || journal.kind === 'other-version' ? journal.problem : undefined
}

const isDead = (folder: string): boolean => examine(folder).kind === 'open' && !isLocked(aliveLockPath(folder))

/** Runs whose runner died. The next command that runs a guide cleans up what they left. */
const leftovers = (state: string, runs: readonly string[]): Finding => {
  const dead = runs.filter((run) => isDead(runFolder(state, run)))
  const common = { area, what: 'leftovers of dead runs' } as const
  if (dead.length === 0) return { ...common, state: 'ok', saw: `none of ${runs.length} runs` }
  return { ...common, state: 'warning', saw: dead.join(', '), fix: 'npx shipshape verify' }
}

/** The runs on this computer: those whose runner died, and those that cannot be read. */
export const examineRuns = (state: string): readonly Finding[] => {
  try {
    const runs = runIds(state)
    const problems = runs.flatMap((run) => problemIn(runFolder(state, run)) ?? [])
    return [leftovers(state, runs), ...problems.map((problem) => finding('a run that cannot be read', problem))]
  } catch (error) {
    if (error instanceof RunnerError) return [finding('the folder of the runs', error)]
    throw error
  }
}
