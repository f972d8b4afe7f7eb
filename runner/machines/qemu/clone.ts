import { randomUUID } from 'node:crypto'
import { copyFile, cp, mkdir, rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { copyDisk } from './disk.ts'
import { type MachineFiles, machineFiles } from './files.ts'
import { readRecord, writeRecord } from './record.ts'

/**
 * A saved machine once more, in another folder, ready to be resumed. The whole disk is copied (as a reflink where the
 * file system can), for QEMU finds a snapshot only in the disk's own file, not in one that an overlay is based on.
 * Keys and certificates are the original's: the guest has them in its memory. Its shared folders keep their names and
 * lie at the paths given here. RunnerError('broken') when it is not saved.
 */
export const cloneMachine = async (from: string, to: string, paths: Readonly<Record<string, string>> = {}): Promise<void> => {
  const [source, target] = [machineFiles(from), machineFiles(to)]
  const record = await readRecord(source)
  if (record?.left !== 'saved') {
    throw new RunnerError('broken', `The machine in ${from} is not saved, so it cannot be copied.`, { hint: 'npx shipshape lab build --again' })
  }
  await mkdir(to, { recursive: true, mode: 0o700 })
  try {
    await Promise.all([copyDisk(source.disk, target.disk), copySecrets(source, target)])
    const shares = record.spec.shares.map(({ name, path }) => ({ name, path: paths[name] ?? path }))
    await writeRecord(target, { ...record, uuid: randomUUID(), spec: { ...record.spec, shares } })
  } catch (error) {
    await rm(to, { recursive: true, force: true })
    throw error
  }
}

const copySecrets = async (source: MachineFiles, target: MachineFiles): Promise<void> => {
  await cp(source.tls, target.tls, { recursive: true })
  for (const name of ['identity', 'knownHosts'] as const) await copyFile(source[name], target[name])
}
