import type { Playbook } from '../../playbooks/model/index.ts'
import { contentHash } from '../../runner/core/hash.ts'
import { type Plan, type PlannedStep, plan } from '../../runner/core/plan.ts'
import type { Clock } from '../../runner/core/clock.ts'
import { RunnerError } from '../../runner/errors.ts'
import type { Target } from '../../runner/contract/target.ts'
import { makeBaseline } from './baseline.ts'
import { mutateStep } from './mutate-step.ts'
import type { MutantsOfStep } from './mutants.ts'
import { type MutationReport, type StepReport, bothFigures } from './report.ts'

export interface MutateOptions {
  readonly playbook: Playbook
  readonly target: Target
  readonly clock?: Clock
  /** Only these steps' commands are mutated; absent: all. */
  readonly only?: readonly string[]
  /** What is tried in place of a step's own action; absent: the mutants of its commands. */
  readonly wrongs: (step: PlannedStep) => MutantsOfStep
  /** What is tried in place of a step's undo; absent: no undos are tried. */
  readonly wrongUndos?: (step: PlannedStep) => MutantsOfStep
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  readonly onStep: (report: StepReport) => void
}

/**
 * Tries wrong commands in place of each step's own, and says which of them the step's checks catch.
 * When the guide itself does not pass, or it is cancelled, the report says so and holds what was tried until then.
 */
export const mutate = async (options: MutateOptions): Promise<MutationReport> => {
  const started = performance.now()
  const planned = planFor(options)
  const baseline = makeBaseline({ ...options, plan: planned })
  const steps: StepReport[] = []
  let trouble: RunnerError | undefined
  try {
    for (const [index, step] of planned.steps.entries()) {
      if (options.only === undefined || options.only.includes(step.id)) {
        const report = await mutateStep({ ...options, baseline }, step, index)
        options.onStep(report)
        steps.push(report)
      } else await baseline.advance(index)
    }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    trouble = error
  } finally {
    await baseline[Symbol.asyncDispose]()
  }
  return {
    version: 1,
    guide: options.playbook.id,
    contentHash: await contentHash(options.playbook),
    date: new Date().toISOString(),
    target: baseline.facts(),
    ...bothFigures(steps),
    seconds: Math.round((performance.now() - started) / 1000),
    freshTargets: baseline.opened(),
    steps,
    untried: options.playbook.steps.map(({ id }) => id).filter((id) => !steps.some(({ step }) => step === id)),
    ...(trouble === undefined ? {} : { trouble: { code: trouble.code, message: trouble.message, hint: trouble.hint } }),
  }
}

const planFor = ({ playbook, target, only }: MutateOptions): Plan => {
  const all = plan(playbook, target.id, { kind: 'all' })
  if (only === undefined) return all
  const last = Math.max(...only.map((id) => plan(playbook, target.id, { kind: 'to', step: id }).steps.length))
  return { ...all, steps: all.steps.slice(0, last) }
}
