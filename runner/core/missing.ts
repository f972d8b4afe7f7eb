import type { Check } from '../../playbooks/model/check.ts'
import type { Text } from '../../playbooks/model/text.ts'
import type { Lack } from '../protocol/events.ts'
import type { Missing } from '../protocol/missing.ts'
import type { PlannedStep } from './plan.ts'

/**
 * The steps that cannot run without what is missing, each with the reason: those that name it, those that use what such
 * a step would have made (a container, a port, a folder with a Dockerfile, a saved value) until another step makes that
 * again, and those that say so (`uses`). The others are not touched by it.
 */
export const stepsWithout = (steps: readonly PlannedStep[], missing: readonly Missing[]): ReadonlyMap<string, Lack> => {
  const blocked = new Map<string, Lack>()
  const unmade = new Map<string, Lack>()
  for (const step of missing.length === 0 ? [] : steps) {
    const words = textOf(step)
    // An image that is served is fetched by whoever runs it, or builds on it; it need not be there.
    const isFetched = (name: string): boolean => (step.action.kind === 'file' || fetches.test(words)) && missing.some((each) => isNamed(name, each))
    const lack =
      missing.find((each) => isAsked(words, each))?.lack ??
      [...unmade].find(([name]) => usesName(words, name) && !isFetched(name))?.[1] ??
      [...savedFrom(step), ...step.uses].map((id) => blocked.get(id)).find((each) => each !== undefined)
    if (lack !== undefined && step.action.kind !== 'file') blocked.set(step.id, lack)
    for (const name of madeBy(step)) {
      if (lack === undefined) unmade.delete(name)
      else unmade.set(name, lack)
    }
    for (const name of removedBy(step)) unmade.delete(name)
  }
  return blocked
}

const fetches = /\bdocker\s+(?:container\s+|image\s+)?(?:run|pull|create|build)\b/

const isNamed = (words: string, missing: Missing): boolean => {
  if (missing.kind === 'packages') return false
  const repository = missing.name.replace(/:[^:/]*$/, '')
  return new RegExp(`(?<![\\w./:-])${escaped(repository)}(?::[\\w.-]+)?(?![\\w./:-])`).test(words)
}

/** Whether this very thing is asked for: the image for the platform that is missing. */
const isAsked = (words: string, missing: Missing): boolean => {
  if (missing.kind === 'packages') return /\bapt-get\b[^\n]*\binstall\b/.test(words)
  if (!isNamed(words, missing)) return false
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
