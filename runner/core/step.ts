import { patternText, regExpOf } from '../../playbooks/model/pattern.ts'
import { type Words, milliseconds } from '../../playbooks/model/text.ts'
import { RunnerError, ourMistake } from '../errors.ts'
import { computerTrouble, isInterruption } from '../system-error.ts'
import type { Problem, StepStatus } from '../protocol/events.ts'
import type { Unavailable } from '../protocol/unavailable.ts'
import { joined } from '../protocol/sentences.ts'
import type { ActualAction } from '../contract/action.ts'
import type { ExecResult } from '../contract/session.ts'
import { typeLooks } from './by-hand/type-looks.ts'
import { checkContext, evaluateChecks, tryBefore } from './checks.ts'
import { unlessAborted } from '../contract/unless-aborted.ts'
import { actionFault } from './fault.ts'
import { alreadyThere, existedBefore, isMade, madeIn, madeKey } from './made.ts'
import { outputGate } from './output.ts'
import type { PlannedStep } from './plan.ts'
import { type MachineAction, actionText, renderAction, savedKey, shownAction } from './render.ts'
import type { Say } from './reason.ts'
import { type Running, executionId, noteStandIns, spellingFor } from './running.ts'
import { type Manual, untilDone } from './until-done.ts'

export interface Outcome {
  readonly status: StepStatus
  readonly why?: Words
  /** Not a RunnerError: a bug in the runner, thrown once everything is undone. */
  readonly bug?: unknown
  /** What it needed from outside and could not get; only when that is why it is blocked. */
  readonly unavailable?: readonly [Unavailable, ...Unavailable[]]
}

type ActingStep = PlannedStep & { readonly action: MachineAction }

/** A dying target first makes a command fail; its death is reported this many milliseconds later. */
export const deathNoticeMs = { failed: 500, broken: 2000 } as const

/** Executes one step and judges it. Never throws. */
export const runStep = async (running: Running, step: PlannedStep): Promise<Outcome> => {
  const { clock, emit } = running
  const started = clock.now()
  let waitedMs = 0
  const outcome = await attempt(running, step, (milliseconds) => (waitedMs += milliseconds))
  if (outcome.status === 'passed') for (const id of step.undoes) running.undone.add(id)
  emit({
    type: 'step-finished',
    step: step.id,
    status: outcome.status,
    ...(outcome.why === undefined ? {} : { why: outcome.why }),
    milliseconds: Math.round(clock.now() - started - waitedMs),
  })
  return outcome
}

/** A step that cannot run on this computer. */
export const blockStep = ({ emit, say }: Running, { id }: PlannedStep, problem: Problem): Outcome => {
  const why = missingWhy(problem, say)
  emit({ type: 'step-finished', step: id, status: 'blocked', why, milliseconds: 0 })
  return { status: 'blocked', why }
}

const attempt = async (running: Running, step: PlannedStep, onWaited: Manual['onWaited']): Promise<Outcome> => {
  const { action } = step
  const { stop, clock, say } = running
  const performing =
    action.kind === 'by-hand'
      ? performByHand(running, step, action.instruction, onWaited)
      : perform(running, { ...step, action })
  const outcome = await performing.catch((error: unknown) =>
    stop.steps.aborted ? interrupted(stop.steps.reason, error, say) : outcomeOf(error, say),
  )
  const { status } = outcome
  if (status === 'failed' || status === 'broken') await clock.wait(deathNoticeMs[status], stop.waiting)
  return stop.isDead() ? outcomeOf(stop.steps.reason, say) : outcome
}

/** No program did it: there is nothing that it could have written. */
const nothingWritten: ExecResult = { exitCode: null, ended: 'by-itself', stdout: '', stderr: '', milliseconds: 0 }

/** The run waits for a person, and the checks judge what they did. */
const performByHand = async (
  running: Running,
  step: PlannedStep,
  instruction: Words,
  onWaited: Manual['onWaited'],
): Promise<Outcome> => {
  const { emit, noted, person } = running
  // Preflight has blocked the step where nobody is there.
  if (person === undefined) throw new Error(`Nobody is there for step “${step.id}”.`)
  await noteNames(running, step)
  emit({ type: 'step-started', step: step.id, shown: instruction.en, actual: '' })
  // Noted before it is done: whoever cancels may have done half of it.
  noted.push(step)
  await untilDone(running, { person, step: step.id, instruction, onWaited })
  const { wrong, blind } = await evaluateChecks(running, step, nothingWritten, true)
  const whys = [...blind, ...wrong]
  if (whys.length === 0) return { status: 'passed' }
  return { status: blind.length > 0 ? 'broken' : 'failed', why: joined(whys) }
}

/** A run that was stopped ends for that reason, and a bug meanwhile is reported after it. */
const interrupted = (reason: unknown, error: unknown, say: Say): Outcome => ({
  ...outcomeOf(reason, say),
  ...(isInterruption(error) ? {} : { bug: error }),
})

