import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { messageOf } from '../errors.ts'
import { quote } from '../quote.ts'
import { CommandError } from './command-error.ts'
import type { Setting, Settings } from './settings.ts'
import { prefixOf } from './values.ts'

export interface Profile {
  readonly settings: Partial<Settings>
  /** Notes to print: about settings without effect, and about unknown ones, which may be typing errors. */
  readonly notes: readonly string[]
}

const schemas = {
  text: z.string(),
  number: z.number().int().min(0),
  'yes-or-no': z.boolean(),
  address: z.ipv4(),
  netmask: z
    .array(z.number())
    .length(4)
    .transform((parts) => parts.join('.'))
    .refine((mask) => prefixOf(mask) !== undefined),
  list: z.array(z.string()),
} as const

/** Reads the profile; empty when there is none. `Shares` is where the original has its driver's settings. */
export const readProfile = async (path: string, known: readonly Setting[]): Promise<Profile> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw new CommandError(`config error: ${messageOf(error)}`, { hint: `ls -l ${quote(path)}` })
  })
  if (text.trim() === '') return { settings: {}, notes: [] }
  const { parse } = await import('smol-toml')
  return pick(parseToml(parse, text, path), known, path)
}

const parseToml = (
  parse: (text: string) => Record<string, unknown>,
  text: string,
  path: string,
): Readonly<Record<string, unknown>> => {
  try {
    const { DriverCfg, ...settings } = parse(text)
    const shares = z.object({ qemu: z.object({ Shares: z.unknown() }) }).safeParse(DriverCfg)
    return shares.success ? { ...settings, Shares: shares.data.qemu.Shares } : settings
  } catch (cause) {
    const where = cause instanceof Error ? cause.message.split('\n')[0] : ''
    throw new CommandError(`config error: the profile ${path} is not TOML: ${where ?? ''}`, {
      hint: `\${EDITOR:-vi} ${quote(path)}`,
      cause,
    })
  }
}

const pick = (found: Readonly<Record<string, unknown>>, known: readonly Setting[], path: string): Profile => {
  const names = new Map(known.map((setting) => [setting.name.toLowerCase(), setting]))
  const unknown: string[] = []
  const idle: string[] = []
  const settings: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(found)) {
    const setting = names.get(key.toLowerCase()) // Case-insensitive, like BurntSushi's decoder in the original.
    if (isOnlyOfOriginal(key, value)) idle.push(key)
    else if (setting === undefined) unknown.push(key)
    else {
      settings[setting.name] = check(setting, value, path)
      if (isChangedInVain(setting, settings[setting.name])) idle.push(key)
    }
  }
  const without = idle.length === 0 ? [] : [`Note: in ${path}, no effect with QEMU: ${idle.join(', ')}.`]
  return {
    settings,
    notes: [...without, ...unknown.map((name) => `Note: “${name}” in ${path} is unknown and has no effect.`)],
  }
}

/** `boot2docker config` prints SerialFile filled in, so a value of it says nothing. */
const isChangedInVain = ({ isIdle, name, fallback }: Setting, value: unknown): boolean =>
  isIdle === true && name !== 'SerialFile' && value !== fallback

/** Settings of the original's releases that this command does not have, in lower case. */
const originalNames = ['sshhost', 'sshuser', 'ethdev', 'sharedriver', 'vbm', 'vmdk', 'logfile', 'share']

/** Its driver, and the list of releases that it took its image from: not the address of an image. */
const isOnlyOfOriginal = (key: string, value: unknown): boolean => {
  const name = key.toLowerCase()
  if (name === 'driver') return value === 'virtualbox'
  if (name === 'isourl') return typeof value === 'string' && value.startsWith('https://api.github.com/repos/')
  return originalNames.includes(name)
}

const check = (setting: Setting, value: unknown, path: string): unknown => {
  const parsed = schemas[setting.kind].safeParse(value)
  if (parsed.success) return parsed.data
  throw new CommandError(
    `config error: ${setting.name} in the profile ${path} is ${JSON.stringify(value)}, which is not ${nouns[setting.kind]}`,
    {
      hint: `\${EDITOR:-vi} ${quote(path)}`,
    },
  )
}

const nouns: Readonly<Record<Setting['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  'yes-or-no': 'true or false',
  address: 'an IPv4 address',
  netmask: 'a netmask such as [255, 255, 255, 0]',
  list: 'a list of texts',
}
