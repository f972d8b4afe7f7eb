import { readdir } from 'node:fs/promises'
import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import { quote } from '../../quote.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from '../look/context.ts'

/** `empty`, `present` (with something in it) or `absent`. */
export const observeFolder = async (path: string): Promise<Observation> => {
  try {
    const entries = await readdir(path)
    return { kind: 'state', state: entries.length === 0 ? 'empty' : 'present', detail: entryCount(entries.length) }
  } catch {
    // It does not exist, or it cannot be read.
    return { kind: 'state', state: 'absent' }
  }
}

const entryCount = (count: number): Words => ({
  en: `${count} ${count === 1 ? 'entry' : 'entries'}`,
  'zh-cn': `共 ${count} 项`,
})

/** The same in the machine. */
export const observeGuestFolder = async (inGuest: LookContext['inGuest'], path: string): Promise<Observation> => {
  const { exitCode, stdout } = await inGuest(`[ -d ${quote(path)} ] || exit 44; ls -A ${quote(path)}`)
  if (exitCode !== 0) return { kind: 'state', state: 'absent' }
  return { kind: 'state', state: stdout === '' ? 'empty' : 'present' }
}

export const observe: Observer<'folder'>['observe'] = ({ where, path }, { absolute, inGuest }) =>
  where === 'host' ? observeFolder(absolute(path)) : observeGuestFolder(inGuest, absolute(path))
