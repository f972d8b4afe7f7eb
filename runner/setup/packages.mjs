import { createInterface } from 'node:readline/promises'
import { existsSync } from 'node:fs'
import { guardIsLeft, isHalfDone, readAptFacts, readSystem } from './apt.mjs'
import { SetupError } from './errors.mjs'
import { guessOffers, planPackages, repairLine, updateLine } from './plan.mjs'
import { asCommand, runAsRoot, wayToRoot } from './root.mjs'
import { standardError } from './say.mjs'
import { stoppedBy } from './spawn.mjs'
import { exitCodes } from './exit-codes.mjs'

/**
 * @typedef {import('./probe.mjs').Found} Found
 * @typedef {object} Environment  everything that set-up uses of the computer, so that tests can replace it
 * @property {import('./spawn.mjs').Environment} env
 * @property {string} etc
 * @property {string} guard  invoke-rc.d(8)'s policy layer
 * @property {readonly string[]} places  where programs are looked for
 * @property {NodeJS.Platform} platform
 * @property {number | undefined} uid
 * @property {boolean} isTerminal  there is a person to ask
 * @property {string} log
 * @property {string} root  the checkout
 * @property {string} memory  where versions are remembered
 * @property {string} lock
 * @property {import('./say.mjs').Output} [output]  standard error by default
 * @property {(question: string) => Promise<boolean>} [agree]  asks in the terminal; set-up's own question by default
 * @property {AbortSignal} [signal]  stops what is being installed
 */

/** @param {Environment} environment */
export const outputOf = ({ output }) => output ?? standardError

/** @param {Environment} environment */
const isStopped = ({ signal }) => stoppedBy() !== undefined || signal?.aborted === true

/** @param {Found} found */
const trouble = ({ program, state, version, path }) => {
  if (state === 'too-old')
    return `${program.names[0]} (version ${version} is here, ${program.least} or newer is needed)`
  return state === 'does-not-start' ? `${program.names[0]} (${path} does not start)` : program.names[0]
}

/** @param {readonly Found[]} missing */
export const announcement = (missing) => {
  const names = missing.map(trouble)
  const width = Math.max(...names.map((name) => name.length))
  return [
    'Missing on this computer:',
    ...missing.map(({ program }, at) => `  ${(names[at] ?? '').padEnd(width)}  ${program.why}`),
  ].join('\n')
}

const question = 'Install it now? [Y/n] '

/** @param {Environment} environment */
const agreed = ({ isTerminal, agree }) => (isTerminal ? (agree ?? askInTerminal)(question) : Promise.resolve(true))

/** @param {string} text */
const askInTerminal = async (text) => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  terminal.once('SIGINT', () => terminal.close())
  const left = new Promise((_, reject) =>
    terminal.once('close', () =>
      reject(
        new SetupError(
          { en: 'Stopped. Nothing was installed.', 'zh-cn': '已停止，没有安装任何东西。' },
          'npm start',
          exitCodes.cancelled,
        ),
      ),
    ),
  )
  const answer = await Promise.race([terminal.question(text), left])
  left.catch(() => undefined) // closing it now must not count as Ctrl-C
  terminal.close()
  return isYes(String(answer))
}

/** Return alone means yes. @param {string} answer */
export const isYes = (answer) => !/^\s*n/i.test(answer)

/** @param {readonly Found[]} missing @returns {readonly import('./plan.mjs').Wanted[]} */
const wantedPackages = (missing) =>
  missing.flatMap(({ program: { debian, least, services } }) =>
    debian === undefined
      ? []
      : [
          {
            packages: debian,
            ...(least === undefined ? {} : { least }),
            ...(services === undefined ? {} : { services }),
          },
        ],
  )

/**
 * @param {readonly string[]} lines
 * @param {Environment} environment
 * @param {readonly string[]} way
 * @param {import('./errors.mjs').Words} what
 */
const install = async (lines, environment, way, what) => {
  const { env, log, uid, signal } = environment
  await outputOf(environment).during(what, async () => {
    const { code, words } = await runAsRoot(way, lines, { env, log, signal })
    if (isStopped(environment)) throw stoppedInMiddle()
    if (code !== 0) throw new SetupError(managerFailed(code, log, words), asCommand(lines, uid))
  })
}

const stoppedInMiddle = () =>
  new SetupError(
    { en: 'Stopped. The next start finishes the installation.', 'zh-cn': '已停止。已开始的安装会在下次启动时完成。' },
    'npm start',
    exitCodes.cancelled,
  )

/** @param {number} code @param {string} log @param {string} words */
const managerFailed = (code, log, words) => ({
  en: `The package manager ended with exit code ${code} (all of it is in ${log}):\n${words}`,
  'zh-cn': `软件包管理器以退出码 ${code} 结束（完整输出见 ${log}）：\n${words}`,
})

