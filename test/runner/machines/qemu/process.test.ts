import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { processes } from '../../../../runner/host/processes/index.ts'
import {
  killQemu,
  lastConsoleLines,
  parseVersion,
  qemuVersion,
  startQemu,
} from '../../../../runner/machines/qemu/process.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { machineOnDisk, record } from '../../../fixtures/machine.ts'

afterEach(() => void vi.unstubAllEnvs())

/** Puts a program of this name first on the path. */
const withProgram = (script: string): void => {
  const folder = temporaryFolder()
  const path = join(folder, 'qemu-system-x86_64')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`)
}

describe('QEMU’s version', () => {
  test.each([
    [
      'QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)\nCopyright',
      '10.0.2 (Debian 1:10.0.2+ds-2+deb13u1~bpo12+1)',
    ],
    ['QEMU emulator version 9.2.0\n', '9.2.0'],
    ['command not found', undefined],
  ])('is read from %j', (said, version) => {
    expect(parseVersion(said)).toBe(version)
  })

  test('must be 8 or later', async () => {
    withProgram('echo "QEMU emulator version 7.2.19"')
    await expect(qemuVersion('amd64')).rejects.toMatchObject({
      code: 'blocked',
      message: 'QEMU 7.2.19 is too old: at least 8 is needed, because older ones crash the guest.',
    })
  })

  test('of a program that says something else is reported', async () => {
    withProgram('echo hello')
    await expect(qemuVersion('amd64')).rejects.toMatchObject({
      code: 'broken',
      message: '“qemu-system-x86_64 --version” says something unexpected.',
    })
  })
})

test('what QEMU complains about as it ends is kept', async () => {
  withProgram('echo "could not open disk" >&2; exit 1')
  const files = await machineOnDisk()
  expect(await startQemu(files, ['qemu-system-x86_64'], []).ended).toBe('could not open disk')
})

const qemu = (): string => {
  const program = join(temporaryFolder(), 'qemu-system-x86_64')
  copyFileSync('/bin/bash', program)
  return program
}

const start = (uuid: string, path: string): ChildProcess => {
  const child = spawn(path, ['-c', 'while :; do sleep 0.1; done', '-uuid', uuid], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('a QEMU that ends between the look and the signal was not there', async () => {
  const child = start(record.uuid, qemu())
  await once(child, 'spawn')
  const seen = processes.list()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(seen.map(({ pid }) => pid)).toContain(child.pid)
  expect(killQemu(record.uuid, { list: () => seen })).toBe(false)
})

test('a QEMU is killed by its machine’s number; others are let be', async () => {
  const program = qemu()
  const ours = start(record.uuid, program)
  const strangers = [start('11111111-1111-4111-8111-111111111111', program), start(record.uuid, '/bin/bash')]
  await Promise.all([ours, ...strangers].map((child) => once(child, 'spawn')))
  expect(killQemu(record.uuid)).toBe(true)
  await once(ours, 'exit')
  expect(strangers.map(({ exitCode, signalCode }) => [exitCode, signalCode])).toEqual([
    [null, null],
    [null, null],
  ])
})

test('the end of the guest’s console is shown without what a terminal would obey', async () => {
  const files = await machineOnDisk()
  writeFileSync(files.serialLog, 'one\r\n\r\ntwo\u001b]0;title\u0007\r\nthree\u009b31m\n')
  expect(await lastConsoleLines(files, 2)).toBe('two]0;title\nthree31m')
})
