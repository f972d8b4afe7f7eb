import { CommandError } from './command-error.ts'
import { driverFlags, type Setting, type Settings, type SettingValue } from './settings.ts'
import { parseWord } from './values.ts'

export interface CommandLine {
  /** The parsed command line. */
  readonly settings: Partial<Settings>
  /** Flags that have no effect with QEMU. */
  readonly idle: readonly string[]
  readonly command: string
  readonly args: readonly string[]
  /** `--help` or `-h`. */
  readonly wantsHelp: boolean
}

interface Flag {
  readonly long: string
  readonly setting: Setting | undefined
}

/**
 * Reads a command line as pflag did, which the original used: flags anywhere, `--name=value`, `--name value`, `-m1024`,
 * `-m 1024`; a yes-or-no takes its value by `=` only. Everything after `ssh` belongs to ssh. Not by commander, which
 * knows neither `--dhcp=false` nor flags that go before a command and belong to all.
 */
export const parseCommandLine = (words: readonly string[], known: readonly Setting[]): CommandLine => {
  const settings: Record<string, SettingValue> = {}
  const idle: string[] = []
  const rest: string[] = []
  let wantsHelp = false
  const queue = [...words]
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') {
      rest.push(...queue.splice(0))
    } else if (word === '--help' || word === '-h') {
      wantsHelp = true
    } else if (word.startsWith('-') && word !== '-') {
      const { flag, value } = word.startsWith('--') ? longFlag(word, known) : shortFlag(word, known)
      take(flag, value ?? follower(flag, queue), settings, idle)
    } else {
      rest.push(word)
      if (word === 'ssh' && rest.length === 1) rest.push(...queue.splice(0))
    }
  }
  const [command = '', ...args] = rest
  return { settings, idle, command, args, wantsHelp }
}

const longFlag = (
  word: string,
  known: readonly Setting[],
): { readonly flag: Flag; readonly value: string | undefined } => {
  const [, long = '', , value] = /^--([^=]*)(=(.*))?$/s.exec(word) ?? []
  const setting = known.find((one) => one.flag === long)
  if (setting === undefined && !driverFlags.some(({ flag }) => flag === long)) throw unknown(`--${long}`)
  return { flag: { long, setting }, value }
}

const shortFlag = (
  word: string,
  known: readonly Setting[],
): { readonly flag: Flag; readonly value: string | undefined } => {
  const setting = known.find((one) => one.short === word[1])
  if (setting?.flag === undefined) throw unknown(word.slice(0, 2))
  const value = word.slice(2).replace(/^=/, '')
  return { flag: { long: setting.flag, setting }, value: value === '' ? undefined : value }
}

const follower = ({ long, setting }: Flag, queue: string[]): string => {
  if (setting?.kind === 'yes-or-no') return 'true'
  const value = queue.shift()
  if (value === undefined)
    throw new CommandError(`config error: flag needs an argument: --${long}`, { hint: 'boot2docker help' })
  return value
}

const unknown = (flag: string): CommandError =>
  new CommandError(`config error: unknown flag: ${flag}`, { hint: 'boot2docker help', usage: 'short' })

const take = ({ long, setting }: Flag, word: string, settings: Record<string, SettingValue>, idle: string[]): void => {
  if (setting === undefined || setting.isIdle === true) idle.push(`--${long}`)
  if (setting === undefined) return
  const value = parseWord(setting, word)
  const before = settings[setting.name]
  settings[setting.name] = typeof value === 'object' && typeof before === 'object' ? [...before, ...value] : value
}
