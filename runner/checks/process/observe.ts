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

/**
 * With one program: each start of another takes long in an emulated guest. GNU's `head` and busybox's print a line with
 * the name of each file before what is in it. Some have ended meanwhile, so its exit code says nothing.
 */
const guestScript = 'head -c 4096 /proc/[0-9]*/cmdline 2>/dev/null; exit 0'
const heading = /(?:^|\n)==> \/proc\/(\d+)\/cmdline <==\n/

/** Whether a process with this text in its command line runs in the VM. */
export const observeGuestProcess = async (inGuest: LookContext['inGuest'], command: string): Promise<Observation> => {
  const answer = await inGuest(guestScript)
  const lines = commandLines(answer.stdout)
  if (answer.exitCode !== 0) return guestTrouble(answer)
  if (!lines.has(1)) return cannotLook(hidden)
  const found = [...lines.values()].find((line) => line.includes(command))
  return found === undefined ? { kind: 'absent' } : { kind: 'state', state: 'running', detail: alike(found.trim()) }
}

/** By their process numbers. */
const commandLines = (printed: string): ReadonlyMap<number, string> => {
  const [, ...parts] = printed.split(heading)
  return new Map(
    parts.flatMap((part, index) =>
      index % 2 === 0 ? [[Number(part), (parts[index + 1] ?? '').replaceAll('\0', ' ')] as const] : [],
    ),
  )
}

export const observe: Observer<'process'>['observe'] = async ({ where, command }, { inGuest }) =>
  where === 'host' ? observeProcess(command) : observeGuestProcess(inGuest, command)
