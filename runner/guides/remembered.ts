import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Tried } from './trial.ts'

/** A module that was imported without harm. */
export type Loads = Tried & { readonly kind: 'loads' }

// Not zod, which takes longer to import than everything else that a usual start does here.
const isLoads = (thing: unknown): thing is Loads =>
  typeof thing === 'object' &&
  thing !== null &&
  ['id', 'exports', 'steps'].every((key) => key in thing) &&
  'kind' in thing &&
  thing.kind === 'loads'

const readStored = (text: string): { readonly stamp: unknown; readonly loads: readonly Loads[] } => {
  const stored: unknown = JSON.parse(text)
  if (typeof stored !== 'object' || stored === null || !('stamp' in stored) || !('loads' in stored))
    return { stamp: undefined, loads: [] }
  return { stamp: stored.stamp, loads: Array.isArray(stored.loads) ? stored.loads.filter(isLoads) : [] }
}

/** What guides consist of, and what tries them: the folders, and which of their files. */
const own = [
  ['playbooks', /\.ts$/],
  ['runner/guides', /\.ts$/],
  ['runner/core', /^validate.*\.ts$/],
] as const

// Not globSync, which loads a parser of patterns.
const filesIn = (root: string, folder: string, name: RegExp): readonly string[] =>
  (existsSync(join(root, folder)) ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }) : [])
    .filter((path) => name.test(path))
    .map((path) => join(folder, path))
    .toSorted()

/** Changes whenever a file of the guides, or what tries them, changes. */
const stampOf = (root: string): string => {
  const hash = createHash('sha256').update(process.version)
  for (const path of own.flatMap(([folder, name]) => filesIn(root, folder, name))) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}

/** Each checkout has its own file. */
const fileFor = (cache: string, root: string): string =>
  join(cache, 'guides', `${createHash('sha256').update(root).digest('hex').slice(0, 16)}.json`)

/** What is known from earlier about exactly these files. */
export interface Remembered {
  readonly loads: readonly Loads[]
  /** Adds what was found out now. A cache that cannot be written is not needed. */
  readonly add: (more: readonly Loads[]) => void
}

const readKnown = (file: string, stamp: string): readonly Loads[] => {
  try {
    const known = readStored(readFileSync(file, 'utf8'))
    return known.stamp === stamp ? known.loads : []
  } catch {
    return [] // not there, or damaged: everything is tried again
  }
}

const write = (file: string, content: object): void => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify(content))
    renameSync(draft, file)
  } catch {
    // Read-only or full: the guides are tried again next time.
  }
}

/** What was found out about the guides of a checkout, until one of their files changes. */
export const recall = (cache: string, root: string): Remembered => {
  const [file, stamp] = [fileFor(cache, root), stampOf(root)]
  const known = readKnown(file, stamp)
  return {
    loads: known,
    add: (more) => {
      const ids = new Set(more.map(({ id }) => id))
      if (more.length > 0) write(file, { stamp, loads: [...known.filter(({ id }) => !ids.has(id)), ...more] })
    },
  }
}
