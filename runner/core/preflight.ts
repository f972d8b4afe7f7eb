import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { Problem } from '../protocol/events.ts'
import type { LookOptions, Target } from '../targets/target.ts'
import { featureWords, needWords } from './need-words.ts'
import { stepsWithout } from './unavailable.ts'
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

/**
 * A network that a step alone needs blocks that step, and not the others; the one step that is wanted has no others.
 */
const isOwnMatter = (need: Need, step: PlannedStep, { wanted }: Plan): boolean =>
  need.kind === 'network' && step.id !== wanted

const ownMatters = (plan: Plan): readonly { readonly id: string; readonly need: Need }[] =>
  plan.steps.flatMap((step) =>
    step.needs.filter((need) => isOwnMatter(need, step, plan)).map((need) => ({ id: step.id, need })),
  )

/** All that is missing for a plan; empty when it can begin. Changes nothing. */
export const preflight = async (
  plan: Plan,
  target: Target,
  host: Host,
  look: LookOptions,
): Promise<readonly Problem[]> => {
  // First, because it may bring what is looked for below: a program, or room.
  const missing = await target.missing(look)
  const needs = [
    ...plan.needs,
    ...plan.steps.flatMap((step) => step.needs.filter((need) => !isOwnMatter(need, step, plan))),
  ]
  const unavailable = await Promise.all(distinct(needs).map((need) => problemOf(need, target, host)))
  // A feature that is declared as a need is missed once, with that need's own hint.
  const declared = new Set(needs.map((need) => (need.kind === 'feature' ? need.name : undefined)))
  const features = impliedFeatures(plan.steps).filter(
    (feature) => !declared.has(feature) && !target.features.has(feature),
  )
  return [
    ...missing,
    ...features.map((feature) => ({ what: missingFeature(feature, target), hint: otherTarget })),
    ...unavailable.filter((problem) => problem !== undefined),
  ]
}

/** What is missing for each step that cannot run here, while the others can. Changes nothing. */
export const blockedSteps = async (plan: Plan, target: Target, host: Host): Promise<ReadonlyMap<string, Problem>> => {
  const [unavailable, missing] = await Promise.all([
    target.unavailable?.() ?? [],
    Promise.all(ownMatters(plan).map(async ({ id, need }) => ({ id, problem: await problemOf(need, target, host) }))),
  ])
  return new Map([
    ...stepsWithout(plan.steps, unavailable),
    ...missing.flatMap(({ id, problem }) => (problem === undefined ? [] : [[id, problem] as const])),
  ])
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

const otherTarget: Words = { en: 'Choose another target with --target.', 'zh-cn': '请用 --target 选择另一个目标。' }

const missingFeature = (name: Feature, target: Target): Words => ({
  en: `the target “${target.id}” does not offer ${featureWords[name].en}`,
  'zh-cn': `目标“${target.id}”不提供${featureWords[name]['zh-cn']}`,
})

const problemOf = async (need: Need, target: Target, host: Host): Promise<Problem | undefined> => {
  const what = await unavailable(need, target, host)
  return what === undefined ? undefined : { what, hint: need.hint }
}

const unavailable = async (need: Need, target: Target, host: Host): Promise<Words | undefined> => {
  switch (need.kind) {
    case 'program':
      return (await host.hasProgram(need.name))
        ? undefined
        : { en: `the program “${need.name}” is not there`, 'zh-cn': `没有程序“${need.name}”` }
    case 'feature':
      return target.features.has(need.name) ? undefined : missingFeature(need.name, target)
    case 'computer':
      return isMake(host.make, need.make) ? undefined : otherMake(host.make, needWords(need))
    case 'free-disk':
      return tooLittle(
        { en: 'free disk space', 'zh-cn': '空闲磁盘空间' },
        await host.freeDiskGigabytes(),
        need.gigabytes,
      )
    case 'free-memory':
      return tooLittle({ en: 'free memory', 'zh-cn': '空闲内存' }, await host.freeMemoryGigabytes(), need.gigabytes)
    case 'network':
      return (await host.canReach(need.host))
        ? undefined
        : { en: `“${need.host}” cannot be reached`, 'zh-cn': `无法访问“${need.host}”` }
  }
}

const isMake = ({ system, processor }: Host['make'], wanted: 'intel-mac' | 'apple-silicon-mac'): boolean =>
  system === 'darwin' && processor === (wanted === 'intel-mac' ? 'x64' : 'arm64')

const otherMake = ({ system, processor }: Host['make'], wanted: Words): Words => ({
  en: `this computer (${system}, ${processor}) is not ${wanted.en}`,
  'zh-cn': `这台电脑（${system}，${processor}）不是${wanted['zh-cn']}`,
})

const tooLittle = (what: Words, has: number, needed: number): Words | undefined =>
  has >= needed
    ? undefined
    : {
        en: `${what.en}: ${has.toFixed(1)} GB, but ${needed} GB are needed`,
        'zh-cn': `${what['zh-cn']}：${has.toFixed(1)} GB，但需要 ${needed} GB`,
      }
