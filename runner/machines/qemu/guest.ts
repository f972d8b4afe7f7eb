import { RunnerError } from '../../errors.ts'
import type { ExecAnswer, Share } from '../machine.ts'
import { sshExec } from '../ssh.ts'
import { sshDoor } from './doors.ts'
import type { MachineFiles } from './files.ts'
import type { MachineRecord } from './record.ts'

/** What the host asks of the guest's own system, by ssh as root. */
export const asRoot = async (files: MachineFiles, record: MachineRecord, command: string | (() => string), signal: AbortSignal): Promise<ExecAnswer> =>
  sshExec(await sshDoor(files, record, 'root'), command, signal)

const word = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Every share appears at the same path as on the host. */
const mountLine = ({ name, path }: Share): string =>
  `{ mountpoint -q ${word(path)} || { mkdir -p ${word(path)} && mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144,cache=mmap ${word(name)} ${word(path)}; }; }`

/** A restored guest's clock stands where it was saved, and a certificate may not be valid yet by it. */
const clockLine = (now: number): string => `date -u -s @${Math.round(now / 1000)} > /dev/null`

/** After a start: the clock (only a restored guest needs it) and the shared folders, in one conversation. */
export const prepareGuest = async (
  files: MachineFiles,
  record: MachineRecord,
  how: { readonly restored: boolean; readonly signal: AbortSignal },
): Promise<void> => {
  if (!how.restored && record.spec.shares.length === 0) return
  const lines = (): string => [...(how.restored ? [clockLine(Date.now())] : []), ...record.spec.shares.map(mountLine)].join(' && ')
  const answer = await asRoot(files, record, lines, how.signal)
  if (answer.exitCode === 0) return
  throw new RunnerError('broken', `The machine runs, but its folders are not shared: ${answer.stderr.trim()}.`, { hint: 'boot2docker restart' })
}

/** Before a save: QEMU refuses to save while a 9p folder is mounted. RunnerError('busy') when one is in use. */
export const unmountShares = async (files: MachineFiles, record: MachineRecord, signal: AbortSignal): Promise<void> => {
  for (const share of record.spec.shares) {
    const path = word(share.path)
    const answer = await asRoot(files, record, `! mountpoint -q ${path} || umount ${path}`, signal)
    if (answer.exitCode !== 0) throw shareInUse(share, answer.stderr.trim())
  }
}

export const shareInUse = (share: Pick<Share, 'path'>, said: string): RunnerError =>
  new RunnerError('busy', `The shared folder ${share.path} is in use in the machine, which cannot be saved then${said === '' ? '' : ` (${said})`}.`, {
    hint: `docker stop $(docker ps -q --filter volume=${share.path})`,
    state: 'The machine runs on.',
  })
