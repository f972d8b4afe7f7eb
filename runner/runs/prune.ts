import { rmSync } from 'node:fs'
import { aliveLockPath, runFolder } from './folder.ts'
import { journalEnds, runIds } from './list.ts'

/** How many passed runs are kept … */
const keptPassed = 20
/** … and how many others, which people need more often. */
const keptOthers = 50

/** Removes the oldest finished runs; unfinished ones stay. */
export const prune = (state: string): void => {
  const finished = runIds(state).flatMap((run) => {
    const { last } = journalEnds(runFolder(state, run))
    return last?.type === 'run-finished' ? [{ run, isPassed: last.status === 'passed' }] : []
  })
  const passed = finished.filter(({ isPassed }) => isPassed)
  const others = finished.filter(({ isPassed }) => !isPassed)
  for (const { run } of [...passed.slice(keptPassed), ...others.slice(keptOthers)]) {
    rmSync(runFolder(state, run), { recursive: true, force: true })
    rmSync(aliveLockPath(runFolder(state, run)), { force: true })
  }
}
