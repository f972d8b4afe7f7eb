import { actionText, renderAction } from '../../runner/core/render.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { spellingFor } from '../../runner/core/running.ts'
import { RunnerError } from '../../runner/errors.ts'
import { checkpointOf } from './checkpoint.ts'
import { type Look, difference, isSame, lookAround } from './look.ts'
import type { Mutant } from './mutants.ts'
import { dropKept, keepFiles, restoreFrom } from './restore.ts'
import type { Fixture } from './fixture.ts'

/** The state before a step. */
export interface RestorePoint {
  /** Undoes what a wrong command did. Returns whether everything is restored. */
  restore(step: PlannedStep, mutant: Mutant): Promise<boolean>
  /** The same by what was seen to have changed alone. Returns false when something is left. */
  restoreSeen(): Promise<boolean>
  /** Deletes what was only kept to save time. */
  leave(): Promise<void>
  /** What could not be undone, for a person. */
  remains(): string
}

let undos = 0

export interface RestorePointOptions {
  readonly signal: AbortSignal
  /** Keep the whole machine, for what could not be restored otherwise. */
  readonly keepsMachine: boolean
}

/**
 * Looks, so that it can be restored: first by what was seen to have changed, then by the step's own undo, with the same
 * mistake in it where it names the same thing, finally from the checkpoint of the VM. What cannot be restored is
 * detected as well.
 */
export const restorePointOf = async (
  fixture: Fixture,
  { signal, keepsMachine }: RestorePointOptions,
): Promise<RestorePoint> => {
  const { session } = fixture.running
  const checkpoint = keepsMachine ? await checkpointOf(fixture, signal) : undefined
  const before = await lookAround(session, signal)
  await keepFiles(session, fixture.folder, signal)
  let rest = ''
  let hasKept = false
  const isBack = async (): Promise<Look | undefined> => {
    const now = await lookAround(session, signal)
    rest = difference(before, now)
    return isSame(before, now) ? undefined : now
  }
  const bySight = async (seen: Look): Promise<Look | undefined> => {
    hasKept = (await restoreFrom(session, fixture.folder, before, seen, signal)) || hasKept
    return isBack()
  }
  const restore = async (step: PlannedStep, mutant: Mutant): Promise<boolean> => {
    const seen = await isBack()
    if (seen === undefined) return true
    if ((await bySight(seen)) === undefined) return true
    for (const line of await undoLines(fixture, step, mutant)) await undo(fixture, line, step.deadlineMs, signal)
    const left = await isBack()
    if (left === undefined || (await bySight(left)) === undefined) return true
    return checkpoint !== undefined && (await checkpoint.back()) && (await isBack()) === undefined
  }
  const restoreSeen = async (): Promise<boolean> => {
    const seen = await isBack()
    return seen === undefined || (await bySight(seen)) === undefined
  }
  const orSay = (error: unknown): false => {
    if (!(error instanceof RunnerError) || signal.aborted) throw error
    rest = error.message
    return false
  }
  return {
    restore: (step, mutant) => restore(step, mutant).catch(orSay),
    restoreSeen: () => restoreSeen().catch(orSay),
    leave: async () => {
      if (hasKept) await dropKept(session, signal)
    },
    remains: () => rest,
  }
}

const undoLines = async (
  { running }: Fixture,
  { undo: action }: PlannedStep,
  { replaced }: Mutant,
): Promise<readonly string[]> => {
  if (action === 'nothing' || action.kind !== 'command') return []
  const line = actionText(renderAction(action, await spellingFor(running, action)))
  const mistaken = replaced === undefined || replaced.from === '' ? line : line.replaceAll(replaced.from, replaced.to)
  return mistaken === line ? [line] : [mistaken, line]
}

const undo = async ({ running }: Fixture, line: string, deadlineMs: number, signal: AbortSignal): Promise<void> => {
  undos += 1
  await running.session.exec(
    { kind: 'command', line, where: 'host' },
    { id: `undo-${undos}`, deadlineMs, signal, onOutput: () => undefined },
  )
}
