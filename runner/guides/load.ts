import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Guide } from '../../playbooks/index.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { LoadOptions } from './examine.ts'
import type { NotLoaded } from './not-loaded-text.ts'
import { recall } from './remembered.ts'

export type { LoadOptions } from './examine.ts'

/** The guides that were asked for. */
export interface Guides {
  /** Of all guides, also of those that were not asked for, in their order. */
  readonly ids: readonly string[]
  readonly playbooks: readonly Playbook[]
  /** One that does not load costs only itself. */
  readonly notLoaded: readonly NotLoaded[]
}

// Imported only when something is not known to load: the usual start needs nothing of it.
const examining = (): Promise<typeof import('./examine.ts')> => import('./examine.ts')

/** The modules that are known to load. */
const knownIn = ({ cache, root }: LoadOptions): ReadonlySet<string> =>
  new Set(recall(cache, root).loads.map(({ id }) => id))

/** The list of guides. Throws RunnerError('usage') when it does not load itself. */
export const listGuides = async (options: LoadOptions, known = knownIn(options)): Promise<readonly Guide[]> => {
  if (!known.has('index')) await (await examining()).assertLoads(options, 'index')
  const address = pathToFileURL(join(options.root, 'playbooks/index.ts')).href
  // As the module's own types say.
  const index = (await import(/* @vite-ignore */ address)) as { readonly guides: readonly Guide[] }
  return index.guides
}

const notLoadedOf = async (
  options: LoadOptions,
  ids: readonly string[],
  known: ReadonlySet<string>,
): Promise<readonly NotLoaded[]> => {
  if (ids.every((id) => known.has(id))) return []
  const examined = await (await examining()).examineModules(options, ids)
  return examined.map((each) => each.notLoaded).filter((each) => each !== undefined)
}

/**
 * Loads guides, all of them when none is named. Each is first imported in a thread of its own, so that one that throws,
 * hangs or ends the process is only named; what has loaded once is remembered until a file of the guides changes.
 */
export const loadGuides = async (options: LoadOptions, wanted?: readonly string[]): Promise<Guides> => {
  const known = knownIn(options)
  const all = await listGuides(options, known)
  const ids = all.map(({ id }) => id)
  const chosen = all.filter(({ id }) => wanted?.includes(id) ?? true)
  const notLoaded = await notLoadedOf(
    options,
    chosen.map(({ id }) => id),
    known,
  )
  const loading = chosen.filter(({ id }) => !notLoaded.some((each) => each.id === id))
  return { ids, playbooks: await Promise.all(loading.map(({ load }) => load())), notLoaded }
}
