import { type Words, alike } from '../../playbooks/model/text.ts'
import { RunnerError, clauseOf } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import type { ActualAction, ExecResult } from '../targets/target.ts'
import { excerpt, inEvery } from './assertion.ts'
import { inWords, unlessAborted } from './clock.ts'
import type { PlannedStep } from './plan.ts'
import { actionText, renderAction, shownAction } from './render.ts'
import { type Running, spellingFor } from './running.ts'

/** An undo gets at least so long, also when its step was meant to be quick. */
const shortestDeadlineMs = 60_000

/**
 * Takes back every noted step that no later step has taken back, last first. What stays is returned, with its command.
 */
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
  return clean ? [] : [{ what: notUndone(step.id, saw), hint: actual }]
}

/** With a dead target mostly nothing is to be taken back but the target itself; disposing of the session does that. */
const leftByDead = ({ keepsWhatStepsMade }: Running, { id }: PlannedStep, hint: Words): readonly Problem[] =>
  keepsWhatStepsMade === true
    ? [{ what: notUndone(id, { en: 'its target was gone', 'zh-cn': '它的目标已经不在' }), hint }]
    : []

const notUndone = (step: string, saw: Words): Words => ({
  en: `Step “${step}” was not taken back: ${saw.en}.`,
  'zh-cn': `步骤“${step}”没有撤销：${saw['zh-cn']}。`,
})

const shownUndo = (undo: Exclude<PlannedStep['undo'], 'nothing'>, { spelling }: Running): Words => ({
  en: shownAction(undo, spelling, 'en'),
  'zh-cn': shownAction(undo, spelling, 'zh-cn'),
})

const attempt = async (
  running: Running,
  step: PlannedStep,
  action: Exclude<PlannedStep['undo'], 'nothing'>,
): Promise<Undone & { readonly actual?: Words }> => {
  if (action.kind === 'by-hand')
    return { clean: false, saw: { en: 'only a person can do this', 'zh-cn': '只有人才能做这件事' } }
  if (running.hurry.aborted)
    return {
      clean: false,
      saw: { en: 'it was skipped, because the run was cancelled twice', 'zh-cn': '运行被取消了两次，所以跳过了它' },
    }
  try {
    const rendered = renderAction(action, await spellingFor(running, action))
    const actual = actionText(rendered)
    running.emit({ type: 'undo-started', step: step.id, actual })
    return { ...(await perform(running, step, rendered)), actual: alike(actual) }
  } catch (error) {
    return { clean: false, saw: clauseOf(error) }
  }
}

const perform = async ({ session, hurry, stop }: Running, step: PlannedStep, action: ActualAction): Promise<Undone> => {
  const deadlineMs = Math.max(step.deadlineMs, shortestDeadlineMs)
  // Neither a cancel nor the first failure ends an undo: it has a signal of its own.
  const options = { id: `${step.id}.undo`, deadlineMs, signal: hurry, onOutput: () => undefined }
  try {
    return judgeUndo(
      await unlessAborted(session.exec(action, options), AbortSignal.any([hurry, stop.waiting])),
      deadlineMs,
    )
  } catch (error) {
    if (hurry.aborted && !(error instanceof RunnerError && error.code === 'broken')) {
      return {
        clean: false,
        saw: {
          en: 'it was interrupted, because the run was cancelled twice',
          'zh-cn': '运行被取消了两次，所以中断了它',
        },
      }
    }
    throw error
  }
}

const judgeUndo = ({ ended, exitCode, stdout, stderr }: ExecResult, deadlineMs: number): Undone => {
  if (ended === 'deadline')
    return {
      clean: false,
      saw: { en: `it was still running after ${inWords(deadlineMs)}`, 'zh-cn': `${inWords(deadlineMs)} 后仍在运行` },
    }
  const how = inEvery((wording) => wording.ended({ exitCode, ended }))
  if (exitCode === 0) return { clean: true, saw: how }
  const wrote = excerpt(lastLine(stderr.trim() === '' ? stdout : stderr))
  return { clean: false, saw: { en: `${how.en}, ${wrote.en}`, 'zh-cn': `${how['zh-cn']}，${wrote['zh-cn']}` } }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''
