import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { machineName } from '../machines/machine.ts'
import { exitCodes } from '../setup/exit-codes.mjs'
import { type CommandLine, parseCommandLine } from './flags.ts'
import { CommandError } from './command-error.ts'
import { readProfile } from './profile.ts'
import { type Places, type Setting, type Settings, settingsIn } from './settings.ts'
import { printValue, quote } from './values.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The settings in effect: flags override the profile, the profile overrides the defaults. */
export interface Config extends Settings {
  readonly profile: string
  readonly known: readonly Setting[]
  /** The settings of the command line alone. */
  readonly given: Partial<Settings>
}

export interface Invocation extends Omit<CommandLine, 'settings'> {
  readonly config: Config
  /** Notes to print. */
  readonly notes: readonly string[]
}

/** These describe the command itself, so they work whatever the profile says. */
const needNoProfile = ['', 'help', 'version']

export const readInvocation = async (words: readonly string[], env: Environment): Promise<Invocation> => {
  const places = placesIn(env)
  const profile = resolve(valueIn(env, 'BOOT2DOCKER_PROFILE') ?? join(places.folder, 'profile'))
  const known = settingsIn(places)
  const { settings: given, ...line } = parseCommandLine(words, known)
  // By construction: every name once.
  const defaults = Object.fromEntries(known.map(({ name, fallback }) => [name, fallback])) as unknown as Settings
  const idle = line.idle.map((flag) => `Note: ${flag} has no effect with QEMU.`)
  if (line.wantsHelp || needNoProfile.includes(line.command))
    return { ...line, config: { ...defaults, ...given, profile, known, given }, notes: idle }
  const { settings, notes } = await readProfile(profile, known)
  const config = { ...defaults, ...settings, ...given, profile, known, given }
  check(config)
  const SerialFile = config.SerialFile === '' ? join(places.folder, `${config.VM}.sock`) : config.SerialFile
  return { ...line, config: { ...config, Dir: resolve(config.Dir), SerialFile }, notes: [...idle, ...notes] }
}

/** An empty variable counts as unset, as in the original. */
const valueIn = (env: Environment, name: string): string | undefined => (env[name] === '' ? undefined : env[name])

const placesIn = (env: Environment): Places => {
  const home = resolve(valueIn(env, 'HOME') ?? userInfo().homedir)
  return { home, folder: resolve(valueIn(env, 'BOOT2DOCKER_DIR') ?? join(home, '.boot2docker')) }
}

const check = (config: Config): void => {
  if (config.Driver !== 'qemu') {
    throw new CommandError(`unable to find driver "${config.Driver}"`, {
      hint: 'Leave --driver out: this boot2docker has one driver, qemu.',
    })
  }
  if (!machineName.test(config.VM)) throw invalidName(config.VM)
  const odd = config.known.find(({ name }) => /[\0\r\n]/.test(String(config[name])))
  if (odd !== undefined)
    throw new CommandError(
      `config error: ${odd.name} is ${shown(String(config[odd.name]))}, which contains a line break or a NUL`,
      { hint: 'boot2docker help', exitCode: exitCodes.usage },
    )
}

const invalidName = (name: string): CommandError =>
  new CommandError(
    `invalid machine name ${shown(name)}: a name is 1 to 64 letters, digits, ".", "_" or "-", and begins with a ` +
      'letter or a digit',
    { hint: 'boot2docker --vm dev status', exitCode: exitCodes.usage },
  )

const shownChars = 80
const shown = (value: string): string => quote(value.length > shownChars ? `${value.slice(0, shownChars)}…` : value)

/** The output of `boot2docker config`, which can be redirected into the profile. */
export const printConfig = (config: Config): string => {
  const lines = config.known
    .filter(({ name }) => name !== 'Shares')
    .map((setting) => `${setting.name} = ${printValue(setting, config[setting.name])}`)
  const shares = `\n[DriverCfg]\n  [DriverCfg.qemu]\n    Shares = [${config.Shares.map(quote).join(', ')}]`
  return `# boot2docker profile filename: ${config.profile}\n${lines.join('\n')}\n${shares}\n`
}
