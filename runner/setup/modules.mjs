import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './errors.mjs'
import { runLogged, stoppedBy } from './spawn.mjs'
import { during } from './say.mjs'
import { exitCodes } from './exit-codes.mjs'

/** In node_modules, so that it goes when they go. @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.shipshape')

/** Of everything that decides what `npm ci` puts there. @param {string} root */
const stampOf = (root) => {
  const { dependencies, devDependencies, overrides, allowScripts } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  hash.update(JSON.stringify([dependencies, devDependencies, overrides, allowScripts, process.platform, process.arch]))
  return hash.digest('hex')
}

/** @param {string} root */
export const nodeProgram = (root) => join(root, 'node_modules', '.bin', 'node')

/** @param {string} root */
export const modulesAreCurrent = (root) => {
  try {
    return readFileSync(stampFile(root), 'utf8') === stampOf(root) && existsSync(nodeProgram(root))
  } catch {
    return false // never finished
  }
}

/** What npm names when it does not reach its registry. */
const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/

/** @param {number} code @param {string} log @param {string} words */
const npmFailed = (code, log, words) => {
  const reason = unreachable.exec(words)?.[1]
  const what =
    reason === undefined
      ? `npm ci ended with exit code ${code}`
      : `npm cannot reach its registry (${reason}). The first start needs the network`
  return `${what} (all of it is in ${log}):\n${words}`
}

/**
 * Development's packages are installed as well: leaving them out saves 4 of 23 seconds, and `npm test` beside a running
 * site would then have to replace every package under it.
 *
 * npm's own installation runs on the computer's Node: the one in node_modules is being replaced meanwhile.
 * @param {{ root: string, log: string, places: readonly string[], env: import('./spawn.mjs').Environment }} options
 */
export const installModules = async ({ root, log, places, env }) => {
  const npm = env['npm_execpath']
  const [program, ...before] = npm === undefined ? ['npm'] : [process.execPath, npm]
  const args = [...before, 'ci', '--no-audit', '--no-fund', '--include=dev']
  await during('Installing the packages of package-lock.json (npm ci)', async () => {
    const { code, words } = await runLogged(program, args, { cwd: root, log, env: { ...env, PATH: places.join(':') } })
    if (stoppedBy() !== undefined)
      throw new SetupError('Stopped. npm ci begins again the next time.', 'npm ci', exitCodes.cancelled)
    if (code !== 0) throw new SetupError(npmFailed(code, log, words), 'npm ci')
  })
  if (!existsSync(nodeProgram(root)))
    throw new SetupError(
      'npm installed everything but Node 24: install scripts are switched off.',
      'npm ci --ignore-scripts=false',
    )
  writeFileSync(stampFile(root), stampOf(root))
}
