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
  /** The folder of what can be made again. */
  readonly cache: string
}

export interface MakeOptions extends StandInPlace {
  readonly progress: Progress
  readonly signal: AbortSignal
  /** Where packages come from; this computer's own way when left out. */
  readonly archives?: Archives
}

export const standInsFolder = (cache: string): string => join(cache, 'stand-ins')

/** All that is kept of one stand-in: today's, and older ones. */
const homeOf = (cache: string, { id }: StandIn): string => join(standInsFolder(cache), basename(id))

/** Where a stand-in of today's recipe, code and packages is, whether or not it is there. */
export const folderOf = async (standIn: StandIn, cache: string): Promise<string> =>
  join(homeOf(cache, standIn), await keyOf(standIn, cache))

/**
 * 16 hex digits over everything that decides what is in it: the code, its packages, what it stands on, the lab's key.
 */
const keyOf = async (standIn: StandIn, cache: string): Promise<string> => {
  const packages = packagesOf(await readLock(), standIn.id).map(({ sha256 }) => sha256)
  const below = standIn.after === undefined ? '' : await keyOf(standInCalled(standIn.after), cache)
  const signer = standIn.isSigned === true ? sha256Of((await labCertificate(standInsFolder(cache))) ?? 'none yet') : ''
  return sha256Of(JSON.stringify([suite, standIn.id, await codeOfAll(), packages, below, signer])).slice(0, 16)
}

let code: Promise<unknown> | undefined

/** How they are served decides nothing of what they are. */
const onlyServes = new Set(['index.ts', 'running.ts', 'serve.ts', 'served.ts'])

const codeOfAll = (): Promise<unknown> =>
  (code ??= contentsOf(import.meta.dirname).then((files) => files.filter(([name]) => !onlyServes.has(name))))

const standInCalled = (id: string): StandIn => {
  const found = standIns.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no stand-in “${id}”.`)
  return found
}

/** The folder of today's, when every byte of it is right. */
export const findStandIn = async (standIn: StandIn, { cache }: StandInPlace): Promise<string | undefined> => {
  const folder = await folderOf(standIn, cache)
  return (await isWhole(folder)) ? folder : undefined
}

/**
 * Makes one stand-in in a folder that appears only when it is whole. RunnerError('broken') when a package cannot be
 * had, 'blocked' when a program or space is missing. The caller sees to it that one process at a time makes it.
 */
export const makeStandIn = async (standIn: StandIn, options: MakeOptions): Promise<string> => {
  const { cache, progress, signal } = options
  // Before the folder's name is known, for that depends on it.
  if (standIn.isSigned === true) await labSigner(standInsFolder(cache))
  const folder = await folderOf(standIn, cache)
  const below = standIn.after === undefined ? '' : await folderOf(standInCalled(standIn.after), cache)
  if (below !== '' && !(await isWhole(below))) {
    throw new RunnerError('blocked', `“${standIn.id}” stands on “${standIn.after ?? ''}”, which is not there.`, {
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
    progress({ text: 'Making it' })
    try {
      await standIn.make({ ...{ packages, below, keys, work, draft, epoch: sourceDateEpoch }, progress, signal, tree })
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
  // Today's and the one before it: another checkout may still use that.
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

/**
 * The stand-ins of today's recipes that are there; their bytes are not looked at, for whoever pulls them checks those.
 */
export const keptStandIns = async (cache: string): Promise<readonly KeptStandIn[]> => {
  const all = await Promise.all(standIns.map(async (standIn) => ({ standIn, folder: await folderOf(standIn, cache) })))
  const there = await Promise.all(all.map(async ({ folder }) => (await readContents(folder)) !== undefined))
  return all.filter((_, at) => there[at])
}

const problemFile = (standIn: StandIn, cache: string): string => join(homeOf(cache, standIn), '.problem')

/** Why it could not be made the last time; undefined when it could, or when nobody has tried. */
export const problemOf = (standIn: StandIn, cache: string): Promise<string | undefined> =>
  readFile(problemFile(standIn, cache), 'utf8').catch(() => undefined)

/** Keeps the reason for whoever runs a guide later; with none, there is no trouble any longer. */
export const noteProblem = async (standIn: StandIn, cache: string, problem: string | undefined): Promise<void> => {
  const file = problemFile(standIn, cache)
  if (problem === undefined) return rm(file, { force: true })
  // Where nothing can be written, the reason has been shown at least.
  await mkdir(homeOf(cache, standIn), { recursive: true })
    .then(() => writeFile(file, problem))
    .catch(() => undefined)
}

/** Deletes a stand-in of today's recipe, if there is one. */
export const forgetStandIn = async (standIn: StandIn, { cache }: StandInPlace): Promise<void> =>
  rm(await folderOf(standIn, cache), { recursive: true, force: true })
