import type { Check } from '../../playbooks/model/check.ts'
import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { deadlines } from '../contract/deadlines.ts'
import type { CheckReport } from '../protocol/report.ts'
import { blindCheck, brokenPromise } from '../protocol/sentences.ts'
import type { ExecResult } from '../contract/session.ts'
import { type CheckContext, look, settle } from './look.ts'
import type { PlannedStep } from './plan.ts'
import { type Spell, refsIn, renderCheck, savedKey, shownSpelling } from './render.ts'
import { type Running, spellingFor } from './running.ts'

/** How checks look while the steps run: a cancel stops the observation. */
export const checkContext = ({ session, judging, say, clock, stop }: Running): CheckContext => ({
  session,
  judging,
  say,
  clock,
  signal: stop.steps,
})

/**
 * Tries each world check once before its step. A check that holds already proves nothing and is reported; one that
 * cannot be looked at yet does not hold. A check that needs a value which is not known yet cannot hold. A check with
 * `mayHoldBefore` is not tried.
 */
export const tryBefore = async (running: Running, step: PlannedStep): Promise<readonly Words[]> => {
  const { isWorldCheck, assertion } = running.judging
  const tooEarly: Words[] = []
  for (const [index, check] of step.checks.entries()) {
    const spell =
      isWorldCheck(check) && check.mayHoldBefore === undefined ? await knownSpelling(running, check) : undefined
    if (!isWorldCheck(check) || spell === undefined) continue
    const actual = renderCheck(check, spell)
    const { verdict, hangs } = await look(actual, checkContext(running))
    if (hangs) throw observerHangs(running)
    running.emit({ type: 'tried-before', step: step.id, check: index, verdict })
    if (verdict.holds === true) tooEarly.push(running.say({ kind: 'held-early', assertion: assertion(actual) }))
  }
  return tooEarly
}

const observerHangs = ({ say }: Running): RunnerError =>
  new RunnerError('broken', say({ kind: 'observer-hangs', withinMs: deadlines.observation }), {
    hint: say({ kind: 'fresh-target' }),
  })

/** What is wrong after a step, each in a sentence. */
export interface Faults {
  /** The checks that do not hold. */
  readonly wrong: readonly Words[]
  /** The check that could not be looked at, if any. */
  readonly blind: readonly Words[]
}

/**
 * Evaluates every check of a step, also after one fails. Ends at one that could not be looked at: the step is broken
 * then, and each further look might take as long.
 */
export const evaluateChecks = async (
  running: Running,
  step: PlannedStep,
  result: ExecResult,
  mayRetry: boolean,
): Promise<Faults> => {
  const wrong: Words[] = []
  for (const [index, check] of step.checks.entries()) {
    const looked = await evaluateCheck(running, check, result, mayRetry)
    running.emit({ type: 'checked', step: step.id, check: index, ...looked })
    wrong.push(...brokenPromise(looked))
    const blind = blindCheck(looked)
    if (blind.length > 0) return { wrong, blind }
  }
  return { wrong, blind: [] }
}

const evaluateCheck = async (
  running: Running,
  check: Check,
  result: ExecResult,
  mayRetry: boolean,
): Promise<CheckReport> => {
  const { isWorldCheck, assertion, judgeCommand } = running.judging
  const spell = await knownSpelling(running, check)
  if (spell === undefined) return unknownValue(running, check)
  if (isWorldCheck(check)) {
    const actual = renderCheck(check, spell)
    return { assertion: assertion(actual), verdict: await settle(actual, mayRetry, checkContext(running)) }
  }
  const actual = renderCheck(check, spell)
  return { assertion: assertion(actual), verdict: { ...judgeCommand(actual, result), tries: 1 } }
}

const unknownValue = ({ judging, say, spelling }: Running, check: Check): CheckReport => ({
  assertion: judging.assertion(renderCheck(check, shownSpelling(spelling))),
  verdict: {
    holds: false,
    saw: say({ kind: 'unknown-value' }),
    expected: say({ kind: 'value-expected' }),
    tries: 1,
  },
})

/** undefined when the check refers to something that is not known. */
export const knownSpelling = async (running: Running, check: Check): Promise<Spell | undefined> => {
  const needed = refsIn(check)
  const hasSaved = needed.every((ref) => ref.from !== 'step' || running.saved.has(savedKey(ref.step, ref.name)))
  if (!hasSaved) return undefined
  const names = needed.flatMap((ref) => (ref.from === 'target' ? [ref.name] : []))
  const facts = names.length === 0 ? {} : await running.session.facts()
  return names.every((name) => (facts[name] ?? '') !== '') ? spellingFor(running, check) : undefined
}
