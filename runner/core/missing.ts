import type { Check } from '../../playbooks/model/check.ts'
import type { Text } from '../../playbooks/model/text.ts'
import type { Lack } from '../protocol/events.ts'
import type { Missing } from '../protocol/missing.ts'
import type { PlannedStep } from './plan.ts'

/**
 * The steps that cannot run without what is missing, each with the reason: those that name it, and those that use what
 * such a step would have made (a container, a port, a folder with a Dockerfile, a saved value), until another step makes
 * that again. The others are not touched by it.
 */
export const stepsWithout = (steps: readonly PlannedStep[], missing: readonly Missing[]): ReadonlyMap<string, Lack> => {
  const blocked = new Map<string, Lack>()
  const unmade = new Map<string, Lack>()
  for (const step of missing.length === 0 ? [] : steps) {
    const lack = lackOf(step, missing, unmade, blocked)
    if (lack !== undefined && step.action.kind !== 'file') blocked.set(step.id, lack)
    for (const name of madeBy(step)) {
      if (lack === undefined) unmade.delete(name)
      else unmade.set(name, lack)
    }
    for (const name of removedBy(step)) unmade.delete(name)
  }
  return blocked
}

const lackOf = (step: PlannedStep, missing: readonly Missing[], unmade: ReadonlyMap<string, Lack>, blocked: ReadonlyMap<string, Lack>): Lack | undefined => {
  const words = textOf(step)
  const named = missing.find((each) => mentions(words, each))?.lack
  const used = [...unmade].find(([name]) => usesName(words, name))?.[1]
  const saved = savedFrom(step).find((from) => blocked.has(from))
  return named ?? used ?? (saved === undefined ? undefined : blocked.get(saved))
}

const mentions = (words: string, missing: Missing): boolean => {
  if (missing.kind === 'packages') return /\bapt-get\b[^\n]*\binstall\b/.test(words)
  const repository = missing.name.replace(/:[^:/]*$/, '')
  if (!new RegExp(`(?<![\\w./:-])${escaped(repository)}(?::[\\w.-]+)?(?![\\w./:-])`).test(words)) return false
  return missing.platform === undefined || missing.platform === askedPlatform(words)
}

/** What an engine takes when nobody says otherwise: the lab's own. */
const askedPlatform = (words: string): string => /--platform[ =](\S+)/.exec(words)?.[1] ?? 'linux/amd64'

const usesName = (words: string, name: string): boolean => new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`).test(words)

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** All that a step types or asks about, in one text. */
const textOf = ({ action, checks }: PlannedStep): string => [...actionTexts(action), ...checks.flatMap(namesIn)].map(plain).join('\n')

const actionTexts = (action: PlannedStep['action']): readonly Text[] => {
  if (action.kind === 'by-hand') return []
  return action.kind === 'file' ? [action.path, action.content] : [action.line]
}

const plain = ({ pieces, values }: Text): string => pieces.map((piece, at) => piece + plainValue(values[at])).join('')
const plainValue = (value: Text['values'][number] | undefined): string => (typeof value === 'string' ? value : '')

const savedFrom = ({ action }: PlannedStep): readonly string[] =>
  actionTexts(action).flatMap(({ values }) => values.flatMap((value) => (typeof value === 'object' && value.from === 'step' ? [value.step] : [])))

/** The engine's objects that a check speaks of. */
const namesIn = (check: Check): readonly Text[] => {
  switch (check.kind) {
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
      return check.state === 'absent' ? [] : [check.name]
    case 'container-file':
    case 'published-port':
      return [check.container]
    default:
      return []
  }
}

/** What later steps may use: objects that it checks for, ports that it publishes, the folder of a file that it writes. */
const madeBy = (step: PlannedStep): readonly string[] => {
  const { action, checks } = step
  if (action.kind === 'file') return [plain(action.path).replace(/\/[^/]*$/, '')]
  const ports = [...textOf(step).matchAll(/(?:-p|--publish)[ =](?:[\d.]+:)?(\d+):/g)].map(([, port = '']) => port)
  return [...checks.flatMap(namesIn).map(plain), ...ports]
}

const removedBy = ({ checks }: PlannedStep): readonly string[] =>
  checks.flatMap((check) => (check.kind === 'container' || check.kind === 'image' || check.kind === 'volume' || check.kind === 'network') && check.state === 'absent' ? [plain(check.name)] : [])
