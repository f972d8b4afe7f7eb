import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { processesOf, qemuIn } from '../../../fixtures/living.ts'
import { launch, type Running } from '../../../fixtures/process.ts'
import { reportOf } from '../../../fixtures/verified.ts'

const labCli = join(import.meta.dirname, '../../../fixtures/lab-cli.ts')

/** A guide of a few steps, from the VM that is ready. */
const start = (state: string, ...args: readonly string[]): Running =>
  launch(process.execPath, ['--disable-warning=ExperimentalWarning', labCli, ...args, '--json'], {
    SHIPSHAPE_STATE: state,
  })

/** A process that has been ended takes a moment to be gone, more so on a busy computer. */
const expectNothingLeft = (state: string): Promise<void> =>
  expect.poll(() => processesOf(state), { timeout: 5000 }).toEqual([])

test('ports the wrong way round fail the guide, which says what was seen', async () => {
  const state = temporaryFolder()
  const ended = await start(state, 'verify', 'mistaken').ended
  const report = reportOf(ended)
  const web = report.steps.find(({ id }) => id === 'web')
  expect([report.status, ended.code, web?.status]).toEqual(['failed', 1, 'failed'])
  expect(web?.why?.en).toContain('8800/tcp as 80')
  await expectNothingLeft(state)
})

test('a machine that is killed breaks the run within 15 seconds, and nothing stays', async () => {
  const state = temporaryFolder()
  const running = start(state, 'run', 'slow')
  await running.says('begun\\n')
  const killed = performance.now()
  process.kill(qemuIn(state), 'SIGKILL')
  const ended = await running.ended
  expect((performance.now() - killed) / 1000).toBeLessThan(15)
  expect([reportOf(ended).status, ended.code]).toEqual(['broken', 2])
  await expectNothingLeft(state)
})

test('a machine that is stopped breaks the run within 15 seconds, and nothing is left or listed as left', async () => {
  const state = temporaryFolder()
  const running = start(state, 'run', 'slow')
  await running.says('begun\\n')
  const stopped = performance.now()
  process.kill(qemuIn(state), 'SIGSTOP')
  const ended = await running.ended
  expect((performance.now() - stopped) / 1000).toBeLessThan(15)
  const report = reportOf(ended)
  expect([report.status, report.leftovers, ended.code]).toEqual(['broken', [], 2])
  expect(report.steps.find(({ id }) => id === 'slow')?.why?.en).toContain('stopped from outside (SIGSTOP)')
  await expectNothingLeft(state)
})

test('Ctrl-C after the machine was stopped ends the run within 5 seconds', async () => {
  const state = temporaryFolder()
  const running = start(state, 'run', 'slow')
  await running.says('begun\\n')
  process.kill(qemuIn(state), 'SIGSTOP')
  const interrupted = performance.now()
  running.child.kill('SIGINT')
  const ended = await running.ended
  expect((performance.now() - interrupted) / 1000).toBeLessThan(5)
  expect(reportOf(ended).leftovers).toEqual([])
  await expectNothingLeft(state)
})

test.each([
  ['in the middle of a step', 'begun\\n', 'slow'],
  ['while the machine is resumed', 'Resuming', 'few'],
])('Ctrl-C %s undoes everything', async (_, text, guide) => {
  const state = temporaryFolder()
  const running = start(state, 'run', guide)
  await running.says(text)
  running.child.kill('SIGINT')
  const ended = await running.ended
  expect([reportOf(ended).status, reportOf(ended).leftovers, ended.code]).toEqual(['cancelled', [], 130])
  await expectNothingLeft(state)
})
