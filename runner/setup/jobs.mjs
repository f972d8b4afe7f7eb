/**
 * What each job needs, and its command on Node 24.
 *
 * @typedef {import('./programs.mjs').Use} Use
 * @typedef {object} Job
 * @property {ReadonlySet<Use>} uses  programs that are installed first; the job continues without unavailable ones
 * @property {boolean} lab  the lab is built first; the job continues without parts that cannot be built
 * @property {boolean} site  the site is built first
 * @property {readonly string[]} command  for Node 24, from the checkout's root
 */

const shipshape = 'runner/bin/shipshape.mjs'
/** @type {readonly Use[]} */
export const toRun = ['machine', 'image', 'client']

/** Parts of `npm test` that read source only. */
const sourceOnly = new Set(['check'])

/** Programs of all tests but those of the source. @type {readonly Use[]} */
const toTest = [...toRun, 'own-client']

/** Beyond what runs a guide. @type {Readonly<Record<string, readonly Use[]>>} */
const moreForTests = {
  browser: ['browser'],
  lab: ['browser', 'lab-tests'],
  long: ['lab-tests'],
  related: ['browser', 'lab-tests'],
}

/** @param {readonly string[]} args @returns {readonly Use[]} */
const usesOfTest = (args) => {
  const named = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--results')
  if (named.length > 0 && named.every((part) => sourceOnly.has(part))) return []
  const parts = named.length === 0 ? Object.keys(moreForTests) : named
  return [...new Set([...toTest, ...parts.flatMap((part) => moreForTests[part] ?? [])])]
}

/**
 * @param {string | undefined} name
 * @param {readonly string[]} args
 * @returns {Job | undefined}
 */
export const jobFor = (name, args) => {
  switch (name) {
    case 'start':
      // Reading needs neither programs nor the lab: the server prepares them in the background.
      return { uses: new Set(), lab: false, site: true, command: [shipshape, 'serve', ...args] }
    case 'verify':
      return { uses: new Set(toRun), lab: true, site: false, command: [shipshape, 'verify', ...args] }
    case 'test':
      return { uses: new Set(usesOfTest(args)), lab: false, site: false, command: ['test/run.ts', ...args] }
    case 'bench':
      // The timeline of a fresh clone measures set-up itself, in a separate clone.
      if (args.includes('--timeline'))
        return { uses: new Set(), lab: false, site: false, command: ['test/bench/main.ts', ...args] }
      return {
        uses: new Set([...toRun, 'comparison']),
        lab: true,
        site: false,
        command: ['test/bench/main.ts', ...args],
      }
    case 'mutation':
      return { uses: new Set(toRun), lab: true, site: false, command: ['test/mutation/main.ts', ...args] }
    default:
      return undefined
  }
}
