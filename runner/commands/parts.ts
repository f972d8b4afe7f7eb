import type { Part } from '../preparation/part.ts'
import { cacheDir } from '../paths.ts'
import { toRun } from '../setup/jobs.mjs'
import { environmentOf } from '../setup/environment.mjs'
import { askPerson, type SharedScreen } from './terminal.ts'

/** The programs of the OS, then the parts of the lab. The lab runs on Linux only; a Mac gets only the programs. */
export const realParts = async (screen: SharedScreen): Promise<readonly Part[]> => {
  const [{ programsPart }, { labParts }, { hubAnswers }] = await Promise.all([
    import('../preparation/programs-part.ts'),
    import('../preparation/lab-parts.ts'),
    import('../targets/lab/hub.ts'),
  ])
  const programs = programsPart({
    environment: environmentOf(process.env),
    uses: new Set(toRun),
    terminal: { say: screen.insist, hold: screen.hold, agree: askPerson },
  })
  const isOnline = (): Promise<boolean> => hubAnswers(new AbortController().signal)
  return process.platform === 'linux' ? [programs, ...labParts({ cache: cacheDir(), isOnline })] : [programs]
}
