import { join } from 'node:path'
import { type FormerGuide, formerGuides } from '../../playbooks/former.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { nearest } from '../core/nearest.ts'
import { RunnerError } from '../errors.ts'
import type { Part } from '../preparation/part.ts'
import type { Target } from '../contract/target.ts'
import type { Guides, LoadOptions } from '../guides/load.ts'
import { notLoadedError, notLoadedText } from '../guides/not-loaded-text.ts'
import { say } from './say.ts'
import type { SharedScreen } from './terminal.ts'

/** The guides and the targets. Imported only when they are used: targets have many dependencies. */
export interface Catalogue {
  /** Loads the guides with these ids, or all. */
  readonly guides: (ids?: readonly string[]) => Promise<Guides>
  /** The checkout that `check` looks at (default: this one). */
  readonly checkout?: () => Promise<LoadOptions>
  readonly targets: () => Promise<readonly Target[]>
  /** What `serve` prepares in the background; nothing when it is left out. */
  readonly parts?: (screen: SharedScreen) => Promise<readonly Part[]>
}

/** The guides of this checkout, and where is remembered which of them load. */
export const thisCheckout = async (): Promise<LoadOptions> => {
  const { cacheDir } = await import('../paths.ts')
  return { root: join(import.meta.dirname, '../..'), cache: cacheDir() }
}

export const realCatalogue: Catalogue = {
  guides: async (ids) => (await import('../guides/load.ts')).loadGuides(await thisCheckout(), ids),
  targets: async () => (await import('../targets/index.ts')).targets,
  parts: async (screen) => (await import('./parts.ts')).realParts(screen),
}

export const unknown = (kind: string, id: string, known: readonly string[]): RunnerError => {
  const near = nearest(id, known)
  return new RunnerError('usage', `There is no ${kind} “${id}”.`, {
    hint: near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean “${near}”?`,
  })
}

const wasSplit = ({ id, now }: FormerGuide): RunnerError =>
  new RunnerError('usage', `The guide “${id}” became ${now.length} guides: ${now.join(', ')}.`, {
    hint: `Begin with: npx shipshape run ${now[0]}`,
  })

/** Throws RunnerError('usage') that suggests the nearest id, names what it became, or says why it does not load. */
export const findGuide = ({ ids, playbooks, notLoaded }: Guides, id: string): Playbook => {
  const broken = notLoaded.find((each) => each.id === id)
  if (broken !== undefined) throw notLoadedError(broken)
  const found = playbooks.find((playbook) => playbook.id === id)
  if (found !== undefined) return found
  const former = formerGuides.find((guide) => guide.id === id)
  throw former === undefined ? unknown('guide', id, ids) : wasSplit(former)
}

/** Names the guides that do not load, on standard error, where a command goes on without them. */
export const sayNotLoaded = ({ notLoaded }: Guides): void => {
  for (const each of notLoaded) say(notLoadedText(each))
}

/** The given target, else the guide's first one. Throws RunnerError('usage') when it is unknown. */
export const targetFor = (
  targets: readonly Target[],
  { targets: [first] }: Playbook,
  wanted: string | undefined,
): Target => findTarget(targets, wanted ?? first)

/** Throws RunnerError('usage') that suggests the nearest id. */
export const findTarget = (targets: readonly Target[], id: string): Target => {
  const found = targets.find((target) => target.id === id)
  if (found === undefined)
    throw unknown(
      'target',
      id,
      targets.map((target) => target.id),
    )
  return found
}
