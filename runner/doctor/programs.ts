import { hasDownloadedBrowser } from '../setup/browser.mjs'
import { probePrograms, type Found } from '../setup/probe.mjs'
import { neededPrograms, programTable, type Use } from '../setup/programs.mjs'
import type { Finding } from './finding.ts'

/** Without these a guide cannot run; the others are for building and testing, and set-up installs them. */
const toRun: ReadonlySet<Use> = new Set<Use>(['machine', 'client'])
const shown: ReadonlySet<Use> = new Set<Use>(['machine', 'client', 'own-client', 'image', 'browser'])

export interface Where {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly places: readonly string[]
  readonly platform: NodeJS.Platform
}

const sawOf = ({ state, version, path, program }: Found): string => {
  switch (state) {
    case 'ok':
      return `${version === undefined || version === '' ? 'found' : version} (${path ?? ''})`
    case 'missing':
      return `not found; it ${program.why}`
    case 'too-old':
      return `${version ?? ''} is too old, ${program.least ?? 0} or newer is needed; it ${program.why}`
    case 'does-not-start':
      return `${path ?? ''} does not start; it ${program.why}`
  }
}

const toFinding = (found: Found, where: Where): Finding => {
  const { program, state } = found
  const [what] = program.names
  if (program.use === 'browser' && hasDownloadedBrowser(where))
    return { area: 'programs', what, state: 'ok', saw: 'Playwright’s own' }
  if (state === 'ok') return { area: 'programs', what, state, saw: sawOf(found) }
  const isNeeded = toRun.has(program.use)
  return {
    area: 'programs',
    what,
    state: isNeeded ? 'missing' : 'warning',
    saw: sawOf(found),
    fix: program.use === 'browser' ? 'npm test -- browser' : 'npm start',
  }
}

/** Starts every program of set-up's table; remembered results are not used. */
export const examinePrograms = async (where: Where): Promise<readonly Finding[]> => {
  const { places, platform } = where
  const found = await probePrograms(neededPrograms(shown, platform, programTable()), { places })
  return found.map((each) => toFinding(each, where))
}
