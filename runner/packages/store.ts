import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, RunnerError } from '../errors.ts'
import { digestOf } from '../host/digest.ts'
import { oneAtATime } from '../host/one-at-a-time.ts'
import { addressesOf, type Archives, archivesHere } from './archives.ts'
import { cannotWrite } from './disk.ts'
import { download, type Timeouts } from './download.ts'
import { DownloadError } from './failures.ts'
import { type Get, openHttp } from './http.ts'
import { type LockedPackage, readLock, spell } from './lock.ts'
import { NewerPackages } from './newer.ts'
import type { PublicKey } from './signatures.ts'

export interface StoreOptions {
  /** The cache folder. */
  readonly cache: string
  readonly signal: AbortSignal
  /** The bytes that have arrived, and the total. */
  readonly onBytes: (done: number, total: number) => void
  /** A note for people: a newer version was used. */
  readonly onNote: (text: string) => void
  /** Where packages come from (default: this computer's own settings). */
  readonly archives?: Archives
  readonly timeouts?: Timeouts
  readonly lock?: readonly LockedPackage[]
  /** The trusted keys of indexes (default: Debian's own). */
  readonly keys?: readonly PublicKey[]
}

/** A package's file in the cache; `from` is its line of the lock. */
export interface StoredPackage extends LockedPackage {
  readonly file: string
  readonly from: LockedPackage
}

const atOnce = 6
const httpTimeouts = { connectMs: 10_000, silentMs: 20_000 }

export const packagesFolder = (cache: string): string => join(cache, 'packages')

/**
 * The verified files of all these packages, from the cache or from the pool, several at once. A
 * version that the pool has dropped is replaced by the newest one in a signed index, which is reported to `onNote`.
 * RunnerError('broken') names the first unavailable package, 'blocked' when the cache cannot be written; what
 * has arrived is kept. When it ends, nothing is being written. The caller ensures that only one process at a
 * time fills a cache.
 */
export const obtainPackages = async (
  wanted: readonly LockedPackage[],
  options: StoreOptions,
): Promise<readonly StoredPackage[]> => {
  const { cache, signal } = options
  const folder = packagesFolder(cache)
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(error, folder)
  })
  const archives = options.archives ?? (await archivesHere())
  const http = openHttp(httpTimeouts, archives.proxies)
  const stop = new AbortController()
  const place = {
    folder,
    archives,
    get: http.get,
    signal: AbortSignal.any([signal, stop.signal]),
    ...trustAndTimeouts(options),
  }
  try {
    const newer = new NewerPackages(place, options.lock ?? (await readLock()))
    const getter = new Getter({ ...options, ...place, newer, wanted })
    return await inOrder(wanted, atOnce, (one) => getter.obtain(one), stop)
  } finally {
    await http.close()
  }
}

const trustAndTimeouts = ({ keys, timeouts }: StoreOptions): Pick<StoreOptions, 'keys' | 'timeouts'> => ({
  ...(keys === undefined ? {} : { keys }),
  ...(timeouts === undefined ? {} : { timeouts }),
})

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
    this.#options.signal.throwIfAborted()
    try {
      return await this.#stored(wanted, wanted)
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error
      const taken = error.isGone ? await this.#options.newer.find(wanted) : wanted
      if (taken.path === wanted.path) throw unobtainable(wanted, error)
      if (taken.version !== wanted.version) {
        this.#options.onNote(`${spell(wanted)} is no longer available; ${taken.version} was used instead.`)
      }
      return await this.#stored(taken, wanted).catch((later: unknown) => {
        throw later instanceof DownloadError ? unobtainable(taken, later) : later
      })
    }
  }

  /** From the cache if it is intact there; a damaged file is downloaded again. */
  async #stored(one: LockedPackage, from: LockedPackage): Promise<StoredPackage> {
    const { folder, archives, get, signal, timeouts } = this.#options
    const file = join(folder, one.sha256)
    const onBytes = (done: number): void => this.#saw(from, done)
    const rest = { get, signal, onBytes, ...(timeouts === undefined ? {} : { timeouts }) }
    // Two parts that are built at once may need the same package.
    await oneAtATime(file, signal, async () => {
      if (await isWhole(file, one.sha256)) return
      await download({ urls: addressesOf(archives, one.path), sha256: one.sha256, size: one.size, to: file, ...rest })
    })
    this.#saw(from, from.size)
    return { ...one, from, file }
  }

  /** In the progress, a replacement counts with the size in the lock. */
  #saw({ sha256, size }: LockedPackage, bytes: number): void {
    this.#done.set(sha256, Math.min(bytes, size))
    const done = [...this.#done.values()].reduce((sum, each) => sum + each, 0)
    this.#options.onBytes(done, this.#total)
  }
}

const isWhole = async (file: string, sha256: string): Promise<boolean> => {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  )
  if (!isThere) return false
  const found = await digestOf(file).catch(() => undefined)
  if (found?.sha256 === sha256) return true
  await rm(file, { recursive: true, force: true })
  return false
}

const unobtainable = (wanted: LockedPackage, error: DownloadError): RunnerError =>
  new RunnerError('broken', `The package ${spell(wanted)} could not be downloaded: ${messageOf(error)}`, {
    hint: error.hint,
    state: 'What has arrived is kept.',
    cause: error,
  })

/** Like Promise.all, with at most `width` items at a time. The first failure stops the others, which are awaited. */
const inOrder = async <Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
  stop: AbortController,
): Promise<readonly Result[]> => {
  const results: Result[] = []
  const queue = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1])
  }
  const workers = Array.from({ length: width }, worker)
  try {
    await Promise.all(workers)
  } catch (error) {
    stop.abort()
    await Promise.allSettled(workers)
    throw error
  }
  return results
}
