import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { holderOf, isLocked, takeLock, waitForLock } from '../../../runner/host/lock.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const lockPath = (): string => join(temporaryFolder(), 'locks', 'it.lock')
const program = pathToFileURL(join(import.meta.dirname, '../../../runner/host/lock.ts')).href

/** Another process that holds the lock until the test ends. `prefix` puts it somewhere else. */
const holdElsewhere = async (path: string, prefix: readonly string[] = []): Promise<ChildProcess> => {
  const script = `
    const { takeLock } = await import(${JSON.stringify(program)})
    takeLock(${JSON.stringify(path)}, 'make a machine')
    process.stdout.write('held')
    setInterval(() => gc(), 50)`
  const words = [process.execPath, '--expose-gc', '--input-type=module', '--eval', script]
  // env(1) becomes its command, and does nothing else here.
  const child = spawn('env', [...prefix, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

test('one holds it, in this process too, until it lets go', () => {
  const path = lockPath()
  const lock = takeLock(path)
  expect([takeLock(path), isLocked(path)]).toEqual([undefined, true])
  lock?.release()
  expect(isLocked(path)).toBe(false)
})

test('only its owner may read it, and who holds it', () => {
  const path = lockPath()
  const lock = takeLock(path, 'one')
  expect([path, `${path}.holder.json`].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600])
  lock?.release()
  expect(existsSync(`${path}.holder.json`)).toBe(false)
})

test('another process learns who holds it, and gets it when the holder is killed', async () => {
  const path = lockPath()
  const holder = await holdElsewhere(path)
  // Time for its memory to be collected: what nobody refers to is held all the same.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(takeLock(path)).toBeUndefined()
  expect(await holderOf(path)).toMatchObject({ what: 'make a machine', pid: holder.pid })
  const waiting = waitForLock(path, { what: 'start it', everyMs: 10 })
  holder.kill('SIGKILL')
  const lock = await waiting
  expect(await holderOf(path)).toMatchObject({ what: 'start it', pid: process.pid })
  lock?.release()
})

test('what a killed holder has left is not the name of the next one', async () => {
  const path = lockPath()
  const holder = await holdElsewhere(path)
  holder.kill('SIGKILL')
  await once(holder, 'close')
  const lock = await waitForLock(path, { everyMs: 10 })
  expect(await holderOf(path)).toBeUndefined()
  lock?.release()
})

const elsewhere = ['unshare', '--user', '--map-root-user', '--net', '--pid', '--fork', '--kill-child', '--mount-proc']
const mayUnshare = spawnSync('unshare', [...elsewhere.slice(1), 'true']).status === 0

test.skipIf(!mayUnshare)('a holder in another network and process namespace keeps others out', async () => {
  const path = lockPath()
  const holder = await holdElsewhere(path, elsewhere)
  expect(takeLock(path)).toBeUndefined()
  expect(await holderOf(path)).toMatchObject({ what: 'make a machine', pid: 1 })
  holder.kill('SIGKILL')
  const lock = await waitForLock(path, { everyMs: 10 })
  lock?.release()
})

test('a holder that notes its name late, on a busy computer, is named', async () => {
  const [path, other] = [lockPath(), lockPath()]
  const [lock, noted] = [takeLock(path), takeLock(other, 'start it')]
  setTimeout(() => copyFileSync(`${other}.holder.json`, `${path}.holder.json`), 600)
  expect(await holderOf(path)).toMatchObject({ what: 'start it', pid: process.pid })
  lock?.release()
  noted?.release()
})

test('whoever waits hears once that it is held, and may give up or run out of time', async () => {
  const path = lockPath()
  const lock = takeLock(path)
  let held = 0
  const onHeld = (): void => void (held += 1)
  expect(await waitForLock(path, { everyMs: 5, withinMs: 30, onHeld })).toBeUndefined()
  expect(held).toBe(1)
  await expect(waitForLock(path, { everyMs: 1000, signal: AbortSignal.timeout(20) })).rejects.toThrow()
  lock?.release()
})

test('a file of garbage becomes a lock', () => {
  const path = join(temporaryFolder(), 'it.lock')
  writeFileSync(path, 'no database, but more than the header of one '.repeat(50))
  const lock = takeLock(path)
  expect(lock).toBeDefined()
  expect(isLocked(path)).toBe(true)
  lock?.release()
})
