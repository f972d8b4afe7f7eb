import { readdir } from 'node:fs/promises'
import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from '../look/context.ts'
import { atGuestPath } from '../look/guest-path.ts'
import { cannotLookAt, codesOf } from '../look/reason.ts'

/** `empty` or `present` (with something in it). Absent is only what the system says does not exist. */
export const observeFolder = async (path: string): Promise<Observation> => {
  try {
    const entries = await readdir(path)
    return { kind: 'state', state: entries.length === 0 ? 'empty' : 'present', detail: entryCount(entries.length) }
  } catch (error) {
    return codesOf(error).includes('ENOENT') ? { kind: 'absent' } : cannotLookAt(path, error)
  }
}

const entryCount = (count: number): Words => ({
  en: `${count} ${count === 1 ? 'entry' : 'entries'}`,
  'zh-cn': `共 ${count} 项`,
})

/** The same in the machine. */
export const observeGuestFolder = async (inGuest: LookContext['inGuest'], path: string): Promise<Observation> => {
  const seen = await atGuestPath(inGuest, path, 'directory', 'ls -A -- "$p"')
  return seen.kind === 'printed' ? { kind: 'state', state: seen.text === '' ? 'empty' : 'present' } : seen
}

export const observe: Observer<'folder'>['observe'] = ({ where, path }, { absolute, inGuest }) =>
  where === 'host' ? observeFolder(absolute(path)) : observeGuestFolder(inGuest, absolute(path))
