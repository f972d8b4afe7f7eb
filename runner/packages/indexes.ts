import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, RunnerError } from '../errors.ts'
import { addressesOf, type ArchiveName, type Archives } from './archives.ts'
import { field, parseStanzas, type Stanza } from './control.ts'
import { download, type Timeouts } from './download.ts'
import { type Get, piecesOf } from './http.ts'
import type { Response } from 'undici'
import type { LockedPackage, PackageArchitecture } from './lock.ts'
import { type PublicKey, signedText } from './signatures.ts'
import { unpackXz } from './xz.ts'

export interface Suite {
  readonly archive: 'debian' | 'debian-security'
  readonly name: string
  /** Its packages leave the mirrors soon, so that the lock also names the day's snapshot. */
  readonly isShortLived?: true
}

/** Debian 13 with its point releases, its updates and its security updates. */
export const suites: readonly Suite[] = [
  { archive: 'debian', name: 'trixie' },
  { archive: 'debian', name: 'trixie-updates' },
  { archive: 'debian-security', name: 'trixie-security' },
]

/** Debian's testing release, for the few packages that a part asks for by name. */
export const testing: Suite = { archive: 'debian', name: 'forky', isShortLived: true }

/** Debian 12, used when an index above is incomplete. */
export const otherSuites: readonly Suite[] = [
  { archive: 'debian', name: 'bookworm' },
  { archive: 'debian-security', name: 'bookworm-security' },
]

export interface IndexPlace {
  /** The download folder. */
  readonly folder: string
  readonly archives: Archives
  readonly get: Get
  readonly signal: AbortSignal
  readonly now?: () => Date
  /** The trusted keys (default: Debian's own). */
  readonly keys?: readonly PublicKey[]
  readonly timeouts?: Timeouts
}

/** A package, as in a signed index. */
export interface Offer {
  readonly stanza: Stanza
  /** The beginning of its path in the lock: `debian`, `debian-snapshot/20261030T080801Z`. */
  readonly archive: string
}

/**
 * The packages of a suite for an architecture, from its signed index (Debian's RepositoryFormat: InRelease has the
 * checksum of each list); empty when it has none for that architecture. RunnerError('broken') when no mirror has an
 * index with a
 * valid signature, date and list.
 */
export const readIndex = async (
  suite: Suite,
  architecture: PackageArchitecture,
  place: IndexPlace,
): Promise<readonly Offer[]> => {
  const { sums, byHash, date } = await readRelease(suite, place)
  const name = `main/binary-${architecture}/Packages.xz`
  const sum = sums.get(name)
  if (sum === undefined) return []
  const archive = suite.isShortLived === true ? snapshotOf(suite, date) : suite.archive
  const base = `${suite.archive}/dists/${suite.name}`
  const hashed = `${base}/main/binary-${architecture}/by-hash/SHA256/${sum.sha256}`
  const paths = [...(byHash ? [hashed] : []), `${base}/${name}`]
  // The name includes suite and architecture: empty lists have equal checksums, and several are read at once.
  const to = join(place.folder, `${suite.name}-${architecture}-${sum.sha256}`)
  await downloadList(paths, sum, to, place)
  const text = await unpackXz(await readFile(to))
  return parseStanzas(text.toString())
    .filter(isWhole)
    .map((stanza) => ({ stanza, archive }))
}

