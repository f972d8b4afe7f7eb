import type { Check, WorldCheck } from '../../playbooks/model/check.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { ActualWorldCheck } from '../contract/rendered.ts'
import type { Judging } from '../contract/judging.ts'
import { knownSpelling } from './checks.ts'
import { type CheckContext, type Look, look } from './look.ts'
import type { PlannedStep } from './plan.ts'
import { renderCheck } from './render.ts'
import type { Running } from './running.ts'

/** How long the world may take to show that an undo has worked, in milliseconds. */
const settleMs = 10_000
const pauseMs = 250

/** What is wrong after an undo; both lists are empty when the step is undone. */
export interface Remains {
  /** Assertions of the step that still hold. */
  readonly held: readonly Words[]
  /** Assertions that could not be looked at, each with the reason. */
  readonly unseen: readonly { readonly assertion: Words; readonly why: Words }[]
}

/** The checks that say what a step changed: they did not hold before it, so they must not hold once it is undone. */
export const changesOf = (step: PlannedStep, { isWorldCheck }: Judging): readonly WorldCheck[] =>
  step.idempotent === undefined
    ? step.checks.filter(isWorldCheck).filter(({ mayHoldBefore }) => mayHoldBefore === undefined)
    : []

const negativeStates: ReadonlySet<string> = new Set(['absent', 'refused', 'silent'])

/** Whether it says that something is not there. What was made in a run and removed in it is gone for good. */
const saysNothingIsThere = (check: Check): boolean =>
  ('state' in check && negativeStates.has(check.state)) || ('match' in check && check.match === 'unset')

/** The checks of `changesOf` that can be reversed by something else than the step's own undo. */
export const presencesOf = (step: PlannedStep, judging: Judging): readonly WorldCheck[] =>
  changesOf(step, judging).filter((check) => !saysNothingIsThere(check))

/** Renders the checks while their values are known. One that needs a value that was never known cannot hold. */
export const rendered = async (
  running: Running,
  checks: readonly WorldCheck[],
): Promise<readonly ActualWorldCheck[]> => {
  const actual: ActualWorldCheck[] = []
  for (const check of checks) {
    const spell = await knownSpelling(running, check)
    if (spell !== undefined) actual.push(renderCheck(check, spell))
  }
  return actual
}

/**
 * Looks until none of the checks holds, for a short time. What cannot be looked at counts as left, unless
 * `mayBeUnseen`. Throws when it is stopped.
 */
export const remainsOf = async (
  checks: readonly ActualWorldCheck[],
  context: CheckContext,
  mayBeUnseen = false,
): Promise<Remains> => {
  const { clock, signal, judging } = context
  const until = clock.now() + settleMs
  for (let open = checks; ;) {
    const left = (await lookAtAll(open, context)).filter(({ verdict: { holds } }) =>
      holds === null ? !mayBeUnseen : holds,
    )
    if (left.length === 0 || left.some(({ hangs }) => hangs) || clock.now() >= until) return summary(left, judging)
    await clock.wait(pauseMs, signal)
    signal.throwIfAborted()
    open = left.map(({ check }) => check)
  }
}

interface Looked extends Look {
  readonly check: ActualWorldCheck
}

/** Ends at an observer that hangs, for each further look would take as long. */
const lookAtAll = async (checks: readonly ActualWorldCheck[], context: CheckContext): Promise<readonly Looked[]> => {
  const looked: Looked[] = []
  for (const check of checks) {
    looked.push({ check, ...(await look(check, context)) })
    if (looked.at(-1)?.hangs === true) break
  }
  return looked
}

const summary = (left: readonly Looked[], { assertion }: Judging): Remains => ({
  held: left.filter(({ verdict }) => verdict.holds === true).map(({ check }) => assertion(check)),
  unseen: left.flatMap(({ check, verdict }) =>
    verdict.holds === null ? [{ assertion: assertion(check), why: verdict.reason }] : [],
  ),
})
