import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Forward, MachineSpec, Share } from '../machines/machine.ts'
import { type CommandLine, parseCommandLine } from './flags.ts'
import { CommandError } from './command-error.ts'
import { readProfile } from './profile.ts'
import { type Setting, type Settings, settingsIn } from './settings.ts'
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

export const readInvocation = async (words: readonly string[], env: Environment): Promise<Invocation> => {
  const home = env['HOME'] ?? homedir()
  const folder = env['BOOT2DOCKER_DIR'] ?? join(home, '.boot2docker')
  const profile = env['BOOT2DOCKER_PROFILE'] ?? join(folder, 'profile')
  const known = settingsIn({ folder, home })
  const line = parseCommandLine(words, known)
  const { settings, unknown } = await readProfile(profile, known)
  // By construction: every name once.
  const defaults = Object.fromEntries(known.map(({ name, fallback }) => [name, fallback])) as unknown as Settings
  const config = { ...defaults, ...settings, ...line.settings, profile, known }
  check(config)
  return {
    ...line,
    config: { ...config, SerialFile: config.SerialFile === '' ? join(folder, `${config.VM}.sock`) : config.SerialFile },
    notes: [
      ...line.idle.map((flag) => `Note: ${flag} has no effect with QEMU.`),
      ...unknown.map((name) => `Note: “${name}” in ${profile} is unknown and has no effect.`),
    ],
  }
}

const check = (config: Config): void => {
  if (config.Driver !== 'qemu') {
    throw new CommandError(`unable to find driver "${config.Driver}"`, {
      hint: 'Leave --driver out: this boot2docker has one driver, qemu.',
    })
  }
  if (!/^[\w.-]{1,64}$/.test(config.VM))
    throw new CommandError(`invalid machine name ${quote(config.VM)}`, {
      hint: 'Use letters, digits, “.”, “_” and “-”.',
    })
}

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
