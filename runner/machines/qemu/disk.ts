import { chmod, constants, copyFile, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import { mustRun, runProgram } from '../../host/program.ts'

const fileSystemHint = 'sudo apt-get install e2fsprogs'
const imageHint = 'sudo apt-get install qemu-utils'
const smallestFreeMegabytes = 1024

/** The files on a new disk; paths are relative to `boot2docker/` (`tls/ca.pem`). */
export type GuestFiles = Readonly<Record<string, string>>

/**
 * Creates the VM's disk: ext4, formatted here (the guest never formats), thin, with the guest's folders and files in
 * it, all owned by root. RunnerError('blocked') when the disk of the host is nearly full.
 */
export const makeDisk = async (
  path: string,
  megabytes: number,
  guestFiles: GuestFiles,
  signal: AbortSignal,
): Promise<void> => {
  await needFreeDisk(dirname(path), smallestFreeMegabytes)
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
    await mustRun('mke2fs', [...options, raw, `${megabytes}M`], { hint: fileSystemHint, signal })
    await ownedByRoot(raw, guestFiles, signal)
    await mustRun('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, path], { hint: imageHint, signal })
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

/** RunnerError('blocked') when less than this is free at `folder`. */
export const needFreeDisk = async (folder: string, megabytes: number): Promise<void> => {
  const info = await statfs(folder)
  const free = Math.floor((info.bavail * info.bsize) / (1 << 20))
  if (free >= megabytes) return
  throw new RunnerError('blocked', `Only ${free} MB are free in ${folder}; ${megabytes} MB are needed.`, {
    hint: `Free some space there; see what is big with: du -xhd1 “${folder}”`,
  })
}

/** Copies a disk with its snapshots, sharing blocks with the original where the file system supports it. */
export const copyDisk = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await chmod(to, 0o600) // The disk of a template is read-only.
}

/** Deletes a snapshot from a disk that no VM uses; a missing one is not an error. */
export const deleteDiskSnapshot = (path: string, snapshot: string): Promise<unknown> =>
  runProgram('qemu-img', ['snapshot', '-d', snapshot, path], { hint: imageHint })

/** Restores a disk that no VM uses to a snapshot. */
export const revertDisk = (path: string, snapshot: string): Promise<string> =>
  mustRun('qemu-img', ['snapshot', '-a', snapshot, path], { hint: imageHint })
