import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from './spawn.mjs'
import { parseDeb822, parseOneLine } from './sources.mjs'
import { guardMark, parseMadison } from './plan.mjs'

/** @param {string} file */
const readOr = (file) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Not every system has it.
    return ''
  }
}

/** The fields of os-release(5). @param {string} etc */
export const readSystem = (etc) => {
  const fields = new Map(
    readOr(join(etc, 'os-release'))
      .split('\n')
      .flatMap((line) => {
        const match = /^([A-Z_]+)="?([^"]*)"?$/.exec(line)
        return match?.[1] === undefined ? [] : [[match[1], match[2] ?? '']]
      }),
  )
  const ids = [fields.get('ID') ?? '', ...(fields.get('ID_LIKE') ?? '').split(' ')]
  return {
    id: fields.get('ID') ?? 'unknown',
    codename: fields.get('VERSION_CODENAME') ?? '',
    hasApt: ids.includes('debian') || ids.includes('ubuntu'),
  }
}

/** @param {string} etc */
const readSources = (etc) => {
  const folder = join(etc, 'apt/sources.list.d')
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  return [
    ...parseOneLine(readOr(join(etc, 'apt/sources.list'))),
    ...files.filter((file) => file.endsWith('.list')).flatMap((file) => parseOneLine(readOr(file))),
    ...files.filter((file) => file.endsWith('.sources')).flatMap((file) => parseDeb822(readOr(file))),
  ]
}

/**
 * What APT currently offers of these packages. Needs no root.
 * @param {readonly string[]} packages
 * @param {{ etc: string, env: import('./spawn.mjs').Environment }} environment
 * @returns {Promise<import('./plan.mjs').AptFacts>}
 */
export const readAptFacts = async (packages, { etc, env }) => {
  const { out } = await ask('apt-cache', ['madison', ...packages], { env })
  return { ...readSystem(etc), sources: readSources(etc), offers: parseMadison(out) }
}

/** Whether an interrupted installation left packages half installed. @param {import('./spawn.mjs').Environment} env */
export const isHalfDone = async (env) => (await ask('dpkg', ['--audit'], { env })).out !== ''

/** Whether a killed installation left its policy-rc.d behind. @param {string} guard */
export const guardIsLeft = (guard) => readOr(guard).includes(guardMark)
