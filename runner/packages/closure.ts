import { type Alternative, field, parseDependencies, type Stanza } from './control.ts'
import { compareVersions } from './version.ts'

/** What an archive offers for one architecture: the newest version of each package, and the provided names. */
export interface Offers {
  readonly packages: ReadonlyMap<string, Stanza>
  readonly providers: ReadonlyMap<string, readonly string[]>
}

/** Of several versions the newest is offered, as in apt. */
export const offersOf = (stanzas: readonly Stanza[]): Offers => {
  const packages = new Map<string, Stanza>()
  for (const stanza of stanzas) {
    const name = field(stanza, 'Package')
    const known = packages.get(name)
    if (known === undefined || isOlder(known, stanza)) packages.set(name, stanza)
  }
  const providers = new Map<string, string[]>()
  for (const [name, stanza] of packages) {
    for (const [provided] of parseDependencies(field(stanza, 'Provides'))) {
      if (provided !== undefined) providers.set(provided.name, [...(providers.get(provided.name) ?? []), name])
    }
  }
  return { packages, providers }
}

const isOlder = (one: Stanza, other: Stanza): boolean =>
  compareVersions(field(one, 'Version'), field(other, 'Version')) < 0

export interface Wanted {
  readonly names: readonly string[]
  /** Dependencies that are left out, because nothing of them would be used. */
  readonly without?: readonly string[]
  /** Already installed, in the part that this one is based on. */
  readonly onTopOf?: ReadonlySet<string>
}

export interface Closure {
  readonly packages: ReadonlyMap<string, Stanza>
  /** Dependencies that no package satisfies: `b | c, needed by a`. */
  readonly unsatisfied: readonly string[]
}

/**
 * The wanted packages with all dependencies (Depends and Pre-Depends), without recommendations. Of alternatives
 * the first one that is already chosen is taken, else the first that is offered.
 */
export const closureOf = (offers: Offers, { names, without = [], onTopOf = new Set() }: Wanted): Closure => {
  const chosen = new Map<string, Stanza>()
  const unsatisfied: string[] = []
  const skipped = new Set([...without, ...onTopOf])
  const has = (name: string): boolean => skipped.has(name) || chosen.has(name)
  const waiting: Wait[] = names.map((name) => ({ group: [{ name }], by: 'the recipe' }))
  for (const { group, by } of waiting) {
    const all = candidates(group, offers)
    if (all.some(has)) continue
    const name = all.find((each) => offers.packages.has(each))
    const stanza = name === undefined ? undefined : offers.packages.get(name)
    if (name === undefined || stanza === undefined) {
      unsatisfied.push(`${group.map((each) => each.name).join(' | ')}, needed by ${by}`)
      continue
    }
    chosen.set(name, stanza)
    waiting.push(...dependenciesOf(stanza).map((next) => ({ group: next, by: name })))
  }
  return { packages: chosen, unsatisfied }
}

interface Wait {
  readonly group: readonly Alternative[]
  readonly by: string
}

/** The packages of these names, in order, then those that provide one of them. */
const candidates = (group: readonly Alternative[], { providers }: Offers): readonly string[] => {
  const names = group.map(({ name }) => name)
  return [...names, ...names.flatMap((name) => providers.get(name) ?? [])]
}

const dependenciesOf = (stanza: Stanza): readonly (readonly Alternative[])[] =>
  ['Pre-Depends', 'Depends'].flatMap((name) => parseDependencies(field(stanza, name)))
