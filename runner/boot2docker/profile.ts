import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { messageOf } from '../errors.ts'
import { CommandError } from './command-error.ts'
import type { Setting, Settings } from './settings.ts'
import { prefixOf } from './values.ts'

export interface Profile {
  readonly settings: Partial<Settings>
  /** Names that mean nothing here; a typing error should not pass unseen. */
  readonly unknown: readonly string[]
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

/**
 * What the profile says; nothing when there is none. `Shares` is kept where the original kept its driver's settings.
 */
export const readProfile = async (path: string, known: readonly Setting[]): Promise<Profile> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw new CommandError(`config error: ${messageOf(error)}`, { hint: `ls -l ${path}` })
  })
  if (text.trim() === '') return { settings: {}, unknown: [] }
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
      hint: `\${EDITOR:-vi} ${path}`,
      cause,
    })
  }
}

const pick = (found: Readonly<Record<string, unknown>>, known: readonly Setting[], path: string): Profile => {
  const names = new Map(known.map((setting) => [setting.name.toLowerCase(), setting]))
  const unknown: string[] = []
  const settings: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(found)) {
    const setting = names.get(key.toLowerCase()) // As BurntSushi's decoder does, which the original used.
    if (setting === undefined) unknown.push(key)
    else settings[setting.name] = check(setting, value, path)
  }
  return { settings, unknown }
}

const check = (setting: Setting, value: unknown, path: string): unknown => {
  const parsed = schemas[setting.kind].safeParse(value)
  if (parsed.success) return parsed.data
  throw new CommandError(
    `config error: ${setting.name} in the profile ${path} is ${JSON.stringify(value)}, which is not ${nouns[setting.kind]}`,
    {
      hint: `\${EDITOR:-vi} ${path}`,
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