/** The index's own time; https://snapshot.debian.org/ serves the archive as it was then. */
const snapshotOf = ({ name }: Suite, date: string): string => {
  const time = new Date(date)
  if (Number.isNaN(time.getTime())) throw indexError(`The index of ${name} has no valid date: “${date}”.`)
  return `${'debian-snapshot' satisfies ArchiveName}/${time.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
}

interface Sum {
  readonly sha256: string
  readonly size: number
}

const downloadList = async (paths: readonly string[], sum: Sum, to: string, place: IndexPlace): Promise<void> => {
  const { archives, folder, get, signal, timeouts } = place
  await mkdir(folder, { recursive: true })
  const urls = paths.flatMap((path) => addressesOf(archives, path))
  const rest = { get, signal, onBytes: () => undefined, ...(timeouts === undefined ? {} : { timeouts }) }
  await download({ urls, ...sum, to, ...rest })
}

/** The fields that a line of a lock needs. */
const isWhole = (stanza: Stanza): boolean =>
  /^[0-9a-f]{64}$/.test(field(stanza, 'SHA256')) &&
  /^\d+$/.test(field(stanza, 'Size')) &&
  ['Package', 'Version', 'Filename'].every((name) => /^\S+$/.test(field(stanza, name))) &&
  !field(stanza, 'Filename').split('/').includes('..')

interface Release {
  readonly sums: ReadonlyMap<string, Sum>
  readonly byHash: boolean
  /** When it was made, as RFC 2822 has it. */
  readonly date: string
}

/** From the first mirror with a valid one. */
const readRelease = async (suite: Suite, place: IndexPlace): Promise<Release> => {
  const reasons: string[] = []
  for (const url of addressesOf(place.archives, `${suite.archive}/dists/${suite.name}/InRelease`)) {
    try {
      return await releaseAt(url, place)
    } catch (error) {
      place.signal.throwIfAborted()
      if (!(error instanceof RunnerError)) throw error
      reasons.push(messageOf(error))
    }
  }
  throw indexError(reasons.join(' '))
}

const indexError = (message: string, cause?: unknown): RunnerError =>
  new RunnerError('broken', message, { hint: 'Try another mirror: sudo apt edit-sources', cause })

const releaseAt = async (url: string, place: IndexPlace): Promise<Release> => {
  const [stanza] = parseStanzas(await signedText(await fetchText(url, place), url, place.keys))
  if (stanza === undefined) throw indexError(`${url} is empty.`)
  checkDate(stanza, url, place)
  const [sums, date] = [parseSums(field(stanza, 'SHA256')), field(stanza, 'Date')]
  return { sums, byHash: field(stanza, 'Acquire-By-Hash') === 'yes', date }
}

/** The largest of Debian's has 200 kB. */
const limits = { bytes: 4 << 20, milliseconds: 30_000 }

const fetchText = async (url: string, { get, signal, timeouts }: IndexPlace): Promise<string> => {
  const deadline = AbortSignal.timeout(timeouts?.stallMs ?? limits.milliseconds)
  const response = await get(url, { signal: AbortSignal.any([signal, deadline]) }).catch((cause: unknown) => {
    throw indexError(`${url} is unreachable.`, cause)
  })
  if (!response.ok) throw indexError(`${url} answered ${response.status}.`)
  return textOf(response).catch((cause: unknown) => {
    throw indexError(`${url} could not be read: ${deadline.aborted ? 'it is too slow' : messageOf(cause)}.`, cause)
  })
}

const textOf = async (response: Response): Promise<string> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of piecesOf(response)) {
    bytes += piece.length
    if (bytes > limits.bytes) throw new Error(`it has more than ${limits.bytes} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

/** “Valid-Until” prevents a mirror from hiding updates by serving an old index forever. */
const checkDate = (stanza: Stanza, url: string, { archives, now = () => new Date() }: IndexPlace): void => {
  const until = field(stanza, 'Valid-Until')
  if (!archives.checkValidUntil || until === '' || new Date(until) > now()) return
  throw indexError(`${url} was valid until ${until}: the mirror is out of date.`)
}

const parseSums = (text: string): Release['sums'] => {
  const rows = [...text.matchAll(/([0-9a-f]{64})\s+(\d+)\s+(\S+)/g)]
  return new Map(rows.map(([, sha256 = '', size, name = '']) => [name, { sha256, size: Number(size) }]))
}

/** The line of a lock for a package of an index. */
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
