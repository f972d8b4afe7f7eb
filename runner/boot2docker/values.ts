import { isIPv4 } from 'node:net'
import { CommandError } from './command-error.ts'
import type { Setting, SettingValue } from './settings.ts'

const truths: Readonly<Record<string, boolean>> = { true: true, t: true, '1': true, false: false, f: false, '0': false }

/** Parses a flag's value; the error messages are those of pflag, which the original used. */
export const parseWord = (setting: Setting, word: string): SettingValue => {
  const refuse = (): CommandError =>
    new CommandError(`config error: invalid argument "${word}" for --${setting.flag ?? setting.name}`, {
      hint: 'boot2docker help',
    })
  switch (setting.kind) {
    case 'text':
      return word
    case 'list':
      return [word]
    case 'number':
      if (!/^\d{1,9}$/.test(word)) throw refuse()
      return Number(word)
    case 'yes-or-no': {
      const truth = truths[word.toLowerCase()]
      if (truth === undefined) throw refuse()
      return truth
    }
    case 'address':
      if (!isIPv4(word)) throw refuse()
      return word
    case 'netmask':
      if (prefixOf(word) === undefined) throw refuse()
      return word
  }
}

/** The prefix length of a netmask; undefined when it is not a netmask. */
export const prefixOf = (netmask: string): number | undefined => {
  if (!isIPv4(netmask)) return undefined
  const bits = netmask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
  return /^1+0*$/.test(bits) ? bits.indexOf('0') : undefined
}

export const quote = (text: string): string => JSON.stringify(text)

/** A value as TOML. */
export const printValue = (setting: Setting, value: SettingValue): string => {
  if (setting.kind === 'netmask') return `[${String(value).split('.').join(', ')}]`
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'object') return `[${value.map(quote).join(', ')}]`
  return String(value)
}
