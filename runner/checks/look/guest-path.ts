import type { Words } from '../../../playbooks/model/text.ts'
import { type Absent, type CannotLook, cannotLook } from '../../contract/observation.ts'
import { quote } from '../../quote.ts'
import { cannotLookAt } from './reason.ts'
import type { GuestAnswer, LookContext } from './context.ts'

const exitAbsent = 44
const exitTrouble = 45
const exitOtherType = 46

const enoent = 'No such file or directory'

/**
 * Runs `then` in the guest when the path is of a type, as `stat` names it (GNU's and busybox's alike), and answers what
 * that printed. `$p` is the path. Absent only where the system says ENOENT; the exit codes are agreed with nobody else.
 */
export const atGuestPath = async (
  inGuest: LookContext['inGuest'],
  path: string,
  type: 'regular*' | 'directory',
  then: string,
): Promise<Absent | CannotLook | Printed> => {
  const script = [
    `p=${quote(path)}; export LC_ALL=C`,
    `type=$(stat -L -c %F -- "$p" 2>&1) || case $type in *': ${enoent}') exit ${exitAbsent};; *) echo "$type" >&2; exit ${exitTrouble};; esac`,
    `case $type in ${type}) ${then} || exit ${exitTrouble};; *) echo "$type" >&2; exit ${exitOtherType};; esac`,
    'exit 0',
  ].join('\n')
  return answered(path, await inGuest(script))
}

/** What `then` printed. */
interface Printed {
  readonly kind: 'printed'
  readonly text: string
}

const answered = (path: string, { exitCode, stdout, stderr }: GuestAnswer): Absent | CannotLook | Printed => {
  const said = stderr.trim().split('\n').at(-1) ?? ''
  switch (exitCode) {
    case 0:
      return { kind: 'printed', text: stdout }
    case exitAbsent:
      return { kind: 'absent' }
    case exitOtherType:
      return cannotLook(otherType(path, said))
    case exitTrouble:
      return cannotLookAt(path, said)
    default:
      return cannotLook(notRun(exitCode, said))
  }
}

const notRun = (exitCode: number, said: string): Words => ({
  en: `the command in the VM ended with exit code ${exitCode}${said === '' ? '' : `: “${said}”`}`,
  'zh-cn': `虚拟机里的命令以退出码 ${exitCode} 结束${said === '' ? '' : `：“${said}”`}`,
})

const otherType = (path: string, type: string): Words => ({
  en: `${path} is of another type: “${type}”`,
  'zh-cn': `${path} 的类型不符：“${type}”`,
})

/** The command could not be executed, or ended as none of ours does. */
export const guestTrouble = ({ exitCode, stderr }: GuestAnswer): CannotLook =>
  cannotLook(notRun(exitCode, stderr.trim().split('\n').at(-1) ?? ''))