const outcomeOf = (thrown: unknown, say: Say): Outcome => {
  const error = thrown instanceof RunnerError ? thrown : computerTrouble(thrown)
  if (error === undefined) return { status: 'broken', why: ourMistake(thrown).problem.what, bug: thrown }
  if (error.code === 'cancelled') return { status: 'skipped', why: say({ kind: 'cancelled' }) }
  return { status: 'broken', why: joined([error.problem.what, error.problem.hint]) }
}

const perform = async (running: Running, step: ActingStep): Promise<Outcome> => {
  const { emit, say, spelling, noted } = running
  const action = renderAction(step.action, await spellingFor(running, step.action))
  await noteNames(running, step)
  emit({ type: 'step-started', step: step.id, shown: shownAction(step.action, spelling), actual: actionText(action) })
  const early = running.mode === 'verify' && step.idempotent === undefined ? await tryBefore(running, step) : []
  if (early.length > 0) return { status: 'failed', why: joined(early) }
  // Noted before the action: when it fails, half of it may have happened.
  noted.push(step)
  const result = await act(running, step, action)
  await noteStandIns(running)
  const fault = actionFault(step, result)
  const unsaved = save(running, step, result)
  const { wrong, blind } = await evaluateChecks(running, step, result, fault === undefined)
  const whys = [...blind, ...(fault === undefined ? unsaved : [say(fault)]), ...wrong]
  if (whys.length === 0) return shownByHand(running, step, result)
  const blocked = await blockedOutside(running, action, result)
  if (blocked !== undefined) return blocked
  // Nobody knows whether the guide is right, so it is not blamed.
  return { status: blind.length > 0 ? 'broken' : 'failed', why: joined(whys) }
}

/** In a proof, what the page says that a person sees is looked at, too. */
const shownByHand = async (running: Running, step: ActingStep, result: ExecResult): Promise<Outcome> => {
  const whys = running.mode === 'verify' ? await typeLooks(running, step, result) : []
  return whys.length === 0 ? { status: 'passed' } : { status: 'failed', why: joined(whys) }
}

/** A step that could not get something from outside says nothing about its guide. Undefined when nothing is missing. */
const blockedOutside = async (
  { session, stop, plannedThings, say }: Running,
  action: ActualAction,
  result: ExecResult,
): Promise<Outcome | undefined> => {
  if (session.unavailable === undefined) return undefined
  const found = await unlessAborted(session.unavailable(action, result), stop.waiting)
  const [first, ...others] = found.filter((each) => each.kind !== 'named' || !plannedThings.has(each.name))
  if (first === undefined) return undefined
  return { status: 'blocked', why: missingWhy(first.problem, say), unavailable: [first, ...others] }
}

const missingWhy = ({ what, hint }: Problem, say: Say): Words => joined([say({ kind: 'missing', what }), hint])

/**
 * Looks, before the step, whether what it makes is there already. Where that outlives the run, it is somebody else's,
 * and the undo must not touch it. Elsewhere the target began empty.
 */
const noteNames = async (running: Running, step: PlannedStep): Promise<void> => {
  const { keepsWhatStepsMade, made, existed, emit } = running
  if (keepsWhatStepsMade !== true) return
  const things = await madeIn(step, running)
  const [first] = await alreadyThere(
    things.filter((thing) => !isMade(made, thing)),
    checkContext(running),
  )
  for (const thing of things) made.add(madeKey(thing))
  if (first === undefined || step.undo === 'nothing') return
  const problem = existedBefore(first, checkContext(running))
  existed.set(step.id, problem)
  emit({ type: 'existed-before', step: step.id, problem })
}

const act = async (running: Running, step: PlannedStep, action: ActualAction): Promise<ExecResult> => {
  const { session, stop, clock, emit } = running
  const gate = outputGate(
    (stream, offset, text) => emit({ type: 'output', step: step.id, stream, offset, text }),
    clock,
  )
  const hang = step.expectFailure?.kind === 'hangs' ? milliseconds(step.expectFailure.for) : undefined
  const options = {
    id: executionId(running, step),
    deadlineMs: hang ?? step.deadlineMs,
    signal: stop.steps,
    onOutput: gate.push,
  }
  try {
    const result = await unlessAborted(session.exec(action, options), stop.waiting)
    gate.close()
    emit({
      type: 'command-ended',
      step: step.id,
      exitCode: result.exitCode,
      ...(result.endedShell === true ? { endedShell: true } : {}),
      milliseconds: Math.round(result.milliseconds),
    })
    stop.steps.throwIfAborted()
    return result
  } finally {
    gate.close()
  }
}

/** Saves the step's values, and returns what could not be saved. */
export const save = ({ saved, emit, say }: Running, step: PlannedStep, result: ExecResult): readonly Words[] =>
  Object.entries(step.saves).flatMap(([name, save]) => {
    const found = regExpOf(save).exec(result[save.from])
    const value = found?.[1] ?? found?.[0]
    if (value === undefined) return [say({ kind: 'unsaved', name, from: save.from, pattern: patternText(save) })]
    if (value === '') return [say({ kind: 'empty-value', name, from: save.from, pattern: patternText(save) })]
    saved.set(savedKey(step.id, name), value)
    emit({ type: 'saved', step: step.id, name, value })
    return []
  })
