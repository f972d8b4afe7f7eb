import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError, problemOf, ourMistake } from '../errors.ts'
import { type EventBody, type Problem, eventFormat } from '../protocol/events.ts'
import type { Session, Target } from '../targets/target.ts'
import { type Clock, inWords, unlessAborted } from './clock.ts'
import type { Plan } from './plan.ts'
import { type Host, blockedSteps, preflight } from './preflight.ts'
import type { Emit, Running } from './running.ts'
import { statusOf } from './status.ts'
import { type Outcome, passBy, runStep } from './step.ts'
import { type StopControl, makeStop } from './stop.ts'
import { undoAll } from './undo.ts'

export interface Execution {
  readonly run: string
  readonly contentHash: string
  readonly mode: 'run' | 'verify'
  readonly plan: Plan
  readonly target: Target
  readonly host: Host
  readonly clock: Clock
  readonly emit: Emit
  /** The run's own folder, for the session's files. */
  readonly folder: string
  /** Ends the steps; undo is still done. Its reason, when that is a RunnerError, is why. */
  readonly cancel: AbortSignal
  /** Ends everything, undo too. */
  readonly hurry: AbortSignal
}

/** A session that does not close is given up after so long … */
const closeMs = 60_000
/** … or so long, when the person is in a hurry. */
const hurriedCloseMs = 10_000

/** What came of the steps and of taking them back. */
interface Ending {
  readonly outcomes: readonly Outcome[]
  readonly leftovers: readonly Problem[]
  /** Trouble that is no step's own. */
  readonly trouble?: RunnerError
  readonly missing?: readonly Problem[]
}

/**
 * Executes a plan: everything that happens is an event, `run-started` first and `run-finished` last.
 * A guide that fails, a dead machine, a cancel are outcomes. It throws only for a mistake of ours, after all is put
 * back.
 */
export const execute = async (execution: Execution): Promise<void> => {
  const { plan, clock, emit } = execution
  const started = clock.now()
  const steps = plan.steps.map((step) => step.id)
  emit({
    type: 'run-started',
    format: eventFormat,
    run: execution.run,
    playbook: plan.playbook,
    contentHash: execution.contentHash,
    mode: execution.mode,
    steps,
  })
  const stop = makeStop(execution.cancel, execution.hurry)
  const { ending, bug } = await reach(execution, stop)
  if (ending.missing !== undefined) emit({ type: 'blocked', missing: ending.missing })
  for (const step of steps.slice(ending.outcomes.length)) {
    emit({ type: 'step-finished', step, status: 'not-reached', milliseconds: 0 })
  }
  emit(finished(ending, stop, Math.round(clock.now() - started)))
  const mistake = bug ?? ending.outcomes.find((outcome) => outcome.bug !== undefined)?.bug
  if (mistake !== undefined) throw new Error('The runner itself went wrong; all is put back.', { cause: mistake })
}

const finished = (ending: Ending, stop: StopControl, milliseconds: number): EventBody => {
  const reason: unknown = ending.trouble ?? stop.steps.reason
  const { status, why } = statusOf({ ...ending, reason })
  return {
    type: 'run-finished',
    status,
    ...(why === undefined ? {} : { why }),
    leftovers: ending.leftovers,
    milliseconds,
  }
}

const nothing = { outcomes: [], leftovers: [] } as const

/** The whole run, whose own troubles are part of its ending. */
const reach = async (
  execution: Execution,
  stop: StopControl,
): Promise<{ readonly ending: Ending; readonly bug?: unknown }> => {
  try {
    return { ending: await reachOpen(execution, stop) }
  } catch (error) {
    if (stop.steps.aborted) return { ending: nothing }
    if (!(error instanceof RunnerError)) return { ending: { ...nothing, trouble: ourMistake(error) }, bug: error }
    const isMissing = error.code === 'blocked' || error.code === 'busy'
    return { ending: { ...nothing, trouble: error, ...(isMissing ? { missing: [problemOf(error)] } : {}) } }
  }
}

