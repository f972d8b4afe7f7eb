import { RunnerError } from '../../errors.ts'
import { quote } from '../../quote.ts'
import type { ExecAnswer, Share } from '../machine.ts'
import { sshExec } from '../ssh.ts'
import { consoleExec } from './console.ts'
import { sshEndpoint } from './endpoints.ts'
import type { MachineFiles } from './files.ts'
import type { MachineRecord } from './record.ts'

/** What the host asks of the guest's own system, by ssh as root. */
export const asRoot = async (
  files: MachineFiles,
  record: MachineRecord,
  command: string | (() => string),
  signal: AbortSignal,
): Promise<ExecAnswer> => sshExec(await sshEndpoint(files, record, 'root'), command, signal)

/** The guest's busybox has no `mountpoint`; in /proc/mounts a space is \\040 (proc(5)). */
const isMounted =
  'isMounted() { while read -r _ at _; do [ "$at" = "$1" ] && return; done < /proc/mounts; return 1; }\n'

const mountName = (path: string): string =>
  quote(path.replace(/[\\ \t\n]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`))

/** Every share appears at the same path as on the host. */
const mountLine = ({ name, path }: Share): string =>
  `{ isMounted ${mountName(path)} || { mkdir -p ${quote(path)} && mount -t 9p -o ${options} ${quote(name)} ${quote(path)}; }; }`

const options = 'trans=virtio,version=9p2000.L,msize=262144,cache=mmap'

/** A restored guest's clock stands where it was saved, and a certificate may not be valid yet by it. */
const clockLine = (now: number): string => `date -u -s @${Math.round(now / 1000)} > /dev/null`

/** On its console, and by ssh when nobody answers there. */
const quickly = async (
  files: MachineFiles,
  record: MachineRecord,
  command: () => string,
  signal: AbortSignal,
): Promise<ExecAnswer> =>
  (await consoleExec(files, command(), signal)) ?? (await asRoot(files, record, command, signal))

/** After a start: the clock (only a restored guest needs it) and the shared folders, in one conversation. */
export const prepareGuest = async (
  files: MachineFiles,
  record: MachineRecord,
  how: { readonly restored: boolean; readonly signal: AbortSignal },
): Promise<void> => {
  if (!how.restored && record.spec.shares.length === 0) return
  const lines = (): string =>
    isMounted + [...(how.restored ? [clockLine(Date.now())] : []), ...record.spec.shares.map(mountLine)].join(' && ')
  const answer = await quickly(files, record, lines, how.signal)
  if (answer.exitCode === 0) return
  throw new RunnerError(
    'broken',
    `The machine runs, but its folders are not shared: ${(answer.stderr || answer.stdout).trim()}.`,
    { hint: 'boot2docker restart' },
  )
}

/**
 * Before a save: QEMU refuses to save while a 9p folder is mounted. RunnerError('busy') when a container has one, for
 * then the folder would stay attached, and could not be mounted again.
 */
export const unmountShares = async (files: MachineFiles, record: MachineRecord, signal: AbortSignal): Promise<void> => {
  for (const share of record.spec.shares) {
    const { stdout } = await quickly(files, record, () => holdersLine(share), signal)
    const containers = [...new Set([...stdout.matchAll(/docker[/-]([0-9a-f]{12})/g)].map(([, id = '']) => id))]
    if (containers.length > 0) throw shareInUse(share, containers)
  }
  for (const share of record.spec.shares) {
    const line = `${isMounted}! isMounted ${mountName(share.path)} || umount ${quote(share.path)}`
    const answer = await quickly(files, record, () => line, signal)
    if (answer.exitCode !== 0) throw shareInUse(share, [])
  }
}

/** The control groups of all processes that see the share; a container's names the container. */
const holdersLine = ({ name }: Share): string =>
  `grep -lF ' - 9p ${name} ' /proc/[0-9]*/mountinfo 2>/dev/null | sed s/mountinfo/cgroup/ | xargs cat 2>/dev/null`

export const shareInUse = ({ path }: Pick<Share, 'path'>, containers: readonly string[]): RunnerError =>
  new RunnerError('busy', `The shared folder ${path} is in use in the machine, which cannot be saved then.`, {
    hint:
      containers.length > 0
        ? `docker stop ${containers.join(' ')}`
        : `boot2docker ssh "ls -l /proc/*/cwd | grep ${path}"`,
    state: 'The machine runs on.',
  })
