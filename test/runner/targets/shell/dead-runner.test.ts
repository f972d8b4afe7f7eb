import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { processes } from '../../../../runner/host/processes/index.ts'
import { endSession } from '../../../../runner/targets/shell/shell.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { launch } from '../../../fixtures/process.ts'

const program = join(import.meta.dirname, 'run-and-wait.ts')
const isRunning = (pid: number): boolean => processes.find(pid) !== undefined

const written = (folder: string): readonly string[] => {
  try {
    return readFileSync(join(folder, 'steps', 'one', 'stdout'), 'utf8').split('\n')
  } catch {
    return [] // It has not begun.
  }
}

test('when the runner is killed, its terminal hangs up: what was written is kept, and what runs ends', async () => {
  const folder = temporaryFolder()
  const escape = 'setsid sh -c "echo \\$\\$; exec sleep 300" & sleep 1'
  const line = `${escape}; echo $$; seq 1000; sleep 300 & echo $!; echo begun; sleep 300`
  const runner = launch(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder, line])
  await expect.poll(() => written(folder).includes('begun'), { timeout: 20_000 }).toBe(true)
  runner.child.kill('SIGKILL')
  await runner.ended
  const [escaped = 0, shell = 0, ...lines] = written(folder).map(Number)
  expect(lines.slice(0, 1000)).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1))
  const job = lines[1000] ?? 0
  await expect.poll(() => [shell, job].map(isRunning), { timeout: 10_000 }).toEqual([false, false])
  // What has left the terminal is found by its environment, as soon as somebody cleans up.
  expect(isRunning(escaped)).toBe(true)
  await endSession(folder)
  expect(isRunning(escaped)).toBe(false)
})

test.each([
  ['ignores a hangup', "trap '' HUP", false],
  ['ignores a hangup, and has lost its files', "trap '' HUP", true],
  ['has a trap for it', 'trap true HUP', false],
])('a shell at its prompt ends with its runner, also one that %s', { timeout: 30_000 }, async (_, trap, losesFiles) => {
  const folder = temporaryFolder()
  const line = `${trap}; echo $$; echo begun; sleep 1`
  const runner = launch(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder, line])
  await expect.poll(() => written(folder).includes('begun'), { timeout: 20_000 }).toBe(true)
  const shell = Number(written(folder)[0])
  runner.child.kill('SIGKILL')
  await runner.ended
  if (losesFiles) rmSync(folder, { recursive: true })
  expect(isRunning(shell)).toBe(true)
  await expect.poll(() => isRunning(shell), { timeout: 15_000, interval: 200 }).toBe(false)
})
