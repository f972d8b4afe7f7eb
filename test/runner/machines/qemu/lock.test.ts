import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { addForward } from '../../../../runner/machines/qemu/forwards.ts'
import { exclusively } from '../../../../runner/machines/qemu/lock.ts'
import { readRecord } from '../../../../runner/machines/qemu/record.ts'
import { machineOnDisk, record } from '../../../fixtures/machine.ts'

test('twenty changes at once are all kept', async () => {
  const files = await machineOnDisk()
  const ports = Array.from({ length: 20 }, (_, index) => 21_000 + index)
  await Promise.all(
    ports.map((hostPort) =>
      exclusively(files, async () => {
        const forward = {
          name: `port-${hostPort}`,
          protocol: 'tcp',
          hostAddress: '127.0.0.1',
          hostPort,
          guestPort: 80,
        } as const
        await addForward(files, (await readRecord(files)) ?? record, forward)
      }),
    ),
  )
  expect((await readRecord(files))?.spec.forwards).toHaveLength(2 + ports.length)
})

test('a killed holder holds no longer', async () => {
  const files = await machineOnDisk()
  const script = `
    import { exclusively } from ${JSON.stringify(new URL('../../../../runner/machines/qemu/lock.ts', import.meta.url).href)}
    await exclusively(${JSON.stringify(files)}, () => new Promise(() => { process.stdout.write('held'); setInterval(() => {}, 1000) }))`
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  let isHeld = false
  const waiting = exclusively(files, () => Promise.resolve((isHeld = true)))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(isHeld).toBe(false)
  holder.kill('SIGKILL')
  await waiting
  expect(isHeld).toBe(true)
})

test('waiting can be aborted', async () => {
  const files = await machineOnDisk()
  await exclusively(files, async () => {
    await expect(exclusively(files, () => Promise.resolve(), { signal: AbortSignal.timeout(200) })).rejects.toThrow()
  })
})

test('who waits learns once for whom', async () => {
  const files = await machineOnDisk()
  const names: string[] = []
  const first = Promise.withResolvers<undefined>()
  const holding = exclusively(files, () => first.promise)
  const waiting = exclusively(files, () => Promise.resolve('done'), { onHeld: (who) => names.push(who) })
  await expect.poll(() => names).toEqual([`process ${process.pid}, ${process.argv.slice(2).join(' ')}`])
  first.resolve(undefined)
  await holding
  expect([await waiting, names.length]).toEqual(['done', 1])
})
