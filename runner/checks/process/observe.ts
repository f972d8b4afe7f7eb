import { alike } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import { processes } from '../../host/processes/index.ts'
import type { Observer } from '../kind.ts'
import type { LookContext } from '../look/context.ts'

/** Whether a process with this text in its command line runs here. */
export const observeProcess = (command: string): Observation => {
  const others = processes.list().filter(({ pid }) => pid !== process.pid)
  const found = others.filter(({ words }) => words.join(' ').includes(command)).map(({ pid }) => pid)
  return found.length > 0
    ? {
        kind: 'state',
        state: 'running',
        detail: { en: `process ${found.join(', ')}`, 'zh-cn': `进程 ${found.join('、')}` },
      }
    : { kind: 'state', state: 'absent' }
}

/** Whether a process with this text in its command line runs in the VM. */
export const observeGuestProcess = async (inGuest: LookContext['inGuest'], command: string): Promise<Observation> => {
  // Each line is one process; the looking shell itself carries the text too, so it leaves itself out.
  const script =
    'for f in /proc/[0-9]*/cmdline; do [ "$f" = /proc/$$/cmdline ] || { tr "\\0" " " <"$f"; echo; }; done 2>/dev/null'
  const { stdout } = await inGuest(script)
  const found = stdout.split('\n').find((line) => line.includes(command))
  return found === undefined
    ? { kind: 'state', state: 'absent' }
    : { kind: 'state', state: 'running', detail: alike(found.trim()) }
}

export const observe: Observer<'process'>['observe'] = async ({ where, command }, { inGuest }) =>
  where === 'host' ? observeProcess(command) : observeGuestProcess(inGuest, command)
