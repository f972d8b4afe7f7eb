import type { PlannedStep } from '../../runner/core/plan.ts'
import { runStep } from '../../runner/core/step.ts'
import type { TargetFacts } from '../../runner/protocol/events.ts'
import { type Fixture, type FixtureOptions, guideFails, reach, reasonToSkip } from './fixture.ts'

/** The result of the right command, after the wrong ones. */
export interface Advance {
  /** How long it took; a wrong command that was ended sooner may only have been slow. */
  readonly milliseconds: number
  /** It passed only on a fresh target: a wrong command had left something undetected. */
  readonly wasSpoiled: boolean
}

/** The target of the mutation run: the steps before have been done on it, and nothing else. */
export interface Baseline extends AsyncDisposable {
  /** The target, with `count` steps done. */
  at(count: number): Promise<Fixture>
  /** Does the right step. */
  advance(index: number): Promise<Advance>
  /** Discards the current target. */
  abandon(): Promise<void>
  /** How many targets were opened. */
  opened(): number
  facts(): TargetFacts
}

/** Opens a target on first use. */
export const makeBaseline = (options: FixtureOptions): Baseline => {
  const { plan, target, signal, onProgress } = options
  let fixture: Fixture | undefined
  let count = 0
  let facts: TargetFacts = { id: target.id, description: '', details: {} }
  const abandon = async (): Promise<void> => {
    const old = fixture
    fixture = undefined
    await old?.[Symbol.asyncDispose]()
  }
  const at = async (steps: number): Promise<Fixture> => {
    if (fixture !== undefined) return fixture
    count += 1
    fixture = await reach(options, steps)
    facts = fixture.running.session.target
    return fixture
  }
  const right = async (
    step: PlannedStep,
    index: number,
  ): Promise<{ readonly milliseconds: number; readonly why?: string }> => {
    const { running } = await at(index)
    const started = performance.now()
    const { status, why } = await runStep(running, step)
    signal.throwIfAborted()
    const milliseconds = performance.now() - started
    return status === 'failed' || status === 'broken' ? { milliseconds, why: why?.en ?? '' } : { milliseconds }
  }
  const advance = async (index: number): Promise<Advance> => {
    const step = plan.steps[index]
    if (step === undefined || reasonToSkip(step) !== undefined) return { milliseconds: 0, wasSpoiled: false }
    onProgress(`${step.id}: the right command`)
    const first = await right(step, index)
    if (first.why === undefined) return { milliseconds: first.milliseconds, wasSpoiled: false }
    await abandon()
    const again = await right(step, index)
    if (again.why !== undefined) throw guideFails(plan, step.id, again.why)
    return { milliseconds: again.milliseconds, wasSpoiled: true }
  }
  return { at, advance, abandon, opened: () => count, facts: () => facts, [Symbol.asyncDispose]: abandon }
}
