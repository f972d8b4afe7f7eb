import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError, problemOf, ourMistake } from '../errors.ts'
import { type EventBody, type Problem, eventFormat } from '../protocol/events.ts'
import type { Session } from '../contract/session.ts'
import type { Person } from '../contract/person.ts'
import type { Judging } from '../contract/judging.ts'
import type { Target } from '../contract/target.ts'
import { computerTrouble, isInterruption } from '../system-error.ts'
import type { Clock } from './clock.ts'
import { handOf } from './by-hand/hand.ts'
import { close } from './close.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import { takenNames } from './made.ts'
import { type Keeping, whileKept } from './keep.ts'
import { missingInputs } from './inputs.ts'
import type { Plan } from './plan.ts'
import { type Host, blockedSteps, preflight } from './preflight.ts'
import type { Say } from './reason.ts'
import { type Emit, type Running, noteStandIns } from './running.ts'
import { withoutMounts } from './mounts.ts'
import { type Blocked, runSteps } from './run-steps.ts'
import { statusOf } from './status.ts'
import type { Outcome } from './step.ts'
import { type StopControl, makeStop } from './stop.ts'
import { madeBy } from './unavailable.ts'
import { undoAll } from './undo.ts'

export interface Execution {
  readonly run: string
  readonly contentHash: string
  readonly mode: 'run' | 'verify'
  readonly plan: Plan
  readonly target: Target
  /** What the reader gave, by the names of the inputs. */
  readonly inputs: ReadonlyMap<string, string>
  readonly judging: Judging
  /** The words for whatever core has to say to a person. */
  readonly say: Say
  readonly host: Host
  readonly clock: Clock
  readonly emit: Emit
  /** The run's own folder, for the session's files. */
  readonly folder: string
  /** Who does the steps that only a person can do. Absent: those are blocked. A proof never has one. */
  readonly person?: Person
  /** Keeps the target after the steps, until the reader decides; absent: it is closed at once. */
  readonly keeping?: Keeping
  /** Stops the steps; undo still runs. A RunnerError as its reason is reported as the cause. */
  readonly cancel: AbortSignal
  /** Stops everything, including undo. */
  readonly hurry: AbortSignal
}

/** The result of the steps and of their undo. */
interface Ending {
  readonly outcomes: readonly Outcome[]
  readonly leftovers: readonly Problem[]
  readonly unseenUndos: readonly string[]
  /** An error that does not belong to a step. */
  readonly trouble?: RunnerError
  readonly missing?: readonly Problem[]
  readonly namesAreTaken?: true
  /** The steps were over when the reader ended the run: a cancel is no reason for its result. */
  readonly isDecided?: true
  readonly continuedFrom?: string
}

/**
 * Executes a plan: everything that happens is an event, `run-started` first and `run-finished` last.
 * A failing guide, a dead VM and a cancel are outcomes. It throws only for a bug in the runner, after everything is
 * undone.
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
    scope: plan.scope,
  })
  const stop = makeStop(execution.cancel, execution.hurry, execution.say)
  const { ending, bug } = await reach(execution, stop)
  if (ending.missing !== undefined) emit({ type: 'blocked', missing: ending.missing })
  for (const step of steps.slice(ending.outcomes.length)) {
    emit({ type: 'step-finished', step, status: 'not-reached', milliseconds: 0 })
  }
  emit(finished(ending, stop, Math.round(clock.now() - started), execution.say))
  const mistake = bug ?? ending.outcomes.find((outcome) => outcome.bug !== undefined)?.bug
  if (mistake !== undefined) throw new Error('The runner itself failed; everything was undone.', { cause: mistake })
}

const finished = (ending: Ending, stop: StopControl, milliseconds: number, say: Say): EventBody => {
  const stopped: unknown = ending.isDecided === true && !stop.isDead() ? undefined : stop.steps.reason
  const reason = ending.trouble ?? stopped
  const { status, why } = statusOf({ ...ending, reason }, say)
  return {
    type: 'run-finished',
    status,
    ...(why === undefined ? {} : { why }),
    ...(ending.continuedFrom === undefined ? {} : { continuedFrom: ending.continuedFrom }),
    leftovers: ending.leftovers,
    milliseconds,
  }
}

const nothing = { outcomes: [], leftovers: [], unseenUndos: [] } as const

/** The whole run; its own errors are part of the result. */
const reach = async (
  execution: Execution,
  stop: StopControl,
): Promise<{ readonly ending: Ending; readonly bug?: unknown }> => {
  try {
    return { ending: await reachOpen(execution, stop) }
  } catch (error) {
    if (stop.steps.aborted) return { ending: nothing, ...(isInterruption(error) ? {} : { bug: error }) }
    const trouble = error instanceof RunnerError ? error : computerTrouble(error, execution.folder)
    if (trouble === undefined) return { ending: { ...nothing, trouble: ourMistake(error) }, bug: error }
    const isMissing = trouble.code === 'blocked' || trouble.code === 'busy'
    return { ending: { ...nothing, trouble, ...(isMissing ? { missing: [problemOf(trouble)] } : {}) } }
  }
}

