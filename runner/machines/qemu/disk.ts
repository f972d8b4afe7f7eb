import { chmod, constants, copyFile, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { installCommand } from '../../host/advice.ts'
import { mustRun, runProgram } from '../../host/program.ts'
import { quote } from '../../quote.ts'
import { needOwnDisk, startOver } from './disk-header.ts'

const fileSystemHint = installCommand('e2fsprogs')
const imageHint = installCommand('qemu-utils')
const smallestFreeMegabytes = 1024

/** The files on a new disk; paths are relative to `boot2docker/` (`tls/ca.pem`). */
export type GuestFiles = Readonly<Record<string, string>>

/**
 * Creates the VM's disk: ext4, formatted here (the guest never formats), thin, with the guest's folders and files in
 * it, all owned by root. RunnerError('blocked') when the disk of the host is nearly full, or smaller than the VM's.
 */
export const makeDisk = async (
  path: string,
  megabytes: number,
  guestFiles: GuestFiles,
  signal: AbortSignal,
): Promise<void> => {
  await needFreeDisk(dirname(path), smallestFreeMegabytes)
  await needRoomFor(megabytes, dirname(path))
  const draft = await mkdtemp(`${path}.draft-`)
  try {
    const raw = join(draft, 'raw')
    const tree = await writeTree(join(draft, 'tree'), guestFiles)
    // One inode per 32 KiB suits images of small files; inode tables are written when first used.
    const options = [
      '-q',
      '-t',
      'ext4',
      '-m',
      '0',
      '-i',
      '32768',
      '-d',
      tree,
      '-E',
      'root_owner=0:0,lazy_itable_init=1',
    ]
    const whenItFails = `df -h ${quote(dirname(path))}`
    await mustRun('mke2fs', [...options, raw, `${megabytes}M`], { hint: fileSystemHint, whenItFails, signal })
    await ownedByRoot(raw, guestFiles, signal)
    const convert = ['convert', '-f', 'raw', '-O', 'qcow2', raw, path]
    await mustRun('qemu-img', convert, { hint: imageHint, whenItFails, signal })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

const folders = ['docker', 'containerd', 'boot2docker'] as const

const writeTree = async (tree: string, guestFiles: GuestFiles): Promise<string> => {
  for (const folder of folders) await mkdir(join(tree, folder), { recursive: true, mode: 0o755 })
  for (const [name, content] of Object.entries(guestFiles)) {
    const path = join(tree, 'boot2docker', name)
    await mkdir(dirname(path), { recursive: true, mode: 0o755 })
    await writeFile(path, content, { mode: 0o600 })
  }
  return tree
}

/** mke2fs copies owners from the host's files; in the guest that uid would be another user. */
const ownedByRoot = async (raw: string, guestFiles: GuestFiles, signal: AbortSignal): Promise<void> => {
  if (process.getuid?.() === 0) return
  const names = new Set(
    Object.keys(guestFiles).flatMap((name) => [`boot2docker/${dirname(name)}`, `boot2docker/${name}`]),
  )
  const commands = [...folders, ...names].flatMap((name) => [
    `set_inode_field /${name} uid 0`,
    `set_inode_field /${name} gid 0`,
  ])
  await mustRun('debugfs', ['-w', '-f', '-', raw], { hint: fileSystemHint, signal, input: `${commands.join('\n')}\n` })
}

/** A disk is thin, so it may be larger than what is free now; it can never outgrow the file system. */
const needRoomFor = async (megabytes: number, folder: string): Promise<void> => {
  const { free, total } = await megabytesAt(folder)
  if (megabytes <= total) return
  throw new RunnerError(
    'blocked',
    `A disk of ${megabytes} MB does not fit: ${free} of ${total} MB are free in ${folder}.`,
    { hint: `boot2docker --disksize=${Math.max(smallestFreeMegabytes, Math.floor(free / 2))} init` },
  )
}

const megabytesAt = async (folder: string): Promise<{ readonly free: number; readonly total: number }> => {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: Math.floor((bavail * bsize) / (1 << 20)), total: Math.floor((blocks * bsize) / (1 << 20)) }
}

/** RunnerError('blocked') when less than this is free at `folder`. */
export const needFreeDisk = async (folder: string, megabytes: number): Promise<void> => {
  const { free } = await megabytesAt(folder)
  if (free >= megabytes) return
  throw new RunnerError('blocked', `Only ${free} MB are free in ${folder}; ${megabytes} MB are needed.`, {
    hint: `Free some space there; see what is big with: du -xhd1 ${quote(folder)}`,
  })
}

/** Copies a disk with its snapshots, sharing blocks with the original where the file system supports it. */
export const copyDisk = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await chmod(to, 0o600) // The disk of a template is read-only.
}

/** Deletes a snapshot from a disk that no VM uses; a missing one is not an error. Throws as needOwnDisk does. */
export const deleteDiskSnapshot = async (path: string, snapshot: string): Promise<void> => {
  await needOwnDisk(path)
  await runProgram('qemu-img', ['snapshot', '-d', snapshot, path], { hint: imageHint })
}

/** The command that repairs a disk that no VM uses, or replaces it when it cannot be repaired. */
export const diskFix = async (path: string): Promise<string> => {
  const { exitCode } = await runProgram('qemu-img', ['check', '-q', path], { hint: imageHint })
  return exitCode === hasErrors ? `qemu-img check -r all ${quote(path)} && boot2docker up` : startOver
}

/** The exit code of `qemu-img check` for an image that it can open and repair; 1 when it cannot. */
const hasErrors = 2

/** Restores a disk that no VM uses to a snapshot. Throws as needOwnDisk does. */
export const revertDisk = async (path: string, snapshot: string): Promise<void> => {
  await needOwnDisk(path)
  await mustRun('qemu-img', ['snapshot', '-a', snapshot, path], { hint: imageHint })
}
