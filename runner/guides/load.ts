import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Guide } from '../../playbooks/index.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { RunnerError } from '../errors.ts'
import { type NotLoaded, notLoadedText } from './not-loaded-text.ts'
import { type Loads, recall } from './remembered.ts'
import type { Tried } from './trial.ts'

/** The guides that were asked for. */
export interface Guides {
  /** Of all guides, also of those that were not asked for, in their order. */
  readonly ids: readonly string[]
  readonly playbooks: readonly Playbook[]
  /** One that does not load costs only itself. */
  readonly notLoaded: readonly NotLoaded[]
}

export interface LoadOptions {
  /** The checkout whose `playbooks/index.ts` lists the guides. */
  readonly root: string
  /** Where is remembered what loads, so that the next start need not try it. */
  readonly cache: string
  /** How long one may take to be imported. */
  readonly withinMs?: number
}

const addressOf = (root: string, name: string): string => pathToFileURL(join(root, 'playbooks', `${name}.ts`)).href

/** Tries the modules of `playbooks/` with these names that are not known to load. */
const tryNames = async (
  { root, cache, withinMs }: LoadOptions,
  names: readonly string[],
): Promise<readonly Tried[]> => {
  const known = recall(cache, root)
  const found = known.loads.filter(({ id }) => names.includes(id))
  const unknown = names.filter((name) => !found.some(({ id }) => id === name))
  if (unknown.length === 0) return found
  const { tryModules } = await import('./trial.ts')
  const modules = unknown.map((id) => ({ id, url: addressOf(root, id) }))
  const tried = await tryModules({ index: addressOf(root, 'index'), modules }, withinMs)
  known.add(tried.filter((each): each is Loads => each.kind === 'loads'))
  return [...found, ...tried]
}

/** The usual start finds that all loads, and needs nothing that finds out why not. */
const whyNot = async (tried: Tried, root: string): Promise<NotLoaded | undefined> =>
  tried.kind === 'loads' ? undefined : (await import('./not-loaded.ts')).whyNotLoaded(tried, root)

/**
 * Tries modules of `playbooks/` that are no guides. Throws RunnerError('usage') with the place of what does not load.
 */
export const assertLoads = async (options: LoadOptions, name: string): Promise<void> => {
  for (const tried of await tryNames(options, [name])) {
    const why = await whyNot(tried, options.root)
    if (why === undefined) continue
    const text = notLoadedText(why).replace(/^.*/, `playbooks/${name}.ts does not load:`)
    throw new RunnerError('usage', text, { hint: 'npx shipshape check' })
  }
}

/** The list of guides. Throws RunnerError('usage') when it does not load itself. */
export const listGuides = async (options: LoadOptions): Promise<readonly Guide[]> => {
  await assertLoads(options, 'index')
  // As the module's own types say.
  const index = (await import(/* @vite-ignore */ addressOf(options.root, 'index'))) as {
    readonly guides: readonly Guide[]
  }
  return index.guides
}

/** A module of `playbooks/`, as a thread of its own has found it. */
export interface Examined {
  readonly tried: Tried
  /** Absent when it loads. */
  readonly notLoaded: NotLoaded | undefined
}

/** What each of these guides is, without importing it into this process. */
export const examineGuides = async (options: LoadOptions, ids: readonly string[]): Promise<readonly Examined[]> => {
  const tried = await tryNames(options, ids)
  return Promise.all(tried.map(async (each) => ({ tried: each, notLoaded: await whyNot(each, options.root) })))
}

/**
 * Loads guides, all of them when none is named. Each is first imported in a thread of its own, so that one that throws,
 * hangs or ends the process is only named; what has loaded once is remembered until a file of the guides changes.
 */
export const loadGuides = async (options: LoadOptions, wanted?: readonly string[]): Promise<Guides> => {
  const all = await listGuides(options)
  const chosen = all.filter(({ id }) => wanted?.includes(id) ?? true)
  const examined = await examineGuides(
    options,
    chosen.map(({ id }) => id),
  )
  const notLoaded = examined.map((each) => each.notLoaded).filter((each) => each !== undefined)
  const loading = chosen.filter(({ id }) => !notLoaded.some((each) => each.id === id))
  return { ids: all.map(({ id }) => id), playbooks: await Promise.all(loading.map(({ load }) => load())), notLoaded }
}
