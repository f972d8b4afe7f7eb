import { RunnerError } from '../errors.ts'
import type { Lack } from '../protocol/events.ts'
import type { ActualAction, ExecResult } from '../targets/target.ts'
import { excerpt } from './claim.ts'
import { spoken, unlessAborted } from './clock.ts'
import type { PlannedStep } from './plan.ts'
import { actionText, renderAction, shownAction } from './render.ts'
import { type Running, spellingFor } from './running.ts'

/** An undo gets at least so long, also when its step was meant to be quick. */
const shortestDeadlineMs = 60_000

/** Takes back every noted step that no later step has taken back, last first. What stays is returned, with its command. */
export const undoAll = async (running: Running): Promise<readonly Lack[]> => {
  const due = running.noted.filter((step) => step.undo !== 'nothing' && !running.undone.has(step.id))
  const leftovers: Lack[] = []
  for (const step of due.toReversed()) leftovers.push(...(await undo(running, step)))
  return leftovers
}

interface Undone {
  readonly clean: boolean
  readonly saw: string
}

const undo = async (running: Running, step: PlannedStep): Promise<readonly Lack[]> => {
  if (step.undo === 'nothing') return []
  const shown = shownAction(step.undo, running.spelling)
  if (running.stop.isDead()) return leftByDead(running, step, shown)
  const { clean, saw, actual = shown } = await attempt(running, step, step.undo)
  running.emit({ type: 'undo-finished', step: step.id, clean, saw })
  return clean ? [] : [{ what: `Step “${step.id}” was not taken back: ${saw}.`, hint: actual }]
}

/** With a dead target mostly nothing is to be taken back but the target itself; disposing of the session does that. */
const leftByDead = ({ keepsWhatStepsMade }: Running, { id }: PlannedStep, hint: string): readonly Lack[] =>
  keepsWhatStepsMade === true ? [{ what: `Step “${id}” was not taken back: its target was gone.`, hint }] : []

const attempt = async (
  running: Running,
  step: PlannedStep,
  action: Exclude<PlannedStep['undo'], 'nothing'>,
): Promise<Undone & { readonly actual?: string }> => {
  if (action.kind === 'by-hand') return { clean: false, saw: 'only a person can do this' }
  if (running.hurry.aborted) return { clean: false, saw: 'it was skipped, because the run was cancelled twice' }
  try {
    const rendered = renderAction(action, await spellingFor(running, action))
    const actual = actionText(rendered)
    running.emit({ type: 'undo-started', step: step.id, actual })
    return { ...(await perform(running, step, rendered)), actual }
  } catch (error) {
    return { clean: false, saw: sentence(error) }
  }
}

const sentence = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/\.$/, '')
}

const perform = async ({ session, hurry, stop }: Running, step: PlannedStep, action: ActualAction): Promise<Undone> => {
  const deadlineMs = Math.max(step.deadlineMs, shortestDeadlineMs)
  // Neither a cancel nor the first failure ends an undo: it has a signal of its own.
  const options = { id: `${step.id}.undo`, deadlineMs, signal: hurry, onOutput: () => undefined }
  try {
    return judgeUndo(await unlessAborted(session.exec(action, options), AbortSignal.any([hurry, stop.waiting])), deadlineMs)
  } catch (error) {
    if (hurry.aborted && !(error instanceof RunnerError && error.code === 'broken')) {
      return { clean: false, saw: 'it was interrupted, because the run was cancelled twice' }
    }
    throw error
  }
}

const judgeUndo = ({ ended, exitCode, stdout, stderr }: ExecResult, deadlineMs: number): Undone => {
  if (ended === 'deadline') return { clean: false, saw: `it was still running after ${spoken(deadlineMs)}` }
  if (exitCode === 0) return { clean: true, saw: 'exit code 0' }
  const words = stderr.trim() === '' ? stdout : stderr
  return { clean: false, saw: `exit code ${String(exitCode)}, ${excerpt(lastLine(words))}` }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''