const reachOpen = async (execution: Execution, stop: StopControl): Promise<Ending> => {
  const { plan, target, host, say, emit } = execution
  if (plan.steps.length === 0) return nothing
  const onProgress = (text: Words): void => emit({ type: 'preparing', text })
  const unmet = await unlessAborted(
    preflight(plan, { target, host, say }, { onProgress, signal: stop.steps }),
    stop.steps,
  )
  const missing = [...unmet, ...missingInputs(plan.inputs, execution.inputs, say)]
  if (missing.length > 0) return { ...nothing, missing }
  if (plan.preparation > 0) emit({ type: 'preparing', text: preparationText(plan, say) })
  const blocked = await unlessAborted(
    blockedSteps(plan, { target, host, say }, personOf(execution) !== undefined),
    stop.steps,
  )
  const session = await open(execution, stop)
  emit({ type: 'target-opened', target: session.target })
  const done = await refuseOrRun(execution, session, stop, blocked).catch(async (error: unknown) => {
    await close(session, execution)
    throw error
  })
  const unclosed = await close(session, execution)
  // Closing a session removes what its steps made, unless that outlives it: only then is an abandoned undo a leftover.
  const isGone = execution.hurry.aborted && unclosed.length === 0 && target.keepsWhatStepsMade !== true
  return { ...done, leftovers: isGone ? [] : [...done.leftovers, ...unclosed] }
}

const preparationText = ({ steps, preparation }: Plan, say: Say): Words =>
  say({
    kind: 'builds-on',
    step: steps.at(-1)?.id ?? '',
    earlier: steps.slice(0, preparation).map(({ id }) => id),
  })

const open = ({ target, plan, folder, emit }: Execution, stop: StopControl): Promise<Session> => {
  const onProgress = (text: Words): void => emit({ type: 'preparing', text })
  const opening = target.open({ folder, machine: plan.machine, onProgress, signal: stop.steps })
  return unlessAborted(opening, stop.waiting).catch((error: unknown) => {
    // Abandoned by a second cancel, it may still open later; then it is closed at once.
    opening.then((late) => late[Symbol.asyncDispose]()).catch(() => undefined)
    throw error
  })
}

/** Where what steps make outlives the run, nothing is begun while one of their names is somebody else's. */
const refuseOrRun = async (
  execution: Execution,
  session: Session,
  stop: StopControl,
  blocked: Blocked,
): Promise<Omit<Ending, 'trouble'>> => {
  const { plan, target, judging, say, clock } = execution
  const steps = target.keepsWhatStepsMade === true ? plan.steps.filter(({ id }) => !blocked.has(id)) : []
  const missing = await takenNames(steps, execution.inputs, { session, judging, say, clock, signal: stop.steps })
  return missing.length > 0
    ? { ...nothing, missing, namesAreTaken: true }
    : runAndUndo(execution, session, stop, await withoutMounts(plan.steps, session, blocked))
}

const runAndUndo = async (
  execution: Execution,
  session: Session,
  stop: StopControl,
  blocked: Blocked,
): Promise<Ending> => {
  let isOver = false
  // Closing a session may stop its VM, which must not be reported as a dead target.
  const die = (reason: Words): void => (isOver ? undefined : stop.die(reason))
  session.died.then(die, (error: unknown) => die(problemOf(error).what))
  const { target, clock, emit, mode, hurry, keeping } = execution
  const spelling = { ...target.spelling, ...session.spelling }
  const running: Running = {
    session,
    judging: execution.judging,
    say: execution.say,
    stop,
    hurry,
    clock,
    emit,
    mode,
    person: personOf(execution),
    inputs: execution.inputs,
    spelling,
    hand: handOf({ ...execution.plan, target: target.id, spelling }),
    keepsWhatStepsMade: target.keepsWhatStepsMade,
    saved: new Map(),
    noted: [],
    undone: new Set(),
    made: new Set(),
    existed: new Map(),
    standIns: new Set(),
    round: 1,
    plannedThings: madeBy(execution.plan.steps),
  }
  const first = await runSteps(running, execution.plan.steps, blocked)
  const ended = await whileKept(running, { steps: execution.plan.steps, blocked, keeping }, first)
  const left = await undoAll(running)
  // An undo may use an image too. What is not known of them must not end as a pass.
  const trouble = await noteStandIns(running).then(() => undefined, troubleOf)
  isOver = true
  return { ...ended, ...left, ...(trouble === undefined ? {} : { trouble }) }
}

/** What a person did by hand proves nothing of a guide. */
const personOf = ({ mode, person }: Execution): Person | undefined => (mode === 'verify' ? undefined : person)

const troubleOf = (error: unknown): RunnerError => (error instanceof RunnerError ? error : ourMistake(error))
