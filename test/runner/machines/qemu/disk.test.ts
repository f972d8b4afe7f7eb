import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programPath } from '../../../../runner/host/program.ts'
import { makeDisk, needFreeDisk } from '../../../../runner/machines/qemu/disk.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const signal = new AbortController().signal
const run = (name: string, ...args: readonly string[]): string =>
  execFileSync(name, args, { encoding: 'utf8', env: { ...process.env, PATH: programPath() } })

describe('a new disk', () => {
  test('is thin, formatted, and holds the guest’s files, owned by root', async () => {
    const folder = temporaryFolder()
    const disk = join(folder, 'disk.qcow2')
    await makeDisk(disk, 2048, { authorized_keys: 'ssh-ed25519 AAAA\n', 'tls/ca.pem': 'certificate\n' }, signal)
    expect(readdirSync(folder)).toEqual(['disk.qcow2'])
    expect(statSync(disk).size).toBeLessThan(16 << 20)
    expect(JSON.parse(run('qemu-img', 'info', '--output=json', disk))).toMatchObject({
      format: 'qcow2',
      'virtual-size': 2048 * 2 ** 20,
    })
    run('qemu-img', 'convert', '-O', 'raw', disk, join(folder, 'raw'))
    const look = (command: string): string => run('debugfs', '-R', command, join(folder, 'raw'))
    expect(look('ls -p /')).toMatch(/\/040755\/0\/0\/containerd\/.*\/040755\/0\/0\/docker\//s)
    expect(look('ls -p /boot2docker')).toMatch(/\/100600\/0\/0\/authorized_keys\/17\//)
    expect(look('cat /boot2docker/tls/ca.pem')).toBe('certificate\n')
    expect(() => run('e2fsck', '-fn', join(folder, 'raw'))).not.toThrow()
  })

  test('that fails leaves nothing behind', async () => {
    const folder = temporaryFolder()
    await expect(makeDisk(join(folder, 'disk.qcow2'), 0, {}, signal)).rejects.toMatchObject({
      name: 'RunnerError',
      code: 'broken',
    })
    expect(readdirSync(folder)).toEqual([])
  })
})

test('too little free space is reported in numbers', async () => {
  const folder = temporaryFolder()
  await expect(needFreeDisk(folder, 1e12)).rejects.toMatchObject({
    code: 'blocked',
    message: expect.stringMatching(/^Only \d+ MB are free in .*; 1000000000000 MB are needed\.$/) as string,
  })
})

test('a disk that can never fit is refused with the number of what is free', async () => {
  const folder = temporaryFolder()
  await expect(makeDisk(join(folder, 'disk.qcow2'), 999_999_999, {}, signal)).rejects.toMatchObject({
    code: 'blocked',
    message: expect.stringMatching(/^A disk of 999999999 MB does not fit: \d+ of \d+ MB are free in .*\.$/) as string,
    hint: expect.stringMatching(/^boot2docker --disksize=\d+ init$/) as string,
  })
  expect(readdirSync(folder)).toEqual([])
})
