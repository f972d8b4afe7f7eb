import { backportsSource, hasBackports } from './sources.mjs'

/**
 * Which packages to install, from which suite, with which commands. Pure: APT's data is a parameter.
 *
 * @typedef {{ readonly package: string, readonly version: string, readonly suite: string }} Offer  a line of `apt-cache
 *   madison`
 * @typedef {object} AptFacts
 * @property {string} id  `ID` of os-release(5)
 * @property {string} codename  `VERSION_CODENAME` of os-release(5)
 * @property {readonly import('./sources.mjs').Source[]} sources
 * @property {readonly Offer[]} offers  of all the packages that may be wanted
 * @typedef {object} Wanted
 * @property {readonly [string, ...string[]]} packages  the best one first
 * @property {number} [least]
 * @property {readonly string[]} [services]
 * @typedef {{ readonly etc: string, readonly guard: string }} SystemFiles  `guard` is invoke-rc.d(8)'s policy layer
 * @typedef {{ readonly lines: readonly string[] } | { readonly blocked: string }} Plan  `lines` of shell, to be run as
 *   root
 * @typedef {{ package: string, suite: string | undefined, services: readonly string[] }} Choice
 */

export const guardMark = '# shipshape: nothing is started while packages are installed'
const apt = 'apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3'

/** The upstream version's first number: 10 of `1:10.0.2+ds-2`. @param {string} version */
export const majorVersion = (version) => Number.parseInt(version.replace(/^\d+:/, ''), 10)

/** @param {string} text  what `apt-cache madison` printed */
export const parseMadison = (text) =>
  text.split('\n').flatMap((line) => {
    const [name, version, origin] = line.split('|').map((field) => field.trim())
    const suite = /^\S+ ([^/\s]+)\/\S+ .*Packages$/.exec(origin ?? '')?.[1]
    return name && version && suite ? [{ package: name, version, suite }] : []
  })

/** @param {string} suite */
const isBackports = (suite) => suite.endsWith('-backports')

/**
 * @param {Wanted} wanted
 * @param {AptFacts} facts
 * @returns {Choice | undefined}
 */
const choose = (wanted, { offers }) => {
  const fits = offers.filter(
    (offer) => wanted.packages.includes(offer.package) && majorVersion(offer.version) >= (wanted.least ?? 0),
  )
  const ordinary = wanted.packages.find((name) =>
    fits.some((offer) => offer.package === name && !isBackports(offer.suite)),
  )
  const services = wanted.services ?? []
  if (ordinary !== undefined) return { package: ordinary, suite: undefined, services }
  const ported = fits[0]
  return ported && { package: ported.package, suite: ported.suite, services }
}

/** @param {readonly string[]} source @param {string} etc */
const writeSource = (source, etc) =>
  `printf '%s\\n' ${source.map((line) => `'${line}'`).join(' ')} > ${etc}/apt/sources.list.d/shipshape-backports.sources`

/** A suite whose backports are known to have a newer QEMU. */
const suitesWithNewQemu = ['bookworm']

/**
 * Until the lists of a new source are read, its offers are known for QEMU only.
 * @param {readonly Wanted[]} wanted @param {AptFacts} facts
 */
const withBackports = (wanted, facts) => {
  const missing = wanted.filter((one) => choose(one, facts) === undefined && one.least !== undefined)
  const canAdd = suitesWithNewQemu.includes(facts.codename) && !hasBackports(facts.sources, facts.codename)
  const source = missing.length > 0 && canAdd ? backportsSource(facts.sources, facts.codename) : undefined
  if (source === undefined) return { facts, source }
  const promised = missing.map((one) => ({
    package: one.packages[0],
    version: '10.0.2',
    suite: `${facts.codename}-backports`,
  }))
  return { facts: { ...facts, offers: [...facts.offers, ...promised] }, source }
}

/** Keeps a package's services from starting. @param {readonly string[]} services @param {string} guard */
const guarded = (services, guard) =>
  services.length === 0
    ? { before: [], after: [] }
    : {
        before: [
          `if [ ! -e ${guard} ]; then trap 'rm -f ${guard}' EXIT; printf '#!/bin/sh\\n${guardMark}\\nexit 101\\n' > ${guard}; chmod 755 ${guard}; fi`,
        ],
        after: [`if [ -d /run/systemd/system ]; then systemctl disable --quiet ${services.join(' ')} || true; fi`],
      }

/** @param {readonly Choice[]} choices */
const installLines = (choices) => {
  const suites = [...new Set(choices.map((choice) => choice.suite))]
  return suites.map((suite) => {
    const names = [...new Set(choices.filter((choice) => choice.suite === suite).map((choice) => choice.package))]
    return `${apt} install -y --no-install-recommends ${suite === undefined ? '' : `-t ${suite} `}${names.join(' ')}`
  })
}

/** @param {readonly Wanted[]} missing @param {AptFacts} facts */
const blockedText = (missing, { id, codename, offers }) => {
  const texts = missing.map(({ packages, least }) => {
    const best = offers.find((offer) => packages.includes(offer.package))
    return best === undefined
      ? `no package ${packages.join(' or ')}`
      : `${best.package} only in version ${best.version}, and ${least} or newer is needed`
  })
  return `${id} ${codename} offers ${texts.join('; ')}.`
}

/**
 * @param {readonly Wanted[]} wanted
 * @param {AptFacts} known
 * @param {SystemFiles} files
 * @returns {Plan}
 */
export const planPackages = (wanted, known, { etc, guard }) => {
  const { facts, source } = withBackports(wanted, known)
  const choices = wanted.map((one) => choose(one, facts))
  const missing = wanted.filter((_, at) => choices[at] === undefined)
  if (missing.length > 0) return { blocked: blockedText(missing, facts) }
  const chosen = choices.flatMap((choice) => choice ?? [])
  const { before, after } = guarded([...new Set(chosen.flatMap((choice) => choice.services))], guard)
  return {
    lines: [
      ...(source === undefined ? [] : [writeSource(source, etc), updateLine]),
      ...before,
      ...installLines(chosen),
      ...after,
    ],
  }
}

export const updateLine = `${apt} update`
/** An interrupted installation leaves packages half configured, and APT refuses to continue until they are finished. */
export const repairLine = 'dpkg --configure -a'

/**
 * The likely offers when APT has no lists yet: for the command that is shown to the reader.
 * @param {readonly Wanted[]} wanted
 * @param {AptFacts} facts
 * @returns {AptFacts}
 */
export const guessOffers = (wanted, facts) => {
  const isSplit = facts.id === 'debian' && facts.codename !== 'bookworm' // the Docker client is a package of its own
  const unknown = wanted.filter(
    ({ packages, least }) =>
      !facts.offers.some((offer) => packages.includes(offer.package)) && !(least && facts.codename === 'bookworm'),
  )
  const guesses = unknown.map(({ packages, least }) => ({
    package: (isSplit ? packages[0] : packages.at(-1)) ?? packages[0],
    version: String(least ?? 1),
    suite: facts.codename,
  }))
  return { ...facts, offers: [...facts.offers, ...guesses] }
}
