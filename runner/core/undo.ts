import { type Words, alike } from '../../playbooks/model/text.ts'
import { RunnerError, clauseOf } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import type { ActualAction } from '../contract/action.ts'
import type { ExecResult } from '../contract/session.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import type { PlannedStep } from './plan.ts'
import { actionText, renderAction, shownAction } from './render.ts'
import type { Say } from './reason.ts'
import { type Running, spellingFor } from './running.ts'

/** The minimum deadline of an undo, also when its step has a shorter one. */
const shortestDeadlineMs = 60_000

/** Undoes every noted step that no later step has undone, last first. Returns what remains, each with its command. */
export const undoAll = async (running: Running): Promise<readonly Problem[]> => {
  const due = running.noted.filter((step) => step.undo !== 'nothing' && !running.undone.has(step.id))
  const leftovers: Problem[] = []
  for (const step of due.toReversed()) leftovers.push(...(await undo(running, step)))
  return leftovers
}

interface Undone {
  readonly clean: boolean
  readonly saw: Words
}

const undo = async (running: Running, step: PlannedStep): Promise<readonly Problem[]> => {
  if (step.undo === 'nothing') return []
  const shown = shownUndo(step.undo, running)
  if (running.stop.isDead()) return leftByDead(running, step, shown)
  const { clean, saw, actual = shown } = await attempt(running, step, step.undo)
  running.emit({ type: 'undo-finished', step: step.id, clean, saw })
  return clean ? [] : [{ what: running.say({ kind: 'not-undone', step: step.id, why: saw }), hint: actual }]
}

/** With a dead target there is nothing to undo, unless its state outlives the session. */
const leftByDead = ({ keepsWhatStepsMade, say }: Running, { id }: PlannedStep, hint: Words): readonly Problem[] =>
  keepsWhatStepsMade === true
    ? [{ what: say({ kind: 'not-undone', step: id, why: say({ kind: 'target-gone' }) }), hint }]
    : []

const shownUndo = (undo: Exclude<PlannedStep['undo'], 'nothing'>, { spelling }: Running): Words =>
  undo.kind === 'by-hand' ? undo.instruction : alike(shownAction(undo, spelling))

const attempt = async (
  running: Running,
  step: PlannedStep,
  action: Exclude<PlannedStep['undo'], 'nothing'>,
): Promise<Undone & { readonly actual?: Words }> => {
  if (action.kind === 'by-hand') return { clean: false, saw: running.say({ kind: 'undo-by-hand' }) }
  if (running.hurry.aborted) return { clean: false, saw: running.say({ kind: 'undo-skipped' }) }
  try {
    const rendered = renderAction(action, await spellingFor(running, action))
    const actual = actionText(rendered)
    running.emit({ type: 'undo-started', step: step.id, actual })
    return { ...(await perform(running, step, rendered)), actual: alike(actual) }
  } catch (error) {
    return { clean: false, saw: clauseOf(error) }
  }
}

const perform = async (
  { session, say, hurry, stop }: Running,
  step: PlannedStep,
  action: ActualAction,
): Promise<Undone> => {
  const deadlineMs = Math.max(step.deadlineMs, shortestDeadlineMs)
  // Neither a cancel nor the first failure stops an undo: it has its own signal.
  const options = { id: `${step.id}.undo`, deadlineMs, signal: hurry, onOutput: () => undefined }
  try {
    return judgeUndo(
      say,
      await unlessAborted(session.exec(action, options), AbortSignal.any([hurry, stop.waiting])),
      deadlineMs,
    )
  } catch (error) {
    if (hurry.aborted && !(error instanceof RunnerError && error.code === 'broken')) {
      return { clean: false, saw: say({ kind: 'undo-interrupted' }) }
    }
    throw error
  }
}

const judgeUndo = (say: Say, { ended, exitCode, stdout, stderr }: ExecResult, deadlineMs: number): Undone => {
  if (ended === 'deadline') return { clean: false, saw: say({ kind: 'undo-overdue', afterMs: deadlineMs }) }
  const how = { exitCode, ended }
  if (exitCode === 0) return { clean: true, saw: say({ kind: 'undo-ended', how }) }
  const wrote = lastLine(stderr.trim() === '' ? stdout : stderr)
  return { clean: false, saw: say({ kind: 'undo-failed', how, wrote }) }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''
