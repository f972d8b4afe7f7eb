import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deleteDiskSnapshot, revertDisk } from '../../../../runner/machines/qemu/disk.ts'
import { needOwnDisk } from '../../../../runner/machines/qemu/disk-header.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const image = (...args: readonly string[]): string => execFileSync('qemu-img', args, { encoding: 'utf8' })

/** A disk that `qemu-img create` has made. */
const diskWith = (...options: readonly string[]): string => {
  const path = join(temporaryFolder(), 'disk.qcow2')
  image('create', '-q', '-f', 'qcow2', ...options, path, '1M')
  return path
}

const startOver = 'boot2docker delete && boot2docker init && boot2docker up'

describe('a disk of a VM', () => {
  test.each([['compat=1.1'], ['compat=0.10']])('may be a qcow2 of its own (%s)', async (option) => {
    await needOwnDisk(diskWith('-o', option))
  })

  test.each([
    '/etc/passwd',
    'base.qcow2',
    'nbd:unix:/nowhere.sock',
    'json:{"driver":"nbd","host":"127.0.0.1","port":"1"}',
  ])('may not refer to %s', async (backing) => {
    const path = diskWith('-u', '-b', backing, '-F', 'raw')
    const trouble = {
      code: 'broken',
      message: `The VM's disk ${path} refers to another file, ${JSON.stringify(backing)}, which is not opened.`,
      hint: startOver,
    }
    await expect(needOwnDisk(path)).rejects.toMatchObject(trouble)
    await expect(revertDisk(path, 'saved')).rejects.toMatchObject(trouble)
    await expect(deleteDiskSnapshot(path, 'saved')).rejects.toMatchObject(trouble)
  })

  test('may not refer to another through one of our own folder', async () => {
    const path = diskWith()
    const base = `${path}.base`
    image('create', '-q', '-f', 'qcow2', '-u', '-b', '/etc/passwd', '-F', 'raw', base, '1M')
    image('create', '-q', '-f', 'qcow2', '-u', '-b', base, '-F', 'qcow2', path, '1M')
    await expect(needOwnDisk(path)).rejects.toThrow(`refers to another file, ${JSON.stringify(base)}`)
  })

  test('may not keep its data elsewhere', async () => {
    const path = join(temporaryFolder(), 'disk.qcow2')
    image('create', '-q', '-f', 'qcow2', '-o', `data_file=${path}.data`, path, '1M')
    await expect(needOwnDisk(path)).rejects.toThrow(`The VM's disk ${path} refers to another file, for its data`)
  })

  test('that QEMU has marked as corrupt can be repaired', async () => {
    const path = diskWith()
    const bytes = readFileSync(path)
    bytes.writeBigUInt64BE(bytes.readBigUInt64BE(72) | 2n, 72)
    writeFileSync(path, bytes)
    await expect(needOwnDisk(path)).rejects.toMatchObject({
      message: `The VM's disk ${path} is marked as corrupt.`,
      hint: `qemu-img check -r all ${path} && boot2docker up`,
    })
    image('check', '-q', '-r', 'all', path)
    await needOwnDisk(path)
  })

  test.each([0, 50])('that was cut to %i bytes is damaged', async (bytes) => {
    const path = diskWith()
    truncateSync(path, bytes)
    await expect(needOwnDisk(path)).rejects.toMatchObject({
      message: `The VM's disk ${path} is damaged: it does not begin like a qcow2 image.`,
      hint: startOver,
    })
  })

  test('that is missing, or no file, is named', async () => {
    const path = join(temporaryFolder(), 'disk.qcow2')
    await expect(needOwnDisk(path)).rejects.toThrow(`The VM's disk ${path} is missing.`)
    mkdirSync(path)
    await expect(needOwnDisk(path)).rejects.toThrow(`The VM's disk ${path} is not a file.`)
  })
})
