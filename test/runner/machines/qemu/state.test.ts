import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readRecord } from '../../../../runner/machines/qemu/record.ts'
import { stateOf } from '../../../../runner/machines/qemu/state.ts'
import { fakeQemu } from '../../../fixtures/fake-qemu.ts'
import { machineOnDisk, record } from '../../../fixtures/machine.ts'

describe('a machine without a QEMU', () => {
  test.each(['poweroff', 'saved'] as const)('that was left as %s is %s', async (left) => {
    expect(await stateOf(await machineOnDisk({ left }))).toBe(left)
  })

  test('that powered itself off is off', async () => {
    expect(await stateOf(await machineOnDisk({ left: 'running' }))).toBe('poweroff')
  })

  test('whose QEMU was killed, or whose host lost power, is aborted', async () => {
    const files = await machineOnDisk({ left: 'running' })
    writeFileSync(files.processId, '4711\n')
    expect(await stateOf(files)).toBe('aborted')
  })

  test('whose QEMU was terminated by the system is aborted', async () => {
    const files = await machineOnDisk({ left: 'running' })
    writeFileSync(files.qemuLog, 'qemu-system-x86_64: terminating on signal 15 from pid 1 (init)\n')
    expect(await stateOf(files)).toBe('aborted')
  })
})

test('a machine whose QEMU answers is what QEMU says, whatever was noted', async () => {
  const { path } = await fakeQemu({ 'query-status': () => ({ return: { status: 'paused' } }) })
  const files = await machineOnDisk({ left: 'saved' })
  expect(await stateOf({ ...files, socket: path })).toBe('paused')
})

describe('the machine’s file', () => {
  test('is read as it was written', async () => {
    expect(await readRecord(await machineOnDisk())).toEqual(record)
  })

  test.each(['', '{', '{"version": 1}', '[]'])('that is damaged (%j) is reported with a fix', async (text) => {
    const files = await machineOnDisk()
    writeFileSync(files.record, text)
    await expect(readRecord(files)).rejects.toMatchObject({
      code: 'broken',
      hint: `Start over: rm -r “${files.folder}”, then “boot2docker init”.`,
    })
  })
})