/** @param {readonly import('./plan.mjs').Wanted[]} wanted @param {Environment} environment @param {boolean} mayGuess */
const linesFor = async (wanted, environment, mayGuess) => {
  const facts = await readAptFacts([...new Set(wanted.flatMap(({ packages }) => packages))], environment)
  const plan = planPackages(wanted, mayGuess ? guessOffers(wanted, facts) : facts, environment)
  if ('blocked' in plan) throw new SetupError(plan.blocked, 'npx shipshape doctor')
  return plan.lines
}

const needsRoot = {
  en: 'Installing it needs root, and there is no sudo without a password here.',
  'zh-cn': '安装需要 root 权限，而这里没有免密码的 sudo。',
}
const declined = { en: 'Nothing was installed.', 'zh-cn': '没有安装任何东西。' }

/** @param {readonly Found[]} missing @param {Environment} environment */
export const installWithApt = async (missing, environment) => {
  const { env, uid } = environment
  const wanted = wantedPackages(missing)
  const way = await wayToRoot(environment)
  const byHand = async () => asCommand([updateLine, ...(await linesFor(wanted, environment, true))], uid)
  if (way === undefined) throw new SetupError(needsRoot, await byHand())
  if (!(await agreed(environment))) throw new SetupError(declined, await byHand())
  const repair = (await isHalfDone(env)) ? [repairLine] : []
  await install([...repair, updateLine], environment, way, {
    en: 'Reading the package lists (apt-get update)',
    'zh-cn': '正在读取软件包列表（apt-get update）',
  })
  const lines = await linesFor(wanted, environment, false)
  for (const line of lines) outputOf(environment).say(`  ${line}`)
  await install(lines, environment, way, {
    en: 'Installing programs (apt-get install)',
    'zh-cn': '正在安装程序（apt-get install）',
  })
}

const finishingNeedsRoot = {
  en: 'An earlier installation was interrupted. Finishing it needs root.',
  'zh-cn': '这里有一次中断的安装，完成它需要 root 权限。',
}

/**
 * A killed installation has left its policy-rc.d, which prevents every package's services from starting. It is removed
 * even when no program is missing.
 * @param {Environment} environment
 */
export const finishInterrupted = async (environment) => {
  const { guard, uid } = environment
  if (!guardIsLeft(guard)) return
  const lines = [`rm -f ${guard}`, repairLine]
  const way = await wayToRoot(environment)
  if (way === undefined) throw new SetupError(finishingNeedsRoot, asCommand(lines, uid))
  await install(lines, environment, way, {
    en: 'Finishing an installation that was interrupted',
    'zh-cn': '正在完成之前中断的安装',
  })
}

const needsHomebrew = {
  en: 'Installing it needs Homebrew: https://brew.sh',
  'zh-cn': '安装需要 Homebrew：https://brew.sh',
}

/** @param {readonly Found[]} missing @param {Environment} environment */
export const installWithHomebrew = async (missing, environment) => {
  const formulas = [...new Set(missing.flatMap(({ program }) => program.homebrew ?? []))]
  const command = `brew install ${formulas.join(' ')}`
  if (formulas.length === 0) return
  if (!environment.places.some((place) => existsSync(`${place}/brew`))) throw new SetupError(needsHomebrew, command)
  if (!(await agreed(environment))) throw new SetupError(declined, command)
  outputOf(environment).say(`  ${command}`)
  await install([command], environment, ['/usr/bin/env'], {
    en: 'Installing programs (brew)',
    'zh-cn': '正在安装程序（brew）',
  })
}

/** @param {readonly Found[]} missing @param {Environment} environment */
export const installPrograms = async (missing, environment) => {
  outputOf(environment).say(announcement(missing))
  const system = readSystem(environment.etc)
  if (environment.platform === 'darwin') return installWithHomebrew(missing, environment)
  if (environment.platform === 'linux' && system.hasApt) return installWithApt(missing, environment)
  const packages = [...new Set(missing.flatMap(({ program }) => program.debian?.[0] ?? program.names[0]))]
  throw new SetupError(unknownSystem(`${system.id} on ${environment.platform}`, packages), 'npx shipshape doctor')
}

/** @param {string} system @param {readonly string[]} packages */
const unknownSystem = (system, packages) => ({
  en: `Set-up knows Debian, Ubuntu and Homebrew, not ${system}. Debian names these packages: ${packages.join(' ')}`,
  'zh-cn': `安装程序支持 Debian、Ubuntu 和 Homebrew，不支持 ${system}。这些软件包在 Debian 中的名称是：${packages.join(' ')}`,
})