const reachOpen = async (execution: Execution, stop: StopControl): Promise<Ending> => {
  const { plan, target, host, emit } = execution
  if (plan.steps.length === 0) return nothing
  const onProgress = (text: Words): void => emit({ type: 'preparing', text })
  const missing = await unlessAborted(preflight(plan, target, host, { onProgress, signal: stop.steps }), stop.steps)
  if (missing.length > 0) return { ...nothing, missing }
  if (plan.preparation > 0) emit({ type: 'preparing', text: preparationText(plan) })
  const blocked = await unlessAborted(blockedSteps(plan, target, host), stop.steps)
  const session = await open(execution, stop)
  emit({ type: 'target-opened', target: session.target })
  const done = await runAndUndo(execution, session, stop, blocked).catch(async (error: unknown) => {
    await close(session, execution)
    throw error
  })
  const unclosed = await close(session, execution)
  // Most sessions that close leave the computer as it was found: what a person in a hurry gave up is gone with them.
  const isGone = execution.hurry.aborted && unclosed.length === 0 && target.keepsWhatStepsMade !== true
  return { ...done, leftovers: isGone ? [] : [...done.leftovers, ...unclosed] }
}

const preparationText = ({ steps, preparation }: Plan): Words => {
  const earlier = steps.slice(0, preparation).map((step) => `“${step.id}”`)
  const last = steps.at(-1)?.id ?? ''
  return {
    en: `Step “${last}” builds on ${earlier.join(', ')}: executed first.`,
    'zh-cn': `步骤“${last}”以 ${earlier.join('、')} 为基础，所以先执行它们。`,
  }
}

const open = ({ target, plan, folder, emit }: Execution, stop: StopControl): Promise<Session> => {
  const onProgress = (text: Words): void => emit({ type: 'preparing', text })
  const opening = target.open({ folder, machine: plan.machine, onProgress, signal: stop.steps })
  return unlessAborted(opening, stop.waiting).catch((error: unknown) => {
    // Given up by a second cancel, it may still open later; then it is closed at once.
    opening.then((late) => late[Symbol.asyncDispose]()).catch(() => undefined)
    throw error
  })
}

type Blocked = ReadonlyMap<string, Problem>

const runAndUndo = async (
  execution: Execution,
  session: Session,
  stop: StopControl,
  blocked: Blocked,
): Promise<Omit<Ending, 'trouble'>> => {
  let isOver = false
  // Closing a session may well end its machine; that is no death under the run.
  const die = (reason: unknown): void => (isOver ? undefined : stop.die(String(reason)))
  session.died.then(die, die)
  const { target, clock, emit, mode, hurry } = execution
  const running: Running = {
    session,
    stop,
    hurry,
    clock,
    emit,
    mode,
    spelling: target.spelling,
    keepsWhatStepsMade: target.keepsWhatStepsMade,
    saved: new Map(),
    noted: [],
    undone: new Set(),
  }
  const outcomes = await runSteps(running, execution.plan, blocked)
  const leftovers = await undoAll(running)
  isOver = true
  return { outcomes, leftovers }
}

const goesOn = ({ status }: Outcome): boolean => status === 'passed' || status === 'skipped' || status === 'blocked'

const runSteps = async (running: Running, { steps }: Plan, blocked: Blocked): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const step of steps) {
    if (running.stop.steps.aborted || !outcomes.every(goesOn)) break
    const problem = blocked.get(step.id)
    outcomes.push(problem === undefined ? await runStep(running, step) : passBy(running, step, problem))
  }
  return outcomes
}

/** Closes the session. What stays because it does not close is a leftover too. */
const close = async (session: Session, { clock, hurry }: Execution): Promise<readonly Problem[]> => {
  const tooLong = new AbortController()
  const closed = new AbortController()
  void (async () => {
    await clock.wait(closeMs, AbortSignal.any([closed.signal, hurry]))
    if (hurry.aborted) await clock.wait(hurriedCloseMs, closed.signal)
    tooLong.abort(new Error(`it did not close within ${inWords(hurry.aborted ? hurriedCloseMs : closeMs)}`))
  })()
  try {
    await unlessAborted(Promise.resolve(session[Symbol.asyncDispose]()), tooLong.signal)
    return []
  } catch (error) {
    const { what, hint } = problemOf(error)
    return [
      { what: { en: `The target was not put back: ${what.en}`, 'zh-cn': `目标没有恢复原状：${what['zh-cn']}` }, hint },
    ]
  } finally {
    closed.abort()
  }
}
