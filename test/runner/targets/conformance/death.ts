import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { expectNothingLives, makeFolder, open, removeFolder, run, testIf, type TargetUnderTest } from './under-test.ts'

const program = join(import.meta.dirname, 'open-and-wait.ts')

/** A runner of its own, killed as soon as its session is open. */
const openAndKill = async ({ module, machine }: TargetUnderTest, folder: string): Promise<void> => {
  const args = ['--disable-warning=ExperimentalWarning', program, module.file, module.name, machine, folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('close', () => reject(new Error('it ended before its session was open')))
  })
  child.removeAllListeners('close')
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

export const deathTests = (under: TargetUnderTest): void => {
  const { target, kill, home } = under
  testIf(kill !== undefined)('says that its machine was killed, and leaves nothing', async () => {
    const folder = makeFolder()
    onTestFinished(() => removeFolder(folder))
    const session = await open(under, folder)
    kill?.(folder)
    expect(await session.died).not.toBe('')
    await expect(run(session, 'true')).rejects.toMatchObject({ name: 'RunnerError', code: 'broken' })
    await session[Symbol.asyncDispose]()
    await expectNothingLives(folder)
  })

  testIf(target.reap !== undefined)('ends what a killed runner has left, when it is asked to', async () => {
    const folder = makeFolder()
    onTestFinished(() => removeFolder(folder))
    await openAndKill(under, folder)
    await target.reap?.(folder)
    await expectNothingLives(folder)
    expect(existsSync(home(folder))).toBe(false)
    await target.reap?.(folder)
  })
}
