import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { addressesOf, type ArchiveName, type Archives } from './archives.ts'
import { field, parseStanzas, type Stanza } from './control.ts'
import { download } from './download.ts'
import type { Get } from './http.ts'
import type { LockedPackage, PackageArchitecture } from './lock.ts'
import { type PublicKey, signedText } from './signatures.ts'
import { unpackXz } from './xz.ts'

export interface Suite {
  readonly archive: ArchiveName
  readonly name: string
}

/** Debian 13 with its point releases, its updates and its security updates. */
export const suites: readonly Suite[] = [
  { archive: 'debian', name: 'trixie' },
  { archive: 'debian', name: 'trixie-updates' },
  { archive: 'debian-security', name: 'trixie-security' },
]

/** Asked when an index above is not whole. */
export const otherSuites: readonly Suite[] = [
  { archive: 'debian', name: 'bookworm' },
  { archive: 'debian-security', name: 'bookworm-security' },
]

export interface IndexPlace {
  /** The folder of downloads. */
  readonly folder: string
  readonly archives: Archives
  readonly get: Get
  readonly signal: AbortSignal
  readonly now?: () => Date
  /** Whose signatures are believed; Debian's own when left out. */
  readonly keys?: readonly PublicKey[]
  readonly onBytes?: (done: number, total: number | undefined) => void
}

/** A package as a signed index describes it. */
export interface Offer {
  readonly stanza: Stanza
  readonly archive: ArchiveName
}

/**
 * What a suite offers of an architecture, by its signed index (Debian's RepositoryFormat: InRelease names the checksum
 * of each list). RunnerError('broken') when the signature, the date or the list is not right.
 */
export const readIndex = async (suite: Suite, architecture: PackageArchitecture, place: IndexPlace): Promise<readonly Offer[]> => {
  const { sums, byHash } = await readRelease(suite, place)
  const name = `main/binary-${architecture}/Packages.xz`
  const sum = sums.get(name)
  if (sum === undefined) return []
  const base = `${suite.archive}/dists/${suite.name}`
  const hashed = `${base}/main/binary-${architecture}/by-hash/SHA256/${sum.sha256}`
  const paths = [...(byHash ? [hashed] : []), `${base}/${name}`]
  const to = join(place.folder, sum.sha256)
  await mkdir(place.folder, { recursive: true })
  const { archives, get, signal, onBytes = () => undefined } = place
  await download({ urls: paths.flatMap((path) => addressesOf(archives, path)), ...sum, to, get, signal, onBytes })
  const text = await unpackXz(await readFile(to))
  return parseStanzas(text.toString()).map((stanza) => ({ stanza, archive: suite.archive }))
}

interface Release {
  readonly sums: ReadonlyMap<string, { readonly sha256: string; readonly size: number }>
  readonly byHash: boolean
}

const readRelease = async (suite: Suite, place: IndexPlace): Promise<Release> => {
  const path = `${suite.archive}/dists/${suite.name}/InRelease`
  const text = await signedText(await fetchText(addressesOf(place.archives, path), place), path, place.keys)
  const [stanza] = parseStanzas(text)
  if (stanza === undefined) throw new RunnerError('broken', `${path} is empty.`, { hint: 'Try another mirror: sudo apt edit-sources' })
  checkDate(stanza, path, place)
  return { sums: parseSums(field(stanza, 'SHA256')), byHash: field(stanza, 'Acquire-By-Hash') === 'yes' }
}

const fetchText = async (urls: readonly string[], { get, signal }: IndexPlace): Promise<string> => {
  const reasons: string[] = []
  for (const url of urls) {
    try {
      const response = await get(url, { signal })
      if (response.ok) return await response.text()
      reasons.push(`${url} answered ${response.status}`)
    } catch {
      signal.throwIfAborted()
      reasons.push(`${url} is unreachable`)
    }
  }
  throw new RunnerError('broken', `${reasons.join('; ')}.`, { hint: 'Check whether this computer is online, then try again.' })
}

/** A mirror could hold back updates by serving an old index for ever; “Valid-Until” ends that. */
const checkDate = (stanza: Stanza, path: string, { archives, now = () => new Date() }: IndexPlace): void => {
  const until = field(stanza, 'Valid-Until')
  if (!archives.checkValidUntil || until === '' || new Date(until) > now()) return
  throw new RunnerError('broken', `${path} was valid until ${until}: the mirror is out of date.`, { hint: 'Try another mirror: sudo apt edit-sources' })
}

const parseSums = (text: string): Release['sums'] =>
  new Map([...text.matchAll(/([0-9a-f]{64})\s+(\d+)\s+(\S+)/g)].map(([, sha256 = '', size, name = '']) => [name, { sha256, size: Number(size) }]))

/** The line of a lock for what an index offers. */
export const lockedFrom = ({ stanza, archive }: Offer, parts: readonly string[]): LockedPackage => ({
  name: field(stanza, 'Package'),
  version: field(stanza, 'Version'),
  // An index of one architecture lists packages of it and of `all`.
  architecture: field(stanza, 'Architecture') as PackageArchitecture,
  path: `${archive}/${field(stanza, 'Filename')}`,
  size: Number(field(stanza, 'Size')),
  sha256: field(stanza, 'SHA256'),
  parts,
})
