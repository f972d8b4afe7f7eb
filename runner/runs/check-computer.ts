import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Target } from '../contract/target.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import { plan } from '../core/plan.ts'
import { blockedSteps, preflight } from '../core/preflight.ts'
import type { ComputerCheck } from '../protocol/api.ts'
import { say } from '../words/say.ts'
import { makePrivateDir } from './folder.ts'
import { thisHost } from './host.ts'
import { stateTrouble } from './state-trouble.ts'

interface CheckOptions {
  readonly playbook: Playbook
  readonly target: Target
  readonly state: string
  readonly signal: AbortSignal
}

/**
 * What a run of the whole guide would be blocked by on this computer, and which of its steps. Nothing is executed or
 * changed. Throws RunnerError: `usage` for a target that the guide does not have; and the signal's reason.
 */
export const checkComputer = async ({ playbook, target, state, signal }: CheckOptions): Promise<ComputerCheck> => {
  const planned = plan(playbook, target.id, { kind: 'all' })
  const here = { target, host: thisHost(state), say }
  try {
    // The disk of this folder is measured.
    makePrivateDir(state)
  } catch (error) {
    throw stateTrouble(error, state)
  }
  const looking = preflight(planned, here, { onProgress: () => undefined, signal })
  const missing = await unlessAborted(looking, signal)
  const blocked = await unlessAborted(blockedSteps(planned, here, true), signal)
  return { missing, steps: [...blocked].map(([step, problem]) => ({ step, problem })) }
}
