import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Lack } from '../protocol/events.ts'
import type { Target } from '../targets/target.ts'
import { featureWords, needWords } from './need-words.ts'
import type { Plan, PlannedStep } from './plan.ts'

/** How this computer is asked what it has. */
export interface Host {
  hasProgram(name: string): Promise<boolean>
  freeDiskGigabytes(): Promise<number>
  freeMemoryGigabytes(): Promise<number>
  canReach(host: string): Promise<boolean>
  /** As Node names them: `darwin` and `arm64`. */
  readonly make: { readonly system: string; readonly processor: string }
}

/** A network that a step alone needs blocks that step; whatever else is missing blocks the run. */
const isOwnMatter = (need: Need): boolean => need.kind === 'network'

/** All that is missing for a plan; empty when it can begin. Changes nothing. */
export const preflight = async (plan: Plan, target: Target, host: Host): Promise<readonly Lack[]> => {
  const needs = [...plan.needs, ...plan.steps.flatMap((step) => step.needs.filter((need) => !isOwnMatter(need)))]
  const missing = await Promise.all(distinct(needs).map((need) => lackOf(need, target, host)))
  // A feature that is declared as a need is missed once, with that need's own hint.
  const declared = new Set(needs.map((need) => (need.kind === 'feature' ? need.name : undefined)))
  const features = impliedFeatures(plan.steps).filter((feature) => !declared.has(feature) && !target.features.has(feature))
  return [
    ...(await target.lacks()),
    ...features.map((feature) => ({ what: featureText(feature, target), hint: 'Choose another target with --target.' })),
    ...missing.filter((lack) => lack !== undefined),
  ]
}

/** What is missing for each step that cannot run here, while the others can. Changes nothing. */
export const blockedSteps = async (plan: Plan, target: Target, host: Host): Promise<ReadonlyMap<string, Lack>> => {
  const needs = plan.steps.flatMap(({ id, needs: own }) => own.filter(isOwnMatter).map((need) => ({ id, need })))
  const lacks = await Promise.all(needs.map(async ({ id, need }) => ({ id, lack: await lackOf(need, target, host) })))
  return new Map(lacks.flatMap(({ id, lack }) => (lack === undefined ? [] : [[id, lack]])))
}

const distinct = (needs: readonly Need[]): readonly Need[] => [
  ...new Map(needs.map((need) => [JSON.stringify(need), need])).values(),
]

/** What a step's own shape asks of a target. */
const impliedFeatures = (steps: readonly PlannedStep[]): readonly Feature[] => [
  ...new Set(steps.flatMap(({ action, undo }) => [action, undo]).flatMap(featureOf)),
]

const featureOf = (action: PlannedStep['undo']): readonly Feature[] => {
  if (action === 'nothing' || action.kind === 'by-hand') return []
  if (action.kind === 'interactive') return ['terminal']
  const shell = action.where === 'guest' ? 'guest-shell' : 'host-shell'
  return action.kind === 'command' && action.shell === 'powershell' ? [shell, 'windows'] : [shell]
}

const featureText = (name: Feature, target: Target): string => `the target “${target.id}” does not offer ${featureWords[name].en}`

const lackOf = async (need: Need, target: Target, host: Host): Promise<Lack | undefined> => {
  const what = await missingText(need, target, host)
  return what === undefined ? undefined : { what, hint: need.hint.en }
}

const missingText = async (need: Need, target: Target, host: Host): Promise<string | undefined> => {
  switch (need.kind) {
    case 'program':
      return (await host.hasProgram(need.name)) ? undefined : `the program “${need.name}” is not there`
    case 'feature':
      return target.features.has(need.name) ? undefined : featureText(need.name, target)
    case 'computer':
      return isMake(host.make, need.make) ? undefined : `this computer (${host.make.system}, ${host.make.processor}) is not ${needWords(need).en}`
    case 'free-disk':
      return tooLittle('free disk space', await host.freeDiskGigabytes(), need.gigabytes)
    case 'free-memory':
      return tooLittle('free memory', await host.freeMemoryGigabytes(), need.gigabytes)
    case 'network':
      return (await host.canReach(need.host)) ? undefined : `“${need.host}” cannot be reached`
  }
}

const isMake = ({ system, processor }: Host['make'], wanted: 'intel-mac' | 'apple-silicon-mac'): boolean =>
  system === 'darwin' && processor === (wanted === 'intel-mac' ? 'x64' : 'arm64')

const tooLittle = (what: string, has: number, needed: number): string | undefined =>
  has >= needed ? undefined : `${what}: ${has.toFixed(1)} GB, but ${needed} GB are needed`
