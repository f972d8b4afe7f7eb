import { mkdir } from 'node:fs/promises'
import { messageOf, RunnerError } from '../errors.ts'
import { findArchives } from './archives.ts'
import { type Closure, closureOf, offersOf, type Wanted } from './closure.ts'
import { field } from './control.ts'
import { openHttp } from './http.ts'
import { type IndexPlace, lockedFrom, type Offer, readIndex, suites } from './indexes.ts'
import type { LockedPackage, PackageArchitecture } from './lock.ts'
import { packagesFolder } from './store.ts'

/** What one part is made of, by names; the lock has the rest. */
export interface PartPackages extends Omit<Wanted, 'onTopOf'> {
  readonly part: string
  readonly architecture: Exclude<PackageArchitecture, 'all'>
  /** Also all packages that every Debian has: “Essential: yes” and “Priority: required” (Debian Policy 2.5, 3.8). */
  readonly isSystem?: boolean
  /** The part on which it stands: what that has is not taken again. */
  readonly onTopOf?: string
}

export interface Renewed {
  readonly packages: readonly LockedPackage[]
  /** What a person should know: an index that was not whole, so that the old lines were kept. */
  readonly notes: readonly string[]
}

export interface RenewOptions {
  readonly cache: string
  readonly old: readonly LockedPackage[]
  readonly signal: AbortSignal
  readonly onText: (text: string) => void
}

/**
 * Makes a lock of what the parts want from Debian's signed indexes as they are now. Where the index of an architecture
 * is not whole, the old lines are kept. RunnerError('broken') when a dependency cannot be satisfied, or when an
 * architecture has neither an index nor old lines.
 */
export const renewLock = async (parts: readonly PartPackages[], { cache, old, signal, onText }: RenewOptions): Promise<Renewed> => {
  const archives = await findArchives(signal)
  const http = openHttp({ connectMs: 10_000, silentMs: 30_000 }, archives.proxies)
  await mkdir(packagesFolder(cache), { recursive: true })
  const place: IndexPlace = { folder: packagesFolder(cache), archives, get: http.get, signal }
  const notes: string[] = []
  const chosen = new Map<string, readonly LockedPackage[]>()
  try {
    for (const architecture of new Set(parts.map((each) => each.architecture))) {
      onText(`Reading the indexes of ${architecture}`)
      const own = parts.filter((each) => each.architecture === architecture)
      const offers = await offersFor(architecture, place).catch((error: unknown) => keepOld(error, architecture, old, notes))
      for (const part of own) chosen.set(part.part, offers === undefined ? oldLines(old, part) : choose(part, offers, chosen))
    }
    return { packages: merge(chosen), notes }
  } finally {
    await http.close()
  }
}

const offersFor = async (architecture: PackageArchitecture, place: IndexPlace): Promise<readonly Offer[]> =>
  (await Promise.all(suites.map((suite) => readIndex(suite, architecture, place)))).flat()

const keepOld = (error: unknown, architecture: PackageArchitecture, old: readonly LockedPackage[], notes: string[]): undefined => {
  const isKept = old.some((each) => each.architecture === architecture)
  if (!(error instanceof RunnerError) || !isKept) throw error
  notes.push(`The index of ${architecture} is not whole, so its old lines were kept: ${messageOf(error)}`)
}

const oldLines = (old: readonly LockedPackage[], { part }: PartPackages): readonly LockedPackage[] => old.filter(({ parts }) => parts.includes(part))

const choose = (wanted: PartPackages, offers: readonly Offer[], before: ReadonlyMap<string, readonly LockedPackage[]>): readonly LockedPackage[] => {
  const origin = new Map(offers.map((offer) => [offer.stanza, offer.archive]))
  const known = offersOf(offers.map(({ stanza }) => stanza))
  const below = wanted.onTopOf === undefined ? [] : (before.get(wanted.onTopOf) ?? [])
  const system = wanted.isSystem === true ? [...known.packages].filter(([, stanza]) => isSystem(stanza)).map(([name]) => name) : []
  const closure = closureOf(known, { ...wanted, names: [...system, ...wanted.names], onTopOf: new Set(below.map(({ name }) => name)) })
  checkSatisfied(wanted, closure)
  return [...closure.packages.values()].map((stanza) => lockedFrom({ stanza, archive: origin.get(stanza) ?? 'debian' }, [wanted.part]))
}

const isSystem = (stanza: Offer['stanza']): boolean => field(stanza, 'Essential') === 'yes' || field(stanza, 'Priority') === 'required'

const checkSatisfied = ({ part }: PartPackages, { unsatisfied }: Closure): void => {
  if (unsatisfied.length === 0) return
  throw new RunnerError('broken', `Debian offers nothing for “${part}” that satisfies: ${unsatisfied.join('; ')}.`, { hint: 'Correct the names in the recipe.' })
}

/** A package that several parts want is one line. */
const merge = (chosen: ReadonlyMap<string, readonly LockedPackage[]>): readonly LockedPackage[] => {
  const lines = new Map<string, LockedPackage>()
  for (const one of [...chosen.values()].flat()) {
    const known = lines.get(one.sha256)
    lines.set(one.sha256, known === undefined ? one : { ...known, parts: [...known.parts, ...one.parts] })
  }
  return [...lines.values()]
}

/** What a new lock changes, a line each: `+ added`, `- removed`, `~ name old → new`. */
export const describeChanges = (old: readonly LockedPackage[], renewed: readonly LockedPackage[]): readonly string[] => {
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

const sameParts = (one: LockedPackage, other: LockedPackage): boolean => [...one.parts].sort().join() === [...other.parts].sort().join()
