import { access, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, RunnerError } from '../errors.ts'
import { digestOf } from '../host/digest.ts'
import { addressesOf, type Archives, findArchives } from './archives.ts'
import { download, type Patience, throwWhenFull } from './download.ts'
import { DownloadError } from './failures.ts'
import { type Get, openHttp } from './http.ts'
import { type LockedPackage, readLock, spell } from './lock.ts'
import { NewerPackages } from './newer.ts'
import type { PublicKey } from './signatures.ts'

export interface StoreOptions {
  /** The folder of what can be made again. */
  readonly cache: string
  readonly signal: AbortSignal
  /** Bytes that are there, of all that is wanted. */
  readonly onBytes: (done: number, total: number) => void
  /** Something a person should know: a newer version was taken. */
  readonly onNote: (text: string) => void
  /** Where packages come from; this computer's own way when left out. */
  readonly archives?: Archives
  readonly patience?: Patience
  readonly lock?: readonly LockedPackage[]
  /** Whose signatures of indexes are believed; Debian's own when left out. */
  readonly keys?: readonly PublicKey[]
}

/** A package's file in the cache; `from` is the line of the lock that it stands for. */
export interface StoredPackage extends LockedPackage {
  readonly file: string
  readonly from: LockedPackage
}

const atOnce = 6
const httpPatience = { connectMs: 10_000, silentMs: 20_000 }

export const packagesFolder = (cache: string): string => join(cache, 'packages')

/**
 * The files of all these packages, from the cache or from the pool, several at once; every file's checksum is right. A
 * version that the pool has dropped is replaced by the newest one that a signed index names, which `onNote` is told.
 * RunnerError('broken') names the first package that cannot be had, 'blocked' for a full disk; what has arrived is kept.
 * The caller sees to it that one process at a time fills a cache.
 */
export const obtainPackages = async (wanted: readonly LockedPackage[], options: StoreOptions): Promise<readonly StoredPackage[]> => {
  const { cache, signal } = options
  const folder = packagesFolder(cache)
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throwWhenFull(error, folder)
    throw error
  })
  const archives = options.archives ?? (await findArchives(signal))
  const http = openHttp(httpPatience, archives.proxies)
  const stop = new AbortController()
  const own = AbortSignal.any([signal, stop.signal])
  try {
    const newer = new NewerPackages({ folder, archives, get: http.get, signal: own, ...keysOf(options) }, options.lock ?? (await readLock()))
    const getter = new Getter({ ...options, folder, archives, get: http.get, signal: own, newer, wanted })
    return await inOrder(wanted, atOnce, (one) => getter.obtain(one))
  } finally {
    stop.abort()
    await http.close()
  }
}

const keysOf = ({ keys }: StoreOptions): { readonly keys?: readonly PublicKey[] } => (keys === undefined ? {} : { keys })

interface GetterOptions extends StoreOptions {
  readonly folder: string
  readonly archives: Archives
  readonly get: Get
  readonly newer: NewerPackages
  readonly wanted: readonly LockedPackage[]
}

class Getter {
  readonly #options: GetterOptions
  readonly #done = new Map<string, number>()
  readonly #total: number

  constructor(options: GetterOptions) {
    this.#options = options
    this.#total = options.wanted.reduce((sum, { size }) => sum + size, 0)
  }

  async obtain(wanted: LockedPackage): Promise<StoredPackage> {
    try {
      return { ...wanted, from: wanted, file: await this.#file(wanted, wanted.sha256) }
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error
      if (!error.isGone) throw unobtainable(wanted, error)
      const taken = await this.#options.newer.find(wanted)
      this.#options.onNote(`${spell(wanted)} is no longer there; ${taken.version} was taken.`)
      return { ...taken, from: wanted, file: await this.#file(taken, wanted.sha256) }
    }
  }

  /** From the cache when it is whole there; a damaged file is fetched again. */
  async #file(one: LockedPackage, key: string): Promise<string> {
    const { folder, archives, get, signal, patience } = this.#options
    const to = join(folder, one.sha256)
    if (!(await isWhole(to, one.sha256))) {
      const onBytes = (done: number): void => this.#saw(key, done)
      const urls = addressesOf(archives, one.path)
      await download({ urls, sha256: one.sha256, size: one.size, to, get, signal, onBytes, ...(patience === undefined ? {} : { patience }) })
    }
    this.#saw(key, one.size)
    return to
  }

  #saw(key: string, bytes: number): void {
    this.#done.set(key, bytes)
    const done = [...this.#done.values()].reduce((sum, each) => sum + each, 0)
    this.#options.onBytes(Math.min(done, this.#total), this.#total)
  }
}

const isWhole = async (file: string, sha256: string): Promise<boolean> => {
  const isThere = await access(file).then(() => true, () => false)
  if (!isThere) return false
  if ((await digestOf(file)).sha256 === sha256) return true
  await rm(file, { force: true })
  return false
}

const unobtainable = (wanted: LockedPackage, error: DownloadError): RunnerError =>
  new RunnerError('broken', `The package ${spell(wanted)} could not be downloaded: ${messageOf(error)}`, {
    hint: error.hint,
    state: 'What has arrived is kept.',
    cause: error,
  })

/** Like Promise.all, but only so many at a time; the first failure ends the others. */
const inOrder = async <Item, Result>(items: readonly Item[], width: number, work: (item: Item) => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = []
  const queue = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
