import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whileLocked } from '../../../runner/setup/lock.mjs'

const places = ['/usr/bin', '/bin']
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-lock-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('work under one lock is done one after the other', async () => {
  const order: string[] = []
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 30))
    order.push(`${name} ends`)
  }
  await Promise.all(['a', 'b'].map((name) => whileLocked(join(folder, 'order'), places, work(name))))
  expect(order.map((line) => line.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends'])
})

test('a holder that is killed holds nothing', async () => {
  const file = join(folder, 'killed')
  const script = `import { whileLocked } from ${JSON.stringify(join(import.meta.dirname, '../../../runner/setup/lock.mjs'))}
await whileLocked(${JSON.stringify(file)}, ${JSON.stringify(places)}, () => { console.log('held'); return new Promise((resolve) => setTimeout(resolve, 60_000)) })`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  holder.kill('SIGKILL')
  expect(await whileLocked(file, places, () => Promise.resolve('had it'))).toBe('had it')
})
