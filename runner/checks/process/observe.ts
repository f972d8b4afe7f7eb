import { type Words, alike } from '../../../playbooks/model/text.ts'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import { type ProcessTable, processes } from '../../host/processes/index.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from '../look/context.ts'
import { guestTrouble } from '../look/guest-path.ts'

const hidden: Words = {
  en: 'the processes of other users are hidden here',
  'zh-cn': '这里看不到其他用户的进程',
}

/** Whether a process with this text in its command line runs here. */
export const observeProcess = (command: string, table: ProcessTable = processes): Observation => {
  const all = table.list()
  const others = all.filter(({ pid }) => pid !== process.pid)
  const found = others.filter(({ words }) => words.join(' ').includes(command)).map(({ pid }) => pid)
  if (found.length > 0)
    return {
      kind: 'state',
      state: 'running',
      detail: { en: `process ${found.join(', ')}`, 'zh-cn': `进程 ${found.join('、')}` },
    }
  // The first process is there everywhere, and belongs to root: what hides it (hidepid of /proc) hides others too.
  return all.some(({ pid, words }) => pid === 1 && words.length > 0) ? { kind: 'absent' } : cannotLook(hidden)
}

// Each line is one process; the looking shell itself carries the text too, so it leaves itself out.
const guestScript = `tr "\\0" " " </proc/1/cmdline >/dev/null || exit 45
for f in /proc/[0-9]*/cmdline; do [ "$f" = /proc/$$/cmdline ] || { tr "\\0" " " <"$f"; echo; }; done 2>/dev/null
exit 0`

/** Whether a process with this text in its command line runs in the VM. */
export const observeGuestProcess = async (inGuest: LookContext['inGuest'], command: string): Promise<Observation> => {
  const answer = await inGuest(guestScript)
  if (answer.exitCode !== 0) return guestTrouble(answer)
  const found = answer.stdout.split('\n').find((line) => line.includes(command))
  return found === undefined ? { kind: 'absent' } : { kind: 'state', state: 'running', detail: alike(found.trim()) }
}

export const observe: Observer<'process'>['observe'] = async ({ where, command }, { inGuest }) =>
  where === 'host' ? observeProcess(command) : observeGuestProcess(inGuest, command)
