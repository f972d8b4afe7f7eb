import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { access, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { siteIsCurrent } from '../../../runner/setup/site.mjs'

const root = join(import.meta.dirname, '../../..')
const sources = [
  'site',
  'playbooks',
  'public',
  'runner/core',
  'runner/protocol',
  'runner/contract',
  'runner/checks',
  'runner/by-hand',
  'runner/quote.ts',
  'runner/words',
  'runner/evidence',
  'runner/host',
  'runner/errors.ts',
  'package-lock.json',
]

const filesOf = async (source: string): Promise<readonly string[]> => {
  const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true }).catch(() => undefined)
  return (
    entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) ?? [
      join(root, source),
    ]
  )
}

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(sources.map(filesOf))).flat().sort())
    hash.update(file).update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

const build = async (folder: string): Promise<void> => {
  const making = `${folder}.${process.pid}`
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
  const options = ['build', '--config', 'site/astro.config.ts', '--outDir', making]
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), ...options], {
    cwd: root,
    env,
    maxBuffer: 16 * 1024 * 1024,
  })
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }))
}

/** The site as it is now, built; built once for all tests that want it, and not at all when `npm test` has built it. */
export const builtSite = async (): Promise<string> => {
  if (siteIsCurrent(root)) return join(root, 'dist')
  const folder = join(root, 'node_modules/.cache/shipshape-site', await fingerprint())
  const isThere = await access(folder).then(
    () => true,
    () => false,
  )
  if (!isThere) await build(folder)
  return folder
}
