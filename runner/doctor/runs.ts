import { aliveLockPath, runFolder } from '../runs/folder.ts'
import { journalEnds, runIds } from '../runs/list.ts'
import { isLocked } from '../host/lock.ts'
import type { Finding } from './finding.ts'

const isDead =
  (state: string) =>
  (run: string): boolean => {
    const folder = runFolder(state, run)
    return journalEnds(folder).last?.type !== 'run-finished' && !isLocked(aliveLockPath(folder))
  }

/** Runs whose runner died. The next command that runs a guide cleans up what they left. */
export const examineRuns = (state: string): Finding => {
  const runs = runIds(state)
  const dead = runs.filter(isDead(state))
  const common = { area: 'runs', what: 'leftovers of dead runs' } as const
  if (dead.length === 0) return { ...common, state: 'ok', saw: `none of ${runs.length} runs` }
  return { ...common, state: 'warning', saw: dead.join(', '), fix: 'npx shipshape verify' }
}
