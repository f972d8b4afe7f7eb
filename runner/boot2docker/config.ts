import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { type Forward, machineName, type MachineSpec, type Share } from '../machines/machine.ts'
import { exitCodes } from '../setup/exit-codes.mjs'
import { type CommandLine, parseCommandLine } from './flags.ts'
import { CommandError } from './command-error.ts'
import { readProfile } from './profile.ts'
import { type Places, type Setting, type Settings, settingsIn } from './settings.ts'
import { prefixOf, printValue, quote } from './values.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The settings in effect: flags override the profile, the profile overrides the defaults. */
export interface Config extends Settings {
  readonly profile: string
  readonly known: readonly Setting[]
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
  const line = parseCommandLine(words, known)
  // By construction: every name once.
  const defaults = Object.fromEntries(known.map(({ name, fallback }) => [name, fallback])) as unknown as Settings
  const idle = line.idle.map((flag) => `Note: ${flag} has no effect with QEMU.`)
  if (line.wantsHelp || needNoProfile.includes(line.command))
    return { ...line, config: { ...defaults, ...line.settings, profile, known }, notes: idle }
  const { settings, notes } = await readProfile(profile, known)
  const config = { ...defaults, ...settings, ...line.settings, profile, known }
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

/** `--vbox-share DIR=NAME`; `disable` drops those before it. */
export const sharesOf = (config: Config): readonly Share[] =>
  config.Shares.reduce<readonly Share[]>((shares, word) => (word === 'disable' ? [] : [...shares, shareOf(word)]), [])

const shareOf = (word: string): Share => {
  const cut = word.lastIndexOf('=')
  const path = cut < 0 ? word : word.slice(0, cut)
  const name = cut < 0 ? (path.split('/').at(-1) ?? '') : word.slice(cut + 1)
  if (path.startsWith('/') && path !== '/' && /^[\w.-]{1,31}$/.test(name))
    return { name, path: path.replace(/\/+$/, '') }
  throw new CommandError(`cannot share ${quote(word)}`, { hint: 'boot2docker --vbox-share "$HOME/code=code" up' })
}

/** The machine that `init` makes. */
export const specOf = (config: Config): MachineSpec => ({
  name: config.VM,
  memoryMegabytes: atLeast(config.Memory, 256, '--memory'),
  cpus: Math.min(atLeast(config.CPUs, 1, '--cpus'), 32),
  diskMegabytes: atLeast(config.DiskSize, 1024, '--disksize'),
  shares: sharesOf(config),
  forwards: [
    forwardTo('ssh', config.SSHPort, 22),
    ...(config.DockerPort === 0 ? [] : [forwardTo('docker', config.DockerPort, 2376)]),
  ],
  hostOnly: hostOnlyOf(config),
})

const atLeast = (value: number, least: number, flag: string): number => {
  if (value >= least) return value
  throw new CommandError(`config error: invalid argument "${value}" for ${flag}: at least ${least} is needed`, {
    hint: 'boot2docker help',
  })
}

const forwardTo = (name: string, hostPort: number, guestPort: number): Forward => {
  if (hostPort >= 1 && hostPort <= 65_535)
    return { name, protocol: 'tcp', hostAddress: '127.0.0.1', hostPort, guestPort }
  throw new CommandError(`config error: invalid argument "${hostPort}" for --${name}port: not a port`, {
    hint: 'boot2docker help',
  })
}

const hostOnlyOf = ({ LowerIP, HostIP, NetMask }: Config): MachineSpec['hostOnly'] => {
  const prefix = prefixOf(NetMask) ?? 24
  if (networkOf(LowerIP, prefix) === networkOf(HostIP, prefix) && LowerIP !== HostIP)
    return { guest: LowerIP, host: HostIP, prefix }
  throw new CommandError(
    `config error: --lowerip ${LowerIP} and --hostip ${HostIP} are not two addresses of one network ${NetMask}`,
    { hint: 'boot2docker help' },
  )
}

const networkOf = (address: string, prefix: number): string =>
  address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
    .slice(0, prefix)
