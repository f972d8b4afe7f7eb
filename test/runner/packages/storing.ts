import type { Archives } from '../../../runner/packages/archives.ts'
import type { Timeouts } from '../../../runner/packages/download.ts'
import type { LockedPackage } from '../../../runner/packages/lock.ts'
import { obtainPackages, type StoredPackage, type StoreOptions } from '../../../runner/packages/store.ts'

/** Tries again at once, but waits long for a busy computer. */
export const timeouts: Timeouts = { tries: 3, pauseMs: 1, stallMs: 10_000, stallBytes: 1000 }

/** Mirrors that have all archives below them. */
export const archivesAt = (...urls: readonly string[]): Archives => ({
  mirrors: {
    debian: urls.map((url) => `${url}/debian`),
    'debian-security': urls.map((url) => `${url}/debian-security`),
    'debian-snapshot': urls.map((url) => `${url}/debian-snapshot`),
  },
  proxies: {},
  checkValidUntil: true,
})

/** The files of packages by the paths under which a mirror has them. */
export const poolOf = (data: ReadonlyMap<LockedPackage, Buffer>): Map<string, Buffer> =>
  new Map([...data].map(([{ path }, file]) => [`/${path}`, file]))

export interface Obtained {
  readonly stored: readonly StoredPackage[]
  readonly notes: readonly string[]
  /** What was said of the progress: bytes that are there, and all. */
  readonly bytes: readonly (readonly [number, number])[]
}

export const obtaining = async (
  wanted: readonly LockedPackage[],
  cache: string,
  archives: Archives,
  more: Partial<StoreOptions> = {},
): Promise<Obtained> => {
  const notes: string[] = []
  const bytes: (readonly [number, number])[] = []
  const stored = await obtainPackages(wanted, {
    ...{ cache, archives, timeouts, lock: wanted, signal: new AbortController().signal },
    onBytes: (done, total) => bytes.push([done, total]),
    onNote: (text) => notes.push(text),
    ...more,
  })
  return { stored, notes, bytes }
}
