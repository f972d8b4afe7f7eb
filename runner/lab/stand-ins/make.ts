import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { sha256Of } from '../../host/digest.ts'
import { removeOldest } from '../../host/remove-oldest.ts'
import {
  type Archives,
  obtainPackages,
  packagesOf,
  readLock,
  readPackages,
  type StoredPackage,
} from '../../packages/index.ts'
import { contentsOf } from '../image/build/key.ts'
import { sourceDateEpoch, suite } from '../image/build/recipe.ts'
import type { Progress } from '../image/image.ts'
import { standIns } from './catalogue.ts'
import { isWhole, keep, readContents } from './kept.ts'
import { labCertificate, labSigner } from './signer.ts'
import type { StandIn } from './stand-in.ts'

export interface StandInPlace {
  /** The cache folder. */
  readonly cache: string
}

export interface MakeOptions extends StandInPlace {
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Where packages come from (default: this computer's own settings). */
  readonly archives?: Archives
}

export const standInsFolder = (cache: string): string => join(cache, 'stand-ins')

/** The folder of one stand-in: the current version and older ones. */
const homeOf = (cache: string, { id }: StandIn): string => join(standInsFolder(cache), basename(id))

/** The folder of a stand-in of the current recipe, code and packages; it need not exist. */
export const folderOf = async (standIn: StandIn, cache: string): Promise<string> =>
  join(homeOf(cache, standIn), await keyOf(standIn, cache))

/** 16 hex digits of a hash over everything that determines its content: code, packages, base, the lab's key. */
const keyOf = async (standIn: StandIn, cache: string): Promise<string> => {
  const packages = packagesOf(await readLock(), standIn.id).map(({ sha256 }) => sha256)
  const below = standIn.after === undefined ? '' : await keyOf(standInCalled(standIn.after), cache)
  const signer = standIn.isSigned === true ? sha256Of((await labCertificate(standInsFolder(cache))) ?? 'none yet') : ''
  return sha256Of(JSON.stringify([suite, standIn.id, await codeOfAll(), packages, below, signer])).slice(0, 16)
}

let code: Promise<unknown> | undefined

/** Files that only serve the stand-ins do not determine their content. */
const onlyServes = new Set(['index.ts', 'running.ts', 'serve.ts', 'served.ts'])

const codeOfAll = (): Promise<unknown> =>
  (code ??= contentsOf(import.meta.dirname).then((files) => files.filter(([name]) => !onlyServes.has(name))))

const standInCalled = (id: string): StandIn => {
  const found = standIns.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no stand-in “${id}”.`)
  return found
}

/** The folder of the current version, if every file of it is right. */
export const findStandIn = async (standIn: StandIn, { cache }: StandInPlace): Promise<string | undefined> => {
  const folder = await folderOf(standIn, cache)
  return (await isWhole(folder)) ? folder : undefined
}

/**
 * Builds one stand-in in a folder that appears only when it is complete. RunnerError('broken') when a package is
 * unavailable, 'blocked' when a program or disk space is missing. The caller ensures that only one process builds it.
 */
export const makeStandIn = async (standIn: StandIn, options: MakeOptions): Promise<string> => {
  const { cache, progress, signal } = options
  // First, because the folder's name depends on it.
  if (standIn.isSigned === true) await labSigner(standInsFolder(cache))
  const folder = await folderOf(standIn, cache)
  const below = standIn.after === undefined ? '' : await folderOf(standInCalled(standIn.after), cache)
  if (below !== '' && !(await isWhole(below))) {
    throw new RunnerError('blocked', `“${standIn.id}” is based on “${standIn.after ?? ''}”, which is missing.`, {
      hint: 'npx shipshape lab build',
    })
  }
  const packages = await obtainAll(standIn, options)
  await keep(folder, async (draft) => {
    const work = await mkdtemp(join(homeOf(cache, standIn), '.work-'))
    const tree = (wants: (path: string) => boolean) =>
      readPackages(
        packages.map(({ file }) => file),
        { wants, signal },
      )
    const keys = standInsFolder(cache)
    progress({ text: 'Building it' })
    try {
      await standIn.make({ ...{ packages, below, keys, work, draft, epoch: sourceDateEpoch }, progress, signal, tree })
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
  // The current version and the previous one, which another checkout may still use.
  await removeOldest(homeOf(cache, standIn), keptOfEach)
  return folder
}

const obtainAll = async (
  { id }: StandIn,
  { cache, progress, signal, archives }: MakeOptions,
): Promise<readonly StoredPackage[]> =>
  obtainPackages(packagesOf(await readLock(), id), {
    ...{ cache, signal },
    ...(archives === undefined ? {} : { archives }),
    onBytes: (done, total) => progress({ text: 'Downloading Debian packages', done, total, unit: 'bytes' }),
    onNote: (text) => progress({ text }),
  })

const keptOfEach = 2

export interface KeptStandIn {
  readonly standIn: StandIn
  readonly folder: string
}

/** The existing stand-ins of the current recipes, not verified: a client verifies what it pulls. */
export const keptStandIns = async (cache: string): Promise<readonly KeptStandIn[]> => {
  const all = await Promise.all(standIns.map(async (standIn) => ({ standIn, folder: await folderOf(standIn, cache) })))
  const there = await Promise.all(all.map(async ({ folder }) => (await readContents(folder)) !== undefined))
  return all.filter((_, at) => there[at])
}

const problemFile = (standIn: StandIn, cache: string): string => join(homeOf(cache, standIn), '.problem')

/** Why the last build failed; undefined when it succeeded or was never tried. */
export const problemOf = (standIn: StandIn, cache: string): Promise<string | undefined> =>
  readFile(problemFile(standIn, cache), 'utf8').catch(() => undefined)

/** Saves the reason of a failed build for a later run; without a reason, deletes it. */
export const noteProblem = async (standIn: StandIn, cache: string, problem: string | undefined): Promise<void> => {
  const file = problemFile(standIn, cache)
  if (problem === undefined) return rm(file, { force: true })
  // When it cannot be written, the reason has at least been shown.
  await mkdir(homeOf(cache, standIn), { recursive: true })
    .then(() => writeFile(file, problem))
    .catch(() => undefined)
}

/** Deletes a stand-in of the current recipe, if there is one. */
export const forgetStandIn = async (standIn: StandIn, { cache }: StandInPlace): Promise<void> =>
  rm(await folderOf(standIn, cache), { recursive: true, force: true })
