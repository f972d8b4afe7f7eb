import { join } from 'node:path'
import { actionText, renderAction } from '../../runner/core/render.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { spellingFor } from '../../runner/core/running.ts'
import { ask } from './look.ts'
import { quote } from '../../runner/quote.ts'
import type { Fixture } from './fixture.ts'

/** The machine as it was before a step. What was destroyed in it comes back with it, in seconds. */
export interface Checkpoint {
  /** Answers false when the machine does not start from it. */
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

/** Whether a step takes away what no look can bring back; then a wrong one of it does so too. */
export const takesAway = async ({ running }: Fixture, { action }: PlannedStep): Promise<boolean> =>
  action.kind === 'command' && destroys.test(actionText(renderAction(action, await spellingFor(running, action))))
