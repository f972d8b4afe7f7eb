import { readFile, stat } from 'node:fs/promises'
import type { Observation } from '../../contract/observation.ts'
import { quote } from '../../quote.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from '../look/context.ts'
import { biggestFile, tooLarge } from '../look/file-size.ts'

/** A file's content (up to 1 MiB), or `absent`. */
export const observeFile = async (path: string): Promise<Observation> => {
  try {
    const { size } = await stat(path)
    if (size > biggestFile) return { kind: 'unreachable', reason: tooLarge(path) }
    return { kind: 'content', content: await readFile(path, 'utf8') }
  } catch {
    // It does not exist, or it cannot be read.
    return { kind: 'state', state: 'absent' }
  }
}

/** A file in the machine, up to 1 MiB. */
export const observeGuestFile = async (inGuest: LookContext['inGuest'], path: string): Promise<Observation> => {
  const { exitCode, stdout } = await inGuest(`[ -f ${quote(path)} ] || exit 44; head -c ${biggestFile} ${quote(path)}`)
  return exitCode === 0 ? { kind: 'content', content: stdout } : { kind: 'state', state: 'absent' }
}

export const observe: Observer<'file'>['observe'] = ({ where, path }, { absolute, inGuest }) =>
  where === 'host' ? observeFile(absolute(path)) : observeGuestFile(inGuest, absolute(path))
