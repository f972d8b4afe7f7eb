import { describe, expect, test } from 'vitest'
import { openQmp, type Qmp } from '../../../../runner/machines/qemu/qmp.ts'
import { connectTo } from '../../../../runner/machines/qemu/qmp-socket.ts'
import { Wire } from '../../../../runner/machines/qemu/qmp-wire.ts'
import { fakeQemu } from '../../../fixtures/fake-qemu.ts'

describe('a QEMU that has ended', () => {
  /** With the time limits of every day: an answer that came from one of them would take 10 s. */
  const openAndEnd = async (): Promise<Qmp> => {
    const { path, hangUp } = await fakeQemu({})
    const qmp = await openQmp(path)
    if (qmp === undefined) throw new Error('nobody answered')
    hangUp()
    await qmp.ended
    return qmp
  }

  test.each<readonly [string, (qmp: Qmp) => Promise<unknown>]>([
    ['query-status', (qmp) => qmp.status()],
    ['system_powerdown', (qmp) => qmp.pressPower()],
    ['query-migrate', (qmp) => qmp.saveBlockers()],
    ['snapshot-save', (qmp) => qmp.saveSnapshot('saved', 'data')],
    ['migrate-set-capabilities', (qmp) => qmp.writeState('/a/state.bin', 'devices')],
    ['human-monitor-command', (qmp) => qmp.addHostForward('tcp:127.0.0.1:8800-:8800')],
  ])('is said to have ended at once when it is asked “%s”', async (command, ask) => {
    const qmp = await openAndEnd()
    const since = performance.now()
    await expect(ask(qmp)).rejects.toMatchObject({
      code: 'broken',
      message: `QEMU ended before it was asked “${command}”.`,
    })
    expect(performance.now() - since).toBeLessThan(1_000)
  })

  test('needs no further command to end', async () => {
    const qmp = await openAndEnd()
    await qmp.quit()
  })

  test('while a question waits for its answer, fails that question at once', async () => {
    const { path } = await fakeQemu({ system_reset: () => 'hang up' })
    await using qmp = await openQmp(path)
    const since = performance.now()
    await expect(qmp?.reset()).rejects.toThrow('QEMU ended before it answered “system_reset”.')
    expect(performance.now() - since).toBeLessThan(1_000)
  })
})

test('a conversation that is closed before its greeting does not wait for it', async () => {
  const { path } = await fakeQemu({}, '')
  const socket = await connectTo(path)
  if (socket === undefined) throw new Error('nobody listens')
  const wire = new Wire(socket, { greeting: 10_000, answer: 10_000, snapshot: 10_000 })
  wire.end()
  await wire.closed
  await expect(wire.greeting()).rejects.toThrow('QEMU ended before it answered its greeting.')
})
