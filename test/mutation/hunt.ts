import type { Playbook } from '../../playbooks/model/index.ts'
import { contentHash, stepHash } from '../../runner/core/hash.ts'
import { type Plan, type PlannedStep, plan } from '../../runner/core/plan.ts'
import { runStep } from '../../runner/core/step.ts'
import { RunnerError } from '../../runner/errors.ts'
import type { TargetFacts } from '../../runner/protocol/events.ts'
import type { Target } from '../../runner/targets/target.ts'
import { type Attempt, attempt } from './attempt.ts'
import type { Mutant, MutantsOfStep } from './mutants.ts'
import { onlyLooks } from './only-looks.ts'
import { type MutantReport, type MutationReport, type StepReport, figuresOf } from './report.ts'
import { type Stage, guideFails, reach, reasonToSkip } from './stage.ts'
import { acceptedSurvivors } from './survivors.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

export interface HuntOptions {
  readonly playbook: Playbook
  readonly target: Target
  /** Only these steps' commands are mutated; absent: all. */
  readonly only?: readonly string[]
  /** What is tried in place of a step's own action; absent: the mutants of its commands. */
  readonly wrongs: (step: PlannedStep) => MutantsOfStep
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  readonly onStep: (report: StepReport) => void
}

/**
 * Tries wrong commands in place of each step's own, and says which of them the step's checks catch.
 * When the guide itself does not pass, or it is cancelled, the report says so and holds what was tried until then.
 */
export const hunt = async (options: HuntOptions): Promise<MutationReport> => {
  const started = performance.now()
  const planned = planFor(options)
  const ground = makeGround(options, planned)
  const steps: StepReport[] = []
  let trouble: RunnerError | undefined
  try {
    for (const [index, step] of planned.steps.entries()) {
      if (options.only === undefined || options.only.includes(step.id)) {
        const report = await huntStep(options, ground, step, index)
        const revised = doubtCutShort(report, await ground.advance(index))
        options.onStep(revised)
        steps.push(revised)
      } else await ground.advance(index)
    }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    trouble = error
  } finally {
    await ground.close()
  }
  return {
    version: 1,
    guide: options.playbook.id,
    contentHash: await contentHash(options.playbook),
    date: new Date().toISOString(),
    target: ground.facts(),
    ...figuresOf(steps),
    seconds: Math.round((performance.now() - started) / 1000),
    freshTargets: ground.opened(),
    steps,
    untried: options.playbook.steps.map(({ id }) => id).filter((id) => !steps.some(({ step }) => step === id)),
    ...(trouble === undefined ? {} : { trouble: { code: trouble.code, message: trouble.message, hint: trouble.hint } }),
  }
}

const planFor = ({ playbook, target, only }: HuntOptions): Plan => {
  const all = plan(playbook, target.id, { kind: 'all' })
  if (only === undefined) return all
  const last = Math.max(...only.map((id) => plan(playbook, target.id, { kind: 'to', step: id }).steps.length))
  return { ...all, steps: all.steps.slice(0, last) }
}

/** The target under the hunt: always one on which the steps before have been done, and nothing else. */
interface Ground {
  /** The target, with `count` steps done. */
  at(count: number): Promise<Stage>
  /** Does the right step. Answers how long it took, in milliseconds. */
  advance(index: number): Promise<number>
  /** What is there now is of no use any more. */
  abandon(): Promise<void>
  close(): Promise<void>
  opened(): number
  facts(): TargetFacts
}

const makeGround = ({ target, signal, onProgress }: HuntOptions, planned: Plan): Ground => {
  let stage: Stage | undefined
  let count = 0
  let facts: TargetFacts = { id: target.id, description: '', details: {} }
  const abandon = async (): Promise<void> => {
    const old = stage
    stage = undefined
    await old?.[Symbol.asyncDispose]()
  }
  const at = async (steps: number): Promise<Stage> => {
    if (stage !== undefined) return stage
    count += 1
    stage = await reach({ plan: planned, target, signal, onProgress }, steps)
    facts = stage.running.session.target
    return stage
  }
  const right = async (step: PlannedStep, index: number): Promise<string | undefined> => {
    const { status, why } = await runStep((await at(index)).running, step)
    signal.throwIfAborted()
    return status === 'failed' || status === 'broken' ? (why?.en ?? '') : undefined
  }
  return {
    at,
    abandon,
    advance: async (index) => {
      const step = planned.steps[index]
      if (step === undefined || reasonToSkip(step) !== undefined) return 0
      onProgress(`${step.id}: the right command`)
      const started = performance.now()
      if ((await right(step, index)) === undefined) return performance.now() - started
      // A wrong command has left something that was not seen: on a fresh target the right one must pass.
      await abandon()
      const why = await right(step, index)
      if (why !== undefined) throw guideFails(planned, step.id, why)
      return 0
    },
    close: abandon,
    opened: () => count,
    facts: () => facts,
  }
}

const huntStep = async (options: HuntOptions, ground: Ground, step: PlannedStep, index: number): Promise<StepReport> => {
  const { mutants, leftOut, notTried } = options.wrongs(step)
  const hash = await hashOf(options.playbook, step.id)
  const skipped = reasonToSkip(step)
  if (skipped !== undefined) return { step: step.id, hash, mutants: [], leftOut, notTried: 0, skipped }
  const reports: MutantReport[] = []
  let surroundings: Surroundings | undefined
  for (const mutant of mutants) {
    const stage = await ground.at(index)
    surroundings ??= await surroundingsOf(stage, options.signal)
    options.onProgress(`${step.id}: ${mutant.name}`)
    const result = await attempt(stage.running, step, mutant)
    options.signal.throwIfAborted()
    reports.push(reportOf(options.playbook.id, step, mutant, result))
    if (onlyLooks(mutant) || (await surroundings.putBack(step, mutant))) continue
    options.onProgress(`${step.id}: a fresh target, for ${surroundings.remains()} could not be taken back`)
    surroundings = undefined
    await ground.abandon()
  }
  await surroundings?.leave()
  return { step: step.id, hash, mutants: reports, leftOut, notTried }
}

/** A wrong command that was cut short at a time when the right one may still run was not caught by that. */
const doubtCutShort = (report: StepReport, rightMs: number): StepReport => ({
  ...report,
  mutants: report.mutants.map((mutant) => {
    if (mutant.cutShortAfterMs === undefined || rightMs < mutant.cutShortAfterMs / 2) return mutant
    return { name: mutant.name, outcome: 'survived', explained: `It was cut short after ${mutant.cutShortAfterMs / 1000} s, and the right command took ${Math.round(rightMs / 1000)} s.` }
  }),
})

const hashOf = async ({ steps }: Playbook, id: string): Promise<string> => {
  const found = steps.find((step) => step.id === id)
  return found === undefined ? '' : stepHash(found)
}

const reportOf = (guide: string, step: PlannedStep, { name }: Mutant, result: Attempt): MutantReport => {
  if (result.outcome === 'caught') return { name, outcome: 'caught', by: result.by, ...(result.cutShortAfterMs === undefined ? {} : { cutShortAfterMs: result.cutShortAfterMs }) }
  const accepted = acceptedSurvivors.find((known) => known.guide === guide && known.step === step.id && known.mutant === name)
  return { name, outcome: 'survived', ...(accepted === undefined ? {} : { explained: accepted.why }) }
}
