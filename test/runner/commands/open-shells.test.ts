import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { enterShared, type OpenShell } from '../../../runner/commands/lab/open-shells.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

/** What the shells share; it notes what is done with it. */
const shared = (folder: string) => {
  const done: string[] = []
  const open = (): Promise<number> => Promise.resolve(done.push('opened'))
  const close = (): Promise<void> => Promise.resolve(void done.push('closed'))
  return { done, enter: (): Promise<OpenShell<number>> => enterShared(folder, open), close }
}

test('only the last shell closes what all share', async () => {
  const { done, enter, close } = shared(temporaryFolder())
  const [first, second] = [await enter(), await enter()]
  await first.leave(close)
  expect(done).toEqual(['opened', 'opened'])
  const third = await enter()
  await second.leave(close)
  await third.leave(close)
  expect(done).toEqual(['opened', 'opened', 'opened', 'closed'])
})

test('a shell that was killed counts no longer', async () => {
  const folder = temporaryFolder()
  const url = new URL('../../../runner/commands/lab/open-shells.ts', import.meta.url).href
  const script = `
    import { enterShared } from ${JSON.stringify(url)}
    await enterShared(${JSON.stringify(folder)}, async () => undefined)
    process.stdout.write('inside'); setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void other.kill('SIGKILL'))
  await once(other.stdout, 'data')
  const { done, enter, close } = shared(folder)
  await (await enter()).leave(close)
  expect(done).toEqual(['opened'])
  other.kill('SIGKILL')
  await once(other, 'exit')
  await (await enter()).leave(close)
  expect(done).toEqual(['opened', 'opened', 'closed'])
})

test('nobody enters what is being closed', async () => {
  const { done, enter } = shared(temporaryFolder())
  const first = await enter()
  const closing = Promise.withResolvers<undefined>()
  const leaving = first.leave(async () => {
    await closing.promise
    done.push('closed')
  })
  const entering = enter()
  await new Promise((resolve) => setTimeout(resolve, 200))
  closing.resolve(undefined)
  await Promise.all([leaving, entering])
  expect(done).toEqual(['opened', 'closed', 'opened'])
})

test('a shell that could not open it is not inside', async () => {
  const folder = join(temporaryFolder(), 'shells')
  await expect(enterShared(folder, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  const { done, enter, close } = shared(folder)
  await (await enter()).leave(close)
  expect(done).toEqual(['opened', 'closed'])
})
