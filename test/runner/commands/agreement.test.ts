import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { inTerminal } from '../../fixtures/in-terminal.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const held = 'Your engine holds 3 containers.'
const holding = {
  ...catalogue,
  targets: () => Promise.resolve([scriptedTarget({ holds: { en: held, 'zh-cn': '你的引擎上有 3 个容器。' } })]),
}
const here = (...args: readonly string[]): ReturnType<typeof shipshapeHere> =>
  shipshapeHere(args, { SHIPSHAPE_STATE: join(temporaryFolder(), 'state') }, holding)

test.each(['run', 'verify'])(
  'without a terminal, %s uses an engine that holds other things only with --yes',
  async (verb) => {
    const refused = await here(verb, 'good')
    expect([refused.code, refused.stdout]).toEqual([3, ''])
    expect(refused.stderr).toContain(held)
    expect(refused.stderr).toContain('--yes')
    const { code, stdout } = await here(verb, 'good', '--yes')
    expect([code, stdout]).toEqual([0, expect.stringContaining('passed: good')])
  },
)

const inTerminalWith = (answer: string): ReturnType<typeof inTerminal> =>
  inTerminal(['test/fixtures/cli.ts', 'run', 'good'], [['Use it? [y/N]', answer]], {
    SHIPSHAPE_TEST_HOLDS: held,
    SHIPSHAPE_STATE: join(temporaryFolder(), 'state'),
  })

test('in a terminal it asks, and y runs the guide', async () => {
  const { exitCode, said } = await inTerminalWith('y\r')
  expect(said).toContain(held)
  expect([exitCode, said]).toEqual([0, expect.stringContaining('passed: good')])
})

test.each([
  ['Return', '\r'],
  ['n', 'n\r'],
  ['Ctrl-C', '\u0003'],
])('%s runs nothing', async (_, answer) => {
  const { exitCode, said } = await inTerminalWith(answer)
  expect(said).toContain('Nothing was run.')
  expect([exitCode, said.includes('passed')]).toEqual([130, false])
})
