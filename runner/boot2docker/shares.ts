import { stat } from 'node:fs/promises'
import type { Share } from '../machines/machine.ts'
import { quote as shellQuote } from '../quote.ts'
import { CommandError } from './command-error.ts'
import type { Config } from './config.ts'
import { quote } from './values.ts'

const hint = 'boot2docker --vbox-share "$HOME/code=code" up'

/** `--vbox-share DIR=NAME`, or DIR alone, which is named after its last part; `disable` drops those before it. */
export const sharesOf = ({ Shares }: Pick<Config, 'Shares'>): readonly Share[] => {
  const shares = Shares.slice(Shares.lastIndexOf('disable') + 1).map(shareOf)
  const twice = shares.find(({ name }, index) => shares.findIndex((other) => other.name === name) !== index)
  if (twice === undefined) return shares
  throw new CommandError(`cannot share two folders as ${quote(twice.name)}`, { hint })
}

const shareOf = (word: string): Share => {
  const last = word.lastIndexOf('=')
  const cut = word.includes('/', last) ? -1 : last // A name has no “/”, a folder may have a “=”.
  const path = (cut < 0 ? word : word.slice(0, cut)).replace(/\/+$/, '')
  const name = cut < 0 ? nameOf(path) : word.slice(cut + 1)
  if (path.startsWith('/') && /^[\w.-]{1,31}$/.test(name)) return { name, path }
  const why = path.startsWith('/')
    ? 'a name is 1 to 31 letters, digits, ".", "_" or "-"'
    : 'it must be the full path of a folder other than "/"'
  throw new CommandError(`cannot share ${quote(word)}: ${why}`, { hint })
}

/** A share's name is only a label in the VM, so what it may not contain is replaced. */
const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_').slice(0, 31)

/** Throws unless each is a folder of this computer: QEMU would fail with a message that names neither. */
export const needFolders = async (shares: readonly Share[]): Promise<void> => {
  for (const { path } of shares) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() === true) continue
    const why = found === undefined ? 'there is no such folder' : 'it is not a folder'
    throw new CommandError(`cannot share ${quote(path)}: ${why}`, { hint: `ls -ld ${shellQuote(path)}` })
  }
}
