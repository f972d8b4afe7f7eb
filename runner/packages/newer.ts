import { messageOf, RunnerError } from '../errors.ts'
import { type Alternative, field, parseDependencies, type Stanza } from './control.ts'
import { type IndexPlace, lockedFrom, type Offer, otherSuites, readIndex, type Suite, suites } from './indexes.ts'
import { type LockedPackage, spell } from './lock.ts'
import { compareVersions } from './version.ts'

/** Finds what can be taken for a package that the pool no longer has. Indexes are read once. */
export class NewerPackages {
  readonly #place: IndexPlace
  readonly #lock: readonly LockedPackage[]
  readonly #read = new Map<string, Promise<readonly Offer[]>>()

  constructor(place: IndexPlace, lock: readonly LockedPackage[]) {
    this.#place = place
    this.#lock = lock
  }

  /**
   * The newest package of the same name and architecture, by a signed index, whose dependencies the lock satisfies;
   * from another suite when an index is not whole. RunnerError('broken') when there is none.
   */
  async find(wanted: LockedPackage): Promise<LockedPackage> {
    const reasons: string[] = []
    for (const group of [suites, otherSuites]) {
      const offers = (await Promise.all(group.map((suite) => this.#offersOf(suite, wanted, reasons)))).flat()
      const best = offers.sort((a, b) => compareVersions(field(b.stanza, 'Version'), field(a.stanza, 'Version')))[0]
      if (best !== undefined) return lockedFrom(best, wanted.parts)
    }
    const why = reasons.length === 0 ? 'no suite has one that fits' : [...new Set(reasons)].join(' ')
    throw new RunnerError('broken', `Debian no longer has ${spell(wanted)}, and no other version could be found: ${why}`, {
      hint: 'npx shipshape lab lock',
    })
  }

  async #offersOf(suite: Suite, wanted: LockedPackage, reasons: string[]): Promise<readonly Offer[]> {
    try {
      const offers = await this.#index(suite, wanted)
      return offers.filter(({ stanza }) => field(stanza, 'Package') === wanted.name && this.#fits(stanza, wanted))
    } catch (error) {
      this.#place.signal.throwIfAborted()
      if (!(error instanceof RunnerError)) throw error
      reasons.push(messageOf(error))
      return []
    }
  }

  /** Packages for `all` are listed with every architecture; amd64's lists are the ones that are never missing. */
  #index(suite: Suite, { architecture }: LockedPackage): Promise<readonly Offer[]> {
    const listed = architecture === 'all' ? 'amd64' : architecture
    const key = `${suite.name} ${listed}`
    const known = this.#read.get(key) ?? readIndex(suite, listed, this.#place)
    this.#read.set(key, known)
    return known
  }

  #fits(stanza: Stanza, wanted: LockedPackage): boolean {
    const there = new Map(this.#lock.filter(({ parts }) => parts.some((part) => wanted.parts.includes(part))).map(({ name, version }) => [name, version]))
    const groups = ['Pre-Depends', 'Depends'].flatMap((name) => parseDependencies(field(stanza, name)))
    return groups.every((group) => !group.some(({ name }) => there.has(name)) || group.some((one) => satisfies(one, there.get(one.name))))
  }
}

const satisfies = ({ relation, version }: Alternative, has: string | undefined): boolean => {
  if (has === undefined) return false
  if (relation === undefined || version === undefined) return true
  const order = compareVersions(has, version)
  const holds: Readonly<Record<string, boolean>> = { '<<': order < 0, '<=': order <= 0, '=': order === 0, '>=': order >= 0, '>>': order > 0 }
  return holds[relation] ?? false
}
