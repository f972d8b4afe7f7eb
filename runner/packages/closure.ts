import { type Alternative, field, parseDependencies, type Stanza } from './control.ts'
import { compareVersions } from './version.ts'

/** What an archive offers of one architecture: the newest version of each package, and who provides which name. */
export interface Offers {
  readonly packages: ReadonlyMap<string, Stanza>
  readonly providers: ReadonlyMap<string, readonly string[]>
}

/** Of several versions the newest is offered, as apt does. */
export const offersOf = (stanzas: readonly Stanza[]): Offers => {
  const packages = new Map<string, Stanza>()
  for (const stanza of stanzas) {
    const known = packages.get(field(stanza, 'Package'))
    if (known === undefined || compareVersions(field(known, 'Version'), field(stanza, 'Version')) < 0) packages.set(field(stanza, 'Package'), stanza)
  }
  const providers = new Map<string, string[]>()
  for (const [name, stanza] of packages) {
    for (const [provided] of parseDependencies(field(stanza, 'Provides'))) {
      if (provided !== undefined) providers.set(provided.name, [...(providers.get(provided.name) ?? []), name])
    }
  }
  return { packages, providers }
}

export interface Wanted {
  readonly names: readonly string[]
  /** What is not taken although something depends on it: nothing of it ends up in what is made. */
  readonly without?: readonly string[]
  /** There already, as on top of another part. */
  readonly onTopOf?: ReadonlySet<string>
}

export interface Closure {
  readonly packages: ReadonlyMap<string, Stanza>
  /** Dependencies that nothing offered satisfies: `b | c, needed by a`. */
  readonly unsatisfied: readonly string[]
}

/**
 * The wanted packages with all that they depend on (Depends and Pre-Depends), without recommendations. Of alternatives
 * the first one that is chosen already is taken, else the first that is offered.
 */
export const closureOf = ({ packages, providers }: Offers, { names, without = [], onTopOf = new Set() }: Wanted): Closure => {
  const chosen = new Map<string, Stanza>()
  const unsatisfied: string[] = []
  const skipped = new Set([...without, ...onTopOf])
  const has = (name: string): boolean => skipped.has(name) || chosen.has(name)
  const pick = (group: readonly Alternative[]): string | undefined => {
    const real = group.map(({ name }) => name)
    const all = [...real, ...real.flatMap((name) => providers.get(name) ?? [])]
    if (all.some(has)) return undefined
    return real.find((name) => packages.has(name)) ?? all.find((name) => packages.has(name))
  }
  const waiting: { readonly group: readonly Alternative[]; readonly by: string }[] = names.map((name) => ({ group: [{ name }], by: 'the recipe' }))
  for (const { group, by } of waiting) {
    const isThere = group.some(({ name }) => has(name) || (providers.get(name) ?? []).some(has))
    const name = isThere ? undefined : pick(group)
    const stanza = name === undefined ? undefined : packages.get(name)
    if (name !== undefined && stanza !== undefined) {
      chosen.set(name, stanza)
      waiting.push(...dependenciesOf(stanza).map((next) => ({ group: next, by: name })))
    } else if (!isThere) {
      unsatisfied.push(`${group.map((each) => each.name).join(' | ')}, needed by ${by}`)
    }
  }
  return { packages: chosen, unsatisfied }
}

const dependenciesOf = (stanza: Stanza): readonly (readonly Alternative[])[] =>
  ['Pre-Depends', 'Depends'].flatMap((name) => parseDependencies(field(stanza, name)))
