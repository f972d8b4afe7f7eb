import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupError } from './errors.mjs'
import { nodeProgram } from './modules.mjs'
import { runLogged, stoppedBy } from './spawn.mjs'
import { during } from './say.mjs'
import { exitCodes } from './exit-codes.mjs'

/** The inputs of the site build. */
const inputs = [
  ...['site', 'playbooks', 'public', 'package-lock.json', 'tsconfig.json'],
  ...[
    'runner/protocol',
    'runner/contract',
    'runner/core',
    'runner/checks',
    'runner/by-hand',
    'runner/words',
    'runner/evidence',
    'runner/host',
    'runner/guides',
    'runner/errors.ts',
    'runner/quote.ts',
  ],
]

/** @param {string} path @returns {readonly string[]} */
const filesUnder = (path) => {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { withFileTypes: true })
      .map((entry) => join(path, entry.name))
      .sort()
      .flatMap(filesUnder)
  } catch {
    return [path] // a file
  }
}

/** @param {string} root */
const hashInputs = (root) => {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => filesUnder(join(root, input)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Next to the site that it describes, but not served. @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.cache', 'shipshape', 'site')

/** Where it is built before it replaces the old site. @param {string} root */
const draftFolder = (root) => join(root, 'node_modules', '.cache', 'shipshape', 'site.draft')

/** @param {string} root */
export const siteIsCurrent = (root) => {
  try {
    return readFileSync(stampFile(root), 'utf8') === hashInputs(root) && existsSync(join(root, 'dist', 'index.html'))
  } catch {
    // Never built, or half built.
    return false
  }
}

/**
 * Builds the site when its inputs have changed. The stamp is computed before the build and written after it, so that a
 * change during the build, or an interruption, causes another build.
 * @param {{ root: string, log: string, env: import('./spawn.mjs').Environment }} options
 */
export const buildSite = async ({ root, log, env }) => {
  if (siteIsCurrent(root)) return
  const stamp = hashInputs(root)
  const [draft, dist] = [draftFolder(root), join(root, 'dist')]
  rmSync(draft, { recursive: true, force: true })
  await buildIn(draft, { root, log, env })
  rmSync(stampFile(root), { force: true })
  rmSync(dist, { recursive: true, force: true })
  renameSync(draft, dist)
  mkdirSync(dirname(stampFile(root)), { recursive: true })
  writeFileSync(stampFile(root), stamp)
}

/** @param {string} draft @param {Parameters<typeof buildSite>[0]} options */
const buildIn = async (draft, { root, log, env }) => {
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
  await during('Building the site', async () => {
    const { code, words } = await runLogged(
      nodeProgram(root),
      [astro, 'build', '--config', 'site/astro.config.ts', '--outDir', draft],
      { cwd: root, log, env },
    )
    if (stoppedBy() !== undefined)
      throw new SetupError('Stopped. The next start builds the site.', 'npm run build', exitCodes.cancelled)
    if (code !== 0)
      throw new SetupError(
        `The site did not build: exit code ${code} (all of it is in ${log}):\n${words}`,
        'npm run build',
        2,
      )
  })
}
