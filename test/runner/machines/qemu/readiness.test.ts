import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { MachineFiles } from '../../../../runner/machines/qemu/files.ts'
import { waitUntilReady } from '../../../../runner/machines/qemu/readiness.ts'
import { machineOnDisk, record } from '../../../fixtures/machine.ts'

/** Waits for a guest that is not reached; QEMU ends with this complaint, or never. */
const waitFor = (files: MachineFiles, complaint?: string): Promise<void> =>
  waitUntilReady({
    ...{ files, record, restored: false, greet: () => Promise.resolve(false), signal: AbortSignal.timeout(10_000) },
    ended: complaint === undefined ? new Promise(() => undefined) : Promise.resolve(complaint),
  })

const patch = (path: string, at: number, bytes: readonly number[]): void => {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.from(bytes), 0, null, at)
  closeSync(file)
}

/** A disk with some content, so that its tables are in use. */
const machineWithDisk = async (): Promise<MachineFiles> => {
  const files = await machineOnDisk()
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', 'preallocation=metadata', files.disk, '1M'])
  return files
}

/** docs/interop/qcow2: the offset of the L1 table is at 40, that of the reference counts at 48. */
const [firstTableEntry, countsOffset] = [0x3_00_01, 55]
const startOver = 'boot2docker delete && boot2docker init && boot2docker up'

test('a disk that QEMU cannot open is started over', async () => {
  const files = await machineWithDisk()
  patch(files.disk, countsOffset, [1])
  await expect(waitFor(files, 'disk.qcow2: Reference count table offset invalid')).rejects.toMatchObject({
    message: 'QEMU exited before the VM was up: disk.qcow2: Reference count table offset invalid.',
    hint: startOver,
    state: 'The VM is off.',
  })
})

test('a disk that can be repaired is repaired', async () => {
  const files = await machineWithDisk()
  patch(files.disk, firstTableEntry, [255, 255, 255])
  writeFileSync(files.serialLog, 'one\nshipshape: there is no disk with the serial data\n')
  await expect(waitFor(files)).rejects.toMatchObject({
    message:
      `The VM cannot read its disk ${files.disk}. The end of its console:\n` +
      'one\nshipshape: there is no disk with the serial data',
    hint: `qemu-img check -r all ${files.disk} && boot2docker up`,
  })
})

test('a file system that the guest cannot read is started over', async () => {
  const files = await machineWithDisk()
  writeFileSync(files.serialLog, 'shipshape: there is no disk with the serial data\n')
  await expect(waitFor(files)).rejects.toMatchObject({ hint: startOver })
})

test('whatever else ends QEMU is left to the doctor', async () => {
  await expect(waitFor(await machineWithDisk(), 'cannot set up guest memory')).rejects.toMatchObject({
    message: 'QEMU exited before the VM was up: cannot set up guest memory.',
    hint: 'npx shipshape doctor',
  })
})
