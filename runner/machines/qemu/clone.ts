import { randomUUID } from 'node:crypto'
import { copyFile, cp, mkdir, rm } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { copyDisk } from './disk.ts'
import { type MachineFiles, machineFiles } from './files.ts'
import { readRecord, writeRecord } from './record.ts'

/**
 * Copies a saved VM into another folder, ready to be resumed. The disk is copied (as a reflink where the file
 * system supports it); the memory of a template stays where it is and is mapped from there.
 * Keys and certificates are the original's, which the guest has in its memory. Its shared folders keep their names and
 * are at the given paths. RunnerError('broken') when it is not saved.
 */
export const cloneMachine = async (
  from: string,
  to: string,
  paths: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const [source, target] = [machineFiles(from), machineFiles(to)]
  const record = await readRecord(source)
  if (record?.left !== 'saved') {
    throw new RunnerError('broken', `The machine in ${from} is not saved, so it cannot be copied.`, {
      hint: 'npx shipshape lab build --again',
    })
  }
  await mkdir(to, { recursive: true, mode: 0o700 })
  try {
    const copies = [copyDisk(source.disk, target.disk), copySecrets(source, target)]
    if (record.memory?.kind === 'file')
      copies.push(copyDisk(source.memory, target.memory), copyDisk(source.memoryPages, target.memoryPages))
    await Promise.all(copies)
    const shares = record.spec.shares.map(({ name, path }) => ({ name, path: paths[name] ?? path }))
    const { memory } = record
    const where = memory?.kind === 'template' ? { memory: { ...memory, folder: from } } : {}
    await writeRecord(target, { ...record, ...where, uuid: randomUUID(), spec: { ...record.spec, shares } })
  } catch (error) {
    await rm(to, { recursive: true, force: true })
    throw error
  }
}

const copySecrets = async (source: MachineFiles, target: MachineFiles): Promise<void> => {
  await cp(source.tls, target.tls, { recursive: true })
  for (const name of ['identity', 'knownHosts'] as const) await copyFile(source[name], target[name])
}
