import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judging } from '../../runner/checks/kinds.ts'
import { handOf } from '../../runner/core/by-hand/hand.ts'
import { type Clock, realClock } from '../../runner/core/clock.ts'
import { defaultsOf } from '../../runner/core/inputs.ts'
import type { Plan, PlannedStep } from '../../runner/core/plan.ts'
import type { Running } from '../../runner/core/running.ts'
import { runStep } from '../../runner/core/step.ts'
import { makeStop } from '../../runner/core/stop.ts'
import type { Words } from '../../playbooks/model/index.ts'
import { RunnerError, problemOf } from '../../runner/errors.ts'
import { say } from '../../runner/words/say.ts'
import type { Target } from '../../runner/contract/target.ts'

/** An open target on which the first steps of a guide have been done. */
export interface Fixture extends AsyncDisposable {
  readonly running: Running
  /** For the session's files, and ours. */
  readonly folder: string
}

export interface FixtureOptions {
  readonly plan: Plan
  readonly target: Target
  /** Absent: the real one. */
  readonly clock?: Clock
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

const never = new AbortController().signal

/** Opens a fresh target and does the first `count` steps on it, each judged by its checks, as the guide does. */
export const reach = async (options: FixtureOptions, count: number): Promise<Fixture> => {
  const fixture = await openFixture(options)
  try {
    for (const step of options.plan.steps.slice(0, count).filter((each) => reasonToSkip(each) === undefined)) {
      options.onProgress(`replaying ${step.id}`)
      const { status, why } = await runStep(fixture.running, step)
      options.signal.throwIfAborted()
      if (status === 'failed' || status === 'broken') throw guideFails(options.plan, step.id, why?.en ?? '')
    }
    return fixture
  } catch (error) {
    await fixture[Symbol.asyncDispose]()
    throw error
  }
}

/** Why a step is skipped: only a person can do it, or it needs a remote computer. No other step builds on it. */
export const reasonToSkip = ({ action, needs }: PlannedStep): string | undefined => {
  if (action.kind === 'by-hand') return 'only a person can do it'
  const far = needs.find((need) => need.kind === 'network')
  return far?.kind === 'network' ? `it needs ${far.host}` : undefined
}

/** The guide itself fails, so its checks cannot be judged. */
export const guideFails = ({ playbook }: Plan, step: string, why: string): RunnerError =>
  new RunnerError('failed', `The guide “${playbook}” does not pass at its step “${step}”: ${why}`, {
    hint: `npx shipshape run ${playbook} --to ${step}`,
  })

/** The prefix of the folders of mutation runs. */
export const folderPrefix = join(tmpdir(), 'shipshape-mutation-')

const openFixture = async ({
  plan,
  target,
  clock = realClock,
  signal,
  onProgress,
}: FixtureOptions): Promise<Fixture> => {
  const folder = await mkdtemp(folderPrefix)
  const stop = makeStop(signal, never, say)
  const session = await target
    .open({ folder, machine: plan.machine, signal, onProgress: ({ en }) => onProgress(en) })
    .catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true })
      throw error
    })
  let isOver = false
  const die = (reason: Words): void => (isOver ? undefined : stop.die(reason))
  session.died.then(die, (error: unknown) => die(problemOf(error).what))
  const running: Running = {
    session,
    judging,
    say,
    stop,
    hurry: never,
    clock,
    emit: () => undefined,
    mode: 'run',
    spelling: target.spelling,
    hand: handOf({ ...plan, target: target.id, spelling: target.spelling }),
    keepsWhatStepsMade: false,
    inputs: defaultsOf(plan.inputs),
    saved: new Map(),
    noted: [],
    undone: new Set(),
    made: new Set(),
    existed: new Map(),
    standIns: new Set(),
    round: 1,
    plannedThings: new Set(),
  }
  return {
    running,
    folder,
    [Symbol.asyncDispose]: async () => {
      isOver = true
      await session[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
