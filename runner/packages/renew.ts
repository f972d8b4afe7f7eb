import { messageOf, RunnerError } from '../errors.ts'
import { type Archives, archivesHere, isShortLived } from './archives.ts'
import { type Closure, closureOf, type Offers, offersOf, type Wanted } from './closure.ts'
import { field, type Stanza } from './control.ts'
import type { Timeouts } from './download.ts'
import { openHttp } from './http.ts'
import { type IndexPlace, lockedFrom, type Offer, readIndex, suites, testing } from './indexes.ts'
import { type LockedPackage, type PackageArchitecture, packagesOf } from './lock.ts'
import type { PublicKey } from './signatures.ts'
import { packagesFolder } from './store.ts'

/** The packages of one part, by name; the lock has the rest. */
export interface PartPackages extends Omit<Wanted, 'onTopOf'> {
  readonly part: string
  readonly architecture: Exclude<PackageArchitecture, 'all'>
  /** Includes the packages of every Debian: “Essential: yes” and “Priority: required” (Debian Policy 2.5, 3.8). */
  readonly isSystem?: boolean
  /** The part that it is based on, whose packages are not included again. */
  readonly onTopOf?: string
  /** Packages of Debian's testing release, in place of the stable one's. */
  readonly fromTesting?: readonly string[]
}

export interface Renewed {
  readonly packages: readonly LockedPackage[]
  /** Warnings: the old lines were kept, because an index was incomplete. */
  readonly notes: readonly string[]
}

export interface RenewOptions {
  readonly cache: string
  readonly old: readonly LockedPackage[]
  readonly signal: AbortSignal
  readonly onText: (text: string) => void
  /** As for obtaining packages (default: this computer's settings and Debian's own keys). */
  readonly archives?: Archives
  readonly keys?: readonly PublicKey[]
  readonly timeouts?: Timeouts
}

/**
 * Creates a lock of the parts' packages from Debian's current signed indexes. When the index of an architecture
 * is incomplete, the old lines of its parts are kept. RunnerError('broken') when a dependency cannot be satisfied, or
 * when a part has neither an index nor old lines.
 */
export const renewLock = async (parts: readonly PartPackages[], options: RenewOptions): Promise<Renewed> => {
  const { cache, old, signal, onText, keys, timeouts } = options
  const archives = options.archives ?? (await archivesHere())
  const http = openHttp({ connectMs: 10_000, silentMs: 30_000 }, archives.proxies)
  const given = { ...(keys === undefined ? {} : { keys }), ...(timeouts === undefined ? {} : { timeouts }) }
  const place: IndexPlace = { folder: packagesFolder(cache), archives, get: http.get, signal, ...given }
  const notes: string[] = []
  const chosen = new Map<string, readonly LockedPackage[]>()
  try {
    for (const architecture of new Set(parts.map((each) => each.architecture))) {
      onText(`Reading the indexes of ${architecture}`)
      const own = parts.filter((each) => each.architecture === architecture)
      const offers = await offersFor(architecture, place, own).catch((error: unknown) =>
        keepOld(error, own, old, notes),
      )
      for (const one of own) {
        chosen.set(one.part, offers === undefined ? packagesOf(old, one.part) : choose(one, offers, chosen))
      }
    }
    return { packages: merge(chosen), notes }
  } finally {
    await http.close()
  }
}

const offersFor = async (
  architecture: PackageArchitecture,
  place: IndexPlace,
  parts: readonly PartPackages[],
): Promise<readonly Offer[]> => {
  const newer = new Set(parts.flatMap(({ fromTesting = [] }) => fromTesting))
  const stable = await Promise.all(suites.map((suite) => readIndex(suite, architecture, place)))
  const tested = newer.size === 0 ? [] : await readIndex(testing, architecture, place)
  return [...stable.flat(), ...tested.filter(({ stanza }) => newer.has(field(stanza, 'Package')))]
}

const keepOld = (
  error: unknown,
  parts: readonly PartPackages[],
  old: readonly LockedPackage[],
  notes: string[],
): undefined => {
  const isKept = parts.every(({ part }) => packagesOf(old, part).length > 0)
  if (!(error instanceof RunnerError && error.code === 'broken') || !isKept) throw error
  const architecture = parts[0]?.architecture ?? ''
  notes.push(`The index of ${architecture} is incomplete, so its old lines were kept: ${messageOf(error)}`)
}

const choose = (
  { part, names, onTopOf, isSystem, without, fromTesting = [] }: PartPackages,
  all: readonly Offer[],
  before: ReadonlyMap<string, readonly LockedPackage[]>,
): readonly LockedPackage[] => {
  const offers = all.filter(
    (offer) => isShortLived(`${offer.archive}/`) === fromTesting.includes(field(offer.stanza, 'Package')),
  )
  const origin = new Map(offers.map((offer) => [offer.stanza, offer.archive]))
  const known = offersOf(offers.map(({ stanza }) => stanza))
  const below = onTopOf === undefined ? [] : (before.get(onTopOf) ?? [])
  const closure = closureOf(known, {
    names: [...(isSystem === true ? systemNames(known) : []), ...names],
    onTopOf: new Set(below.map(({ name }) => name)),
    ...(without === undefined ? {} : { without }),
  })
  checkSatisfied(part, closure)
  const archiveOf = (stanza: Stanza): string => origin.get(stanza) ?? 'debian'
  return [...closure.packages.values()].map((stanza) => lockedFrom({ stanza, archive: archiveOf(stanza) }, [part]))
}

const systemNames = ({ packages }: Offers): readonly string[] =>
  [...packages].filter(([, stanza]) => isOfEveryDebian(stanza)).map(([name]) => name)

const isOfEveryDebian = (stanza: Stanza): boolean =>
  field(stanza, 'Essential') === 'yes' || field(stanza, 'Priority') === 'required'

const checkSatisfied = (part: string, { unsatisfied }: Closure): void => {
  if (unsatisfied.length === 0) return
  throw new RunnerError('broken', `Debian has no packages for “${part}” that satisfy: ${unsatisfied.join('; ')}.`, {
    hint: 'Correct the names in the recipe.',
  })
}

/** A package that several parts use is one line. */
const merge = (chosen: ReadonlyMap<string, readonly LockedPackage[]>): readonly LockedPackage[] => {
  const lines = new Map<string, LockedPackage>()
  for (const one of [...chosen.values()].flat()) {
    const known = lines.get(one.sha256)
    lines.set(one.sha256, known === undefined ? one : { ...known, parts: [...known.parts, ...one.parts] })
  }
  return [...lines.values()]
}

/** The changes of a new lock, a line each: `+ added`, `- removed`, `~ name old → new`. */
export const describeChanges = (
  old: readonly LockedPackage[],
  renewed: readonly LockedPackage[],
): readonly string[] => {
  const key = ({ name, architecture }: LockedPackage): string => `${name} (${architecture})`
  const [before, after] = [old, renewed].map((list) => new Map(list.map((each) => [key(each), each])))
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort()
  return names.flatMap((name) => {
    const [was, is] = [before?.get(name), after?.get(name)]
    if (was === undefined) return [`+ ${name} ${is?.version ?? ''}`]
    if (is === undefined) return [`- ${name} ${was.version}`]
    if (was.version !== is.version) return [`~ ${name} ${was.version} → ${is.version}`]
    return sameParts(was, is) && was.sha256 === is.sha256 ? [] : [`~ ${name} ${is.version}: ${is.parts.join(', ')}`]
  })
}

const sameParts = (one: LockedPackage, other: LockedPackage): boolean =>
  [...one.parts].sort().join() === [...other.parts].sort().join()
