import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RunnerError } from '../errors.ts'
import { type NotLoaded, notLoadedText } from './not-loaded-text.ts'
import { whyNotLoaded } from './not-loaded.ts'
import { type Loads, recall } from './remembered.ts'
import { type Tried, tryModules } from './trial.ts'

export interface LoadOptions {
  /** The checkout whose `playbooks/index.ts` lists the guides. */
  readonly root: string
  /** Where is remembered what loads, so that the next start need not try it. */
  readonly cache: string
  /** How long one may take to be imported. */
  readonly withinMs?: number
}

/** A module of `playbooks/`, as a thread of its own has found it. */
export interface Examined {
  readonly tried: Tried
  /** Absent when it loads. */
  readonly notLoaded: NotLoaded | undefined
}

/** Where a module of `playbooks/` is. */
export const addressOf = (root: string, name: string): string =>
  pathToFileURL(join(root, 'playbooks', `${name}.ts`)).href

/** What each of these modules of `playbooks/` is, without importing it into this process. */
export const examineModules = async (
  { root, cache, withinMs }: LoadOptions,
  names: readonly string[],
): Promise<readonly Examined[]> => {
  const known = recall(cache, root)
  const found = known.loads.filter(({ id }) => names.includes(id))
  const unknown = names.filter((name) => !found.some(({ id }) => id === name))
  const modules = unknown.map((id) => ({ id, url: addressOf(root, id) }))
  const tried = await tryModules({ index: addressOf(root, 'index'), modules }, withinMs)
  known.add(tried.filter((each): each is Loads => each.kind === 'loads'))
  const all = [...found, ...tried]
  return Promise.all(all.map(async (each) => ({ tried: each, notLoaded: await whyNotLoaded(each, root) })))
}

/** Throws RunnerError('usage') with the place of what does not load, for a module of `playbooks/` that is no guide. */
export const assertLoads = async (options: LoadOptions, name: string): Promise<void> => {
  const [examined] = await examineModules(options, [name])
  if (examined?.notLoaded === undefined) return
  const text = notLoadedText(examined.notLoaded).replace(/^.*/, `playbooks/${name}.ts does not load:`)
  throw new RunnerError('usage', text, { hint: 'npx shipshape check' })
}
