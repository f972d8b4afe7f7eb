import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cpioArchive, type Entry } from './cpio.ts'
import { guestFolder } from './key.ts'
import { moduleName } from './module-file.ts'

const folder = (path: string): Entry => ({ path, mode: 0o040755, data: Buffer.alloc(0) })
const executable = (path: string, data: Buffer): Entry => ({ path, mode: 0o100755, data })
const plain = (path: string, data: Buffer): Entry => ({ path, mode: 0o100644, data })

/**
 * The guest's first file system: busybox, the modules that the root and the data disk need, and one script. Not
 * compressed.
 */
export const makeInitramfs = async (root: string, modulesFolder: string, files: readonly string[]): Promise<Buffer> => {
  const modules = await Promise.all(
    files.map(async (file) => plain(`modules/${moduleName(file)}.ko`, await readFile(join(modulesFolder, file)))),
  )
  return cpioArchive([
    ...['bin', 'dev', 'proc', 'sys', 'lower', 'memory', 'root', 'modules'].map(folder),
    executable('bin/busybox', await readFile(join(root, 'usr/bin/busybox'))),
    { path: 'bin/sh', mode: 0o120777, data: Buffer.from('busybox') },
    executable('init', await readFile(join(guestFolder, 'initramfs-init'))),
    ...modules,
    plain('modules/order', Buffer.from(files.map((file) => `${moduleName(file)}\n`).join(''))),
  ])
}
