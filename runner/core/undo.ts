import { type Words, alike } from '../../playbooks/model/text.ts'
import { RunnerError, clauseOf } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import type { ActualAction } from '../contract/action.ts'
import type { ExecResult } from '../contract/session.ts'
import { checkContext } from './checks.ts'
import type { CheckContext } from './look.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import type { PlannedStep } from './plan.ts'
import { actionText, renderAction, shownAction } from './render.ts'
import type { Say } from './reason.ts'
import { type Running, executionId, spellingFor } from './running.ts'
import { type Remains, changesOf, presencesOf, remainsOf, rendered } from './undone.ts'

/** The minimum deadline of an undo, also when its step has a shorter one. */
const shortestDeadlineMs = 60_000

/** What undoing has left. */
export interface Left {
  /** What remains, each with its command. */
  readonly leftovers: readonly Problem[]
  /** Steps of which it could not be looked at whether their undo worked, where nothing outlives the run. */
  readonly unseenUndos: readonly string[]
}

const nothingLeft: Left = { leftovers: [], unseenUndos: [] }
const both = (one: Left, other: Left): Left => ({
  leftovers: [...one.leftovers, ...other.leftovers],
  unseenUndos: [...one.unseenUndos, ...other.unseenUndos],
})

/** Undoes every noted step that no later step has undone, last first, and looks whether that worked. */
export const undoAll = async (running: Running): Promise<Left> => {
  const due = running.noted.filter((step) => step.undo !== 'nothing' && !running.undone.has(step.id))
  let left = nothingLeft
  for (const step of due.toReversed()) left = both(left, await undo(running, step))
  return both(left, await leftAtTheEnd(running))
}

/** Undoes what these steps did, last first, so that they can be run again. What is left of them is found out later. */
export const undoAgain = async (running: Running, ids: ReadonlySet<string>): Promise<void> => {
  const due = running.noted.filter(({ id }) => ids.has(id))
  for (const step of due.toReversed()) await undo(running, step)
  const others = running.noted.filter(({ id }) => !ids.has(id))
  running.noted.splice(0, running.noted.length, ...others)
}

interface Undone {
  readonly clean: boolean
  readonly saw: Words
  /** It ran, and whether it worked could not be looked at. */
  readonly isUnseen?: true
}

const undo = async (running: Running, step: PlannedStep): Promise<Left> => {
  if (step.undo === 'nothing') return nothingLeft
  const existed = running.existed.get(step.id)
  if (existed !== undefined) return leaving(notUndone(running, step, existed.what, existed.hint))
  const shown = shownUndo(step.undo, running)
  if (running.stop.isDead()) return leftByDead(running, step, shown)
  const undone = await attempt(running, step, step.undo)
  if (!undone.clean) return leftBy(running, step, { why: undone.saw, hint: undone.actual ?? shown, ...undone })
  running.emit({ type: 'undo-finished', step: step.id, clean: true, saw: undone.saw })
  return nothingLeft
}

const leaving = (...leftovers: readonly Problem[]): Left => ({ leftovers, unseenUndos: [] })

interface NotClean {
  readonly why: Words
  readonly hint: Words
  readonly isUnseen?: true
}

/**
 * What a step that is not undone leaves. Where nothing outlives the session, its end removes what could not be looked
 * at, and a target that died meanwhile took with it what the step made.
 */
const leftBy = (running: Running, step: PlannedStep, { why, hint, isUnseen }: NotClean): Left => {
  const left = notUndone(running, step, why, hint)
  if (running.keepsWhatStepsMade === true) return leaving(left)
  if (running.stop.isDead()) return nothingLeft
  return isUnseen === true ? { leftovers: [], unseenUndos: [step.id] } : leaving(left)
}

const notUndone = ({ emit, say }: Running, { id }: PlannedStep, why: Words, hint: Words): Problem => {
  emit({ type: 'undo-finished', step: id, clean: false, saw: why })
  return { what: say({ kind: 'not-undone', step: id, why }), hint }
}

/** With a dead target there is nothing to undo, unless its state outlives the session. */
const leftByDead = ({ keepsWhatStepsMade, say }: Running, { id }: PlannedStep, hint: Words): Left =>
  keepsWhatStepsMade === true
    ? leaving({ what: say({ kind: 'not-undone', step: id, why: say({ kind: 'target-gone' }) }), hint })
    : nothingLeft

const shownUndo = (undo: PlannedStep['undo'], { spelling, say }: Running): Words => {
  if (undo === 'nothing') return say({ kind: 'no-own-undo' })
  return undo.kind === 'by-hand' ? undo.instruction : alike(shownAction(undo, spelling))
}

