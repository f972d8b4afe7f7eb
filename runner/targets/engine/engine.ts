import { mkdir } from 'node:fs/promises'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { engineAt } from '../../checks/look/engine.ts'
import { RunnerError, problemOf } from '../../errors.ts'
import type { Problem } from '../../protocol/events.ts'
import { openShell } from '../shell/shell.ts'
import type { Session } from '../../contract/session.ts'
import type { OpenOptions, Target } from '../../contract/target.ts'
import { describeEngine } from './describe.ts'
import { type Environment, findEndpoint } from './endpoint.ts'
import { readersEnvironment } from './environment.ts'
import { heldBy } from './holds.ts'
import { needAnswer } from './life.ts'
import { clearAway, makeSession, placesIn } from './session.ts'

/**
 * The Docker engine that the reader's own client uses. The shell is the reader's, with their home and environment; only
 * the files that steps write are separate, in the run's folder. What steps create in the engine is real and stays until
 * it is undone.
 */
export const engine: Target = {
  id: 'engine',
  features: new Set(['host-shell', 'engine', 'terminal']),
  spelling: spellings.engine,
  keepsWhatStepsMade: true,
  missing: () => missingForEngine(readersEnvironment(process.env)),
  holds: () => heldBy(readersEnvironment(process.env)),
  open: (options) => open(options, readersEnvironment(process.env)),
  reap: (folder) => clearAway(placesIn(folder)),
}

/** What is missing between the reader's client and an engine; empty when one answers. */
const missingForEngine = async (env: Environment): Promise<readonly Problem[]> => {
  try {
    await needAnswer(await findEndpoint(env))
    return []
  } catch (error) {
    if (error instanceof RunnerError) return [problemOf(error)]
    throw error
  }
}

const open = async ({ folder, onProgress }: OpenOptions, env: Environment): Promise<Session> => {
  const endpoint = await findEndpoint(env)
  onProgress({
    en: `Using the engine at ${endpoint.host} (${endpoint.namedBy.en})`,
    'zh-cn': `使用 ${endpoint.host} 上的引擎（${endpoint.namedBy['zh-cn']}）`,
  })
  const places = placesIn(folder)
  await mkdir(places.work, { recursive: true, mode: 0o700 })
  const shell = openShell({ folder: places.own, prefix: [], env, cwd: places.work })
  return makeSession({ endpoint, target: await describeEngine(engineAt(endpoint.at), endpoint, env), places, shell })
}
