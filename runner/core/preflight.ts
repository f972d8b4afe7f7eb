import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Problem } from '../protocol/events.ts'
import type { LookOptions, Target } from '../contract/target.ts'
import type { Reason, Say } from './reason.ts'
import { stepsWithout } from './unavailable.ts'
import type { Plan, PlannedStep } from './plan.ts'

/** What can be asked about this computer. */
export interface Host {
  hasProgram(name: string): Promise<boolean>
  freeDiskGigabytes(): Promise<number>
  freeMemoryGigabytes(): Promise<number>
  canReach(host: string): Promise<boolean>
  /** Node's names: `darwin` and `arm64`. */
  readonly make: { readonly system: string; readonly processor: string }
}

/** What a plan is held against. */
interface Here {
  readonly target: Target
  readonly host: Host
  readonly say: Say
}

/** A network that only one step needs blocks that step alone, unless it is the only selected one. */
const isOwnMatter = (need: Need, step: PlannedStep, { wanted }: Plan): boolean =>
  need.kind === 'network' && step.id !== wanted

const ownMatters = (plan: Plan): readonly { readonly id: string; readonly need: Need }[] =>
  plan.steps.flatMap((step) =>
    step.needs.filter((need) => isOwnMatter(need, step, plan)).map((need) => ({ id: step.id, need })),
  )

/** Everything that is missing for a plan; empty when it can begin. Changes nothing. */
export const preflight = async (plan: Plan, here: Here, look: LookOptions): Promise<readonly Problem[]> => {
  const { target, say } = here
  // First, because it may install a program or free space that is looked for below.
  const missing = await target.missing(look)
  const needs = [
    ...plan.needs,
    ...plan.steps.flatMap((step) => step.needs.filter((need) => !isOwnMatter(need, step, plan))),
  ]
  const unavailable = await Promise.all(distinct(needs).map((need) => problemOf(need, here)))
  // A feature that is declared as a need is reported once, with the need's own hint.
  const declared = new Set(needs.map((need) => (need.kind === 'feature' ? need.name : undefined)))
  const features = impliedFeatures(plan.steps).filter(
    (feature) => !declared.has(feature) && !target.features.has(feature),
  )
  return [
    ...missing,
    ...features.map((feature) => ({
      what: say(noFeature(feature, target)),
      hint: say({ kind: 'other-target' }),
    })),
    ...unavailable.filter((problem) => problem !== undefined),
  ]
}

/**
 * What is missing for each step that cannot run here although the others can; a person is, for what only a person can
 * do and for the steps that build on it. Changes nothing.
 */
export const blockedSteps = async (
  plan: Plan,
  here: Here,
  hasPerson: boolean,
): Promise<ReadonlyMap<string, Problem>> => {
  const [unavailable, missing] = await Promise.all([
    here.target.unavailable?.() ?? [],
    Promise.all(ownMatters(plan).map(async ({ id, need }) => ({ id, problem: await problemOf(need, here) }))),
  ])
  return new Map([
    ...stepsWithout(plan.steps, unavailable, hasPerson ? new Map() : withoutPerson(plan, here)),
    ...missing.flatMap(({ id, problem }) => (problem === undefined ? [] : [[id, problem] as const])),
  ])
}

/** Without a person, what only a person can do is blocked. */
const withoutPerson = ({ steps }: Plan, { say }: Here): ReadonlyMap<string, Problem> =>
  new Map(
    steps.flatMap(({ id, action }) =>
      action.kind === 'by-hand'
        ? [[id, { what: say({ kind: 'only-by-hand' }), hint: say({ kind: 'do-by-hand' }) }] as const]
        : [],
    ),
  )

const distinct = (needs: readonly Need[]): readonly Need[] => [
  ...new Map(needs.map((need) => [JSON.stringify(need), need])).values(),
]

/** The features that a step's actions require. */
const impliedFeatures = (steps: readonly PlannedStep[]): readonly Feature[] => [
  ...new Set(steps.flatMap(({ action, undo }) => [action, undo]).flatMap(featureOf)),
]

const featureOf = (action: PlannedStep['undo']): readonly Feature[] => {
  if (action === 'nothing' || action.kind === 'by-hand') return []
  if (action.kind === 'interactive') return ['terminal']
  const shell = action.where === 'guest' ? 'guest-shell' : 'host-shell'
  return action.kind === 'command' && action.shell === 'powershell' ? [shell, 'windows'] : [shell]
}

const noFeature = (feature: Feature, { id }: Target): Reason => ({ kind: 'no-feature', target: id, feature })

const problemOf = async (need: Need, { target, host, say }: Here): Promise<Problem | undefined> => {
  const missing = await whatIsMissing(need, target, host)
  return missing === undefined ? undefined : { what: say(missing), hint: need.hint }
}

const whatIsMissing = async (need: Need, target: Target, host: Host): Promise<Reason | undefined> => {
  switch (need.kind) {
    case 'program':
      if (target.programs?.has(need.name) === true) return undefined
      return (await host.hasProgram(need.name)) ? undefined : { kind: 'no-program', name: need.name }
    case 'feature':
      return target.features.has(need.name) ? undefined : noFeature(need.name, target)
    case 'computer':
      return isMake(host.make, need.make) ? undefined : { kind: 'other-computer', need, ...host.make }
    case 'free-disk':
      return tooLittle(need.kind, await host.freeDiskGigabytes(), need.gigabytes)
    case 'free-memory':
      return tooLittle(need.kind, await host.freeMemoryGigabytes(), need.gigabytes)
    case 'network':
      return (await host.canReach(need.host)) ? undefined : { kind: 'unreachable', host: need.host }
  }
}

const isMake = ({ system, processor }: Host['make'], wanted: 'intel-mac' | 'apple-silicon-mac'): boolean =>
  system === 'darwin' && processor === (wanted === 'intel-mac' ? 'x64' : 'arm64')

const tooLittle = (of: 'free-disk' | 'free-memory', gigabytes: number, needed: number): Reason | undefined =>
  gigabytes >= needed ? undefined : { kind: 'too-little', of, gigabytes, needed }
