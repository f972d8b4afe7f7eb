import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { type EndedInTerminal, inTerminal } from '../../fixtures/in-terminal.ts'
import type { Ended } from '../../fixtures/process.ts'

const cli = 'test/fixtures/cli.ts'

interface KeptHere {
  /** The terminal of the run that keeps its VM. */
  readonly keeping: Promise<EndedInTerminal>
  readonly env: Record<string, string>
  readonly shipshape: (...args: readonly string[]) => Promise<Ended>
}

/** A run in a terminal of its own, which keeps its VM now. */
const keep = async (presses: Parameters<typeof inTerminal>[1] = []): Promise<KeptHere> => {
  const env = { SHIPSHAPE_STATE: join(temporaryFolder(), 'state') }
  const keeping = inTerminal([cli, 'run', 'good', '--keep'], presses, env)
  const shipshape = (...args: readonly string[]): Promise<Ended> => shipshapeHere(args, env, catalogue)
  while (presses.length === 0 && !(await shipshape('kept')).stdout.includes('of good, until')) await sleep(50)
  return { keeping, env, shipshape }
}

test('a run keeps its VM, which another terminal enters and ends; nothing is left then', async () => {
  const { keeping, env, shipshape } = await keep()
  const typed = [
    ['vm$', 'echo sum=$((6 * 7)); exit 5\r'],
    ['sum=42', ''],
  ] as const
  const shell = await inTerminal([cli, 'kept', 'shell'], typed, env)
  expect([shell.exitCode, shell.said]).toEqual([5, expect.stringContaining('sum=42')])
  const second = await shipshape('run', 'good')
  expect([second.code, second.stderr]).toEqual([3, expect.stringContaining('End it: npx shipshape kept end')])
  const ended = await shipshape('kept', 'end')
  expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('of good ends: what it made is undone.')])
  const { exitCode, said } = await keeping
  expect(said).toContain('A shell in its VM, in another terminal: npx shipshape kept shell')
  expect(said).toContain('Undo everything now: npx shipshape kept end (or Ctrl-C here)')
  expect(said).toMatch(/undone[^]*two[^]*undone[^]*one/)
  expect(exitCode).toBe(0)
  expect((await shipshape('run', 'good')).code).toBe(0)
})

test('Ctrl-C ends a run that keeps its VM, and its result stays', async () => {
  const { keeping } = await keep([['Ctrl-C here', '\u0003']])
  const { exitCode, said } = await keeping
  expect(said).toContain('The run ends: undoing what was done.')
  expect(exitCode).toBe(0)
})

test('without a VM that is kept, the commands say how to get one', async () => {
  const env = { SHIPSHAPE_STATE: join(temporaryFolder(), 'state') }
  expect((await shipshapeHere(['kept'], env, catalogue)).stdout).toBe('No run keeps a VM now.\n')
  expect((await shipshapeHere(['kept', '--json'], env, catalogue)).stdout).toBe('[]\n')
  for (const what of ['shell', 'end'])
    expect(await shipshapeHere(['kept', what], env, catalogue)).toMatchObject({
      code: 3,
      stderr: 'No run keeps a VM now.\nnpx shipshape run GUIDE --keep\n',
    })
})
