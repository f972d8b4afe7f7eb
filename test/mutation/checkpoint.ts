import { join } from 'node:path'
import { actionText, renderAction } from '../../runner/core/render.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { spellingFor } from '../../runner/core/running.ts'
import { ask } from './look.ts'
import { quote } from '../../runner/quote.ts'
import type { Fixture } from './fixture.ts'

/** A copy of the VM from before a step, from which it is restored in seconds. */
export interface Checkpoint {
  /** Returns false when the VM does not start from it. */
  back(): Promise<boolean>
}

const machines = '~/.boot2docker/machines'
const timeoutMs = 180_000

/**
 * Keeps a running machine's disk and memory. Undefined when it cannot be saved now: while a container holds a folder of
 * the reader's.
 */
export const checkpointOf = async (
  { running: { session }, folder }: Fixture,
  signal: AbortSignal,
): Promise<Checkpoint | undefined> => {
  const kept = quote(join(folder, 'machines'))
  const say = (line: string): Promise<string> => ask(session, line, signal, timeoutMs)
  const answer = await say(
    `rm -rf ${kept}; boot2docker save && cp -a --sparse=always ${machines} ${kept}; boot2docker up && [ -d ${kept} ] && echo kept`,
  )
  if (!answer.endsWith('kept\n')) return undefined
  return {
    back: async () =>
      (
        await say(
          `boot2docker poweroff; rm -rf ${machines}; cp -a --sparse=always ${kept} ${machines}; boot2docker up && echo back`,
        )
      ).endsWith('back\n'),
  }
}

const destroys = /\b(rm|rmi|remove|prune|delete|down|uninstall)\b/

/** Whether a step destroys what cannot be restored from observations; then its mutants may do so too. */
export const takesAway = async ({ running }: Fixture, { action }: PlannedStep): Promise<boolean> =>
  action.kind === 'command' && destroys.test(actionText(renderAction(action, await spellingFor(running, action))))
