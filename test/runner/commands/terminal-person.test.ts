import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { type EndedInTerminal, inTerminal } from '../../fixtures/in-terminal.ts'

/** A run of a guide whose first step only a person can do, in a real terminal. */
const runInTerminal = async (
  presses: Parameters<typeof inTerminal>[1],
  isDone: boolean,
): Promise<EndedInTerminal & { readonly file: string }> => {
  const folder = temporaryFolder()
  const file = join(folder, 'new')
  if (isDone) writeFileSync(file, '')
  const env = { SHIPSHAPE_TEST_CLICKED: file, SHIPSHAPE_STATE: join(folder, 'state') }
  return { ...(await inTerminal(['test/fixtures/cli.ts', 'run', 'clicks'], presses, env)), file }
}

test('a step by hand is asked for in the terminal, and Return continues the run', async () => {
  const { exitCode, said, file } = await runInTerminal([['press Return', '\r']], true)
  expect(said).toContain('By hand: 1/2 click: Make click')
  expect(said).toContain('Click “New”.')
  expect(said).toMatch(/✓ passed 1\/2 click[^]*✓ passed 2\/2 two/)
  expect([exitCode, existsSync(file)]).toEqual([0, false])
})

test('Return before the run asks counts for nothing, and a step that was not done fails', async () => {
  const { exitCode, said } = await runInTerminal(
    [
      ['Making a home', '\r\r'],
      ['press Return', '\r'],
    ],
    false,
  )
  expect(said).toContain('✗ failed 1/2 click')
  expect(exitCode).toBe(1)
})

test('Ctrl-C while the run waits cancels it', async () => {
  const { exitCode, said } = await runInTerminal([['press Return', '\u0003']], false)
  expect(said).toContain('Cancelled: undoing what was done.')
  expect(exitCode).toBe(130)
})
