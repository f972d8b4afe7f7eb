import { createServer } from 'node:net'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { thisHost } from '../../../runner/runs/host.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

test('a program is found where PATH says, and only when it can be executed', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'tool'), '')
  writeFileSync(join(folder, 'text'), '')
  chmodSync(join(folder, 'tool'), 0o755)
  const host = thisHost(folder, `/nowhere:${folder}`)
  expect(await Promise.all(['tool', 'text', 'none'].map((name) => host.hasProgram(name)))).toEqual([true, false, false])
})

test('free room is measured in gigabytes', async () => {
  const host = thisHost(temporaryFolder())
  for (const gigabytes of [await host.freeDiskGigabytes(), await host.freeMemoryGigabytes()]) {
    expect(gigabytes).toBeGreaterThan(0.01)
    expect(gigabytes).toBeLessThan(1e6)
  }
})

test('a computer is reached when a port of it answers', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number } // it listens on TCP
  const host = thisHost(temporaryFolder())
  expect(await host.canReach(`127.0.0.1:${port}`)).toBe(true)
  await new Promise((resolve) => server.close(resolve))
  expect(await host.canReach(`127.0.0.1:${port}`)).toBe(false)
})