const attempt = async (
  running: Running,
  step: PlannedStep,
  action: Exclude<PlannedStep['undo'], 'nothing'>,
): Promise<Undone & { readonly actual?: Words }> => {
  if (action.kind === 'by-hand') return { clean: false, saw: running.say({ kind: 'undo-by-hand' }) }
  if (running.hurry.aborted) return { clean: false, saw: running.say({ kind: 'undo-skipped' }) }
  try {
    const actual = renderAction(action, await spellingFor(running, action))
    running.emit({ type: 'undo-started', step: step.id, actual: actionText(actual) })
    return { ...(await performAndLook(running, step, actual)), actual: alike(actionText(actual)) }
  } catch (error) {
    return { clean: false, saw: clauseOf(error) }
  }
}

/**
 * Performs the undo of a step that was just done, or whose later steps have been undone. It is clean when the command
 * ended with exit code 0 and nothing that the step changed is still so.
 */
export const performAndLook = async (running: Running, step: PlannedStep, action: ActualAction): Promise<Undone> => {
  try {
    // Rendered before the undo: a fact such as the VM's address may be gone after it.
    const checks = await rendered(running, changesOf(step, running.judging))
    const ended = await perform(running, step, action)
    return ended.clean ? judgeRemains(running, ended, await remainsOf(checks, afterwards(running))) : ended
  } catch (error) {
    if (running.hurry.aborted && !(error instanceof RunnerError && error.code === 'broken')) {
      return { clean: false, saw: running.say({ kind: 'undo-interrupted' }) }
    }
    throw error
  }
}

/** Neither a cancel nor the first failure stops an undo, or what is looked at after it. */
const afterwards = (running: Running): CheckContext => ({ ...checkContext(running), signal: patience(running) })
const patience = ({ hurry, stop }: Running): AbortSignal => AbortSignal.any([hurry, stop.waiting])

const perform = async (running: Running, step: PlannedStep, action: ActualAction): Promise<Undone> => {
  const { session, say, hurry } = running
  const deadlineMs = Math.max(step.deadlineMs, shortestDeadlineMs)
  const options = { id: `${executionId(running, step)}.undo`, deadlineMs, signal: hurry, onOutput: () => undefined }
  return judgeUndo(say, await unlessAborted(session.exec(action, options), patience(running)), deadlineMs)
}

const judgeUndo = (say: Say, { ended, exitCode, stdout, stderr }: ExecResult, deadlineMs: number): Undone => {
  if (ended === 'deadline') return { clean: false, saw: say({ kind: 'undo-overdue', afterMs: deadlineMs }) }
  if (ended === 'asked') return { clean: false, saw: say({ kind: 'undo-asked' }) }
  const how = { exitCode, ended }
  if (exitCode === 0) return { clean: true, saw: say({ kind: 'undo-ended', how }) }
  // Some programs write the reason on standard output and only “exit status 1” on standard error.
  const wrote = [...lastLines(stdout, 3), ...lastLines(stderr, 5)].join('\n')
  return { clean: false, saw: say({ kind: 'undo-failed', how, wrote }) }
}

const lastLines = (text: string, most: number): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-most)

const judgeRemains = ({ say }: Running, ended: Undone, remains: Remains): Undone => {
  return whatRemains(say, 'undo', remains) ?? ended
}

const whatRemains = (say: Say, after: 'undo' | 'everything', { held, unseen }: Remains): Undone | undefined => {
  const [first] = unseen
  if (held.length > 0) return { clean: false, saw: say({ kind: 'still-holds', after, assertions: held }) }
  if (first === undefined) return undefined
  return { clean: false, saw: say({ kind: 'undo-unseen', after, ...first }), isUnseen: true }
}

/**
 * What is still so at the end, of steps that something else was to undo: a later step, or, for one that has no undo of
 * its own, whatever its reason says.
 */
const leftAtTheEnd = async (running: Running): Promise<Left> => {
  const { noted, undone, existed, hurry, stop } = running
  let left = nothingLeft
  for (const step of noted) {
    const isOthersTask = undone.has(step.id) || step.noUndoBecause !== undefined
    if (!isOthersTask || existed.has(step.id)) continue
    if (hurry.aborted || stop.isDead()) break
    const remains = await whatIsLeft(running, step)
    if (remains === undefined) continue
    left = both(left, leftBy(running, step, { why: remains.saw, hint: shownUndo(step.undo, running), ...remains }))
  }
  return left
}

const whatIsLeft = async (running: Running, step: PlannedStep): Promise<Undone | undefined> => {
  const { undone, judging, hurry, stop, say } = running
  // A later step that undoes others has passed its own checks: only what certainly holds counts against it.
  const mayBeUnseen = undone.has(step.id)
  try {
    const checks = await rendered(running, presencesOf(step, judging))
    return whatRemains(say, 'everything', await remainsOf(checks, afterwards(running), mayBeUnseen))
  } catch (error) {
    return hurry.aborted || stop.isDead() ? undefined : { clean: false, saw: clauseOf(error) }
  }
}
