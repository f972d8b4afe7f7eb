import { RunnerError } from '../errors.ts'
import { isShortLived } from './archives.ts'
import { type Alternative, field, parseDependencies, type Stanza } from './control.ts'
import { DownloadError } from './failures.ts'
import {
  type IndexPlace,
  lockedFrom,
  type Offer,
  otherSuites,
  readIndex,
  type Suite,
  suites,
  testing,
} from './indexes.ts'
import { type LockedPackage, spell } from './lock.ts'
import { compareVersions } from './version.ts'

/** Finds a replacement for a package that the pool no longer has. Reads each index once. */
export class NewerPackages {
  readonly #place: IndexPlace
  readonly #lock: readonly LockedPackage[]
  readonly #read = new Map<string, Promise<readonly Offer[]>>()

  constructor(place: IndexPlace, lock: readonly LockedPackage[]) {
    this.#place = place
    this.#lock = lock
  }

  /**
   * The newest package of the same name and architecture in a signed index that fits the others of the lock; from the
   * older Debian only when an index is incomplete. RunnerError('broken') when there is none, 'blocked' for a full disk.
   */
  async find(wanted: LockedPackage): Promise<LockedPackage> {
    const reasons: string[] = []
    const found = isShortLived(wanted.path)
      ? await this.#best([testing], wanted, reasons)
      : ((await this.#best(suites, wanted, reasons)) ?? (await this.#olderDebian(wanted, reasons)))
    if (found !== undefined) return lockedFrom(found, wanted.parts)
    const why =
      reasons.length === 0 ? 'No suite has one that fits.' : `The indexes are incomplete (${reasons.join('; ')}).`
    const what = `Debian no longer has ${spell(wanted)}, and no other version could be found`
    throw new RunnerError('broken', `${what}. ${why}`, { hint: 'npx shipshape lab build' })
  }

  #olderDebian(wanted: LockedPackage, reasons: string[]): Promise<Offer | undefined> {
    return reasons.length === 0 ? Promise.resolve(undefined) : this.#best(otherSuites, wanted, reasons)
  }

  async #best(group: readonly Suite[], wanted: LockedPackage, reasons: string[]): Promise<Offer | undefined> {
    const offers = (await Promise.all(group.map((suite) => this.#offersOf(suite, wanted, reasons)))).flat()
    const fits = fitting(this.#neighboursOf(wanted), offers, group === otherSuites)
    return offers
      .filter(({ stanza }) => field(stanza, 'Package') === wanted.name && fits(stanza))
      .sort((a, b) => compareVersions(field(b.stanza, 'Version'), field(a.stanza, 'Version')))[0]
  }

  async #offersOf(suite: Suite, wanted: LockedPackage, reasons: string[]): Promise<readonly Offer[]> {
    try {
      return await this.#index(suite, wanted)
    } catch (error) {
      this.#place.signal.throwIfAborted()
      if (!(error instanceof RunnerError && error.code === 'broken')) throw error
      reasons.push(`${suite.name}: ${briefly(error)}`)
      return []
    }
  }

  /** Packages for `all` are listed with every architecture; the lists of amd64 always exist. */
  #index(suite: Suite, { architecture }: LockedPackage): Promise<readonly Offer[]> {
    const listed = architecture === 'all' ? 'amd64' : architecture
    const key = `${suite.name} ${listed}`
    const known = this.#read.get(key) ?? readIndex(suite, listed, this.#place)
    this.#read.set(key, known)
    return known
  }

  /** The other packages of its parts. */
  #neighboursOf({ parts }: LockedPackage): Neighbours {
    const same = this.#lock.filter((each) => each.parts.some((part) => parts.includes(part)))
    return new Map(same.map(({ name, version }) => [name, version]))
  }
}

/** The addresses of a suite usually fail for the same reason, so only the last one is reported. */
const briefly = (error: RunnerError): string =>
  error instanceof DownloadError ? (error.failures.at(-1)?.reason ?? error.message) : error.message.replace(/\.$/, '')

/** Versions by name. */
type Neighbours = ReadonlyMap<string, string>

/**
 * Whether a package's dependencies are satisfied. A package that is not in the lock counts as deliberately left out;
 * of another Debian release it may be something that the lock has under another name.
 */
const fitting =
  (there: Neighbours, offers: readonly Offer[], isStrict: boolean) =>
  (stanza: Stanza): boolean => {
    const holds = (one: Alternative): boolean => {
      const locked = there.get(one.name)
      if (locked === undefined) return false
      return [locked, ...siblings(offers, one, stanza)].some((version) => satisfies(one, version))
    }
    const groups = ['Pre-Depends', 'Depends'].flatMap((name) => parseDependencies(field(stanza, name)))
    return groups.every((group) => group.some(holds) || (!isStrict && !group.some(({ name }) => there.has(name))))
  }

/** Packages of one source leave the pool together, so the others of it are replaced as well. */
const siblings = (offers: readonly Offer[], { name }: Alternative, of: Stanza): readonly string[] =>
  offers
    .map((offer) => offer.stanza)
    .filter((each) => field(each, 'Package') === name && sourceOf(each) === sourceOf(of))
    .map((each) => field(each, 'Version'))

/** The name without the version that a rebuild has: `Source: glibc (2.41-12)`. */
const sourceOf = (stanza: Stanza): string => (field(stanza, 'Source') || field(stanza, 'Package')).replace(/ .*/, '')

const satisfies = ({ relation, version }: Alternative, has: string): boolean => {
  if (relation === undefined || version === undefined) return true
  const order = compareVersions(has, version)
  switch (relation) {
    case '<<':
      return order < 0
    case '<=':
      return order <= 0
    case '=':
      return order === 0
    case '>=':
      return order >= 0
    default:
      return order > 0
  }
}
