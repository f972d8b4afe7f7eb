import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Screen } from '../../../runner/reporters/screen.ts'
import { inTerminal } from '../../fixtures/in-terminal.ts'
import { shareScreen } from '../../../runner/commands/terminal.ts'

const root = join(import.meta.dirname, '../../..')
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-terminal-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a person at the terminal', () => {
  const script = `const { askPerson } = await import(${JSON.stringify(join(root, 'runner/commands/terminal.ts'))})
process.on('SIGINT', () => process.exit(130))
const yes = await askPerson('Install it now? [Y/n] ', new AbortController().signal)
process.exit(yes ? 10 : 11)`

  test.each([
    ['Return', '\r', 10],
    ['“y”', 'y\r', 10],
    ['“n”', 'n\r', 11],
    ['the end of input', '\u0004', 11],
    ['Ctrl-C', '\u0003', 130],
  ])('answers with %s', async (_, keys, exitCode) => {
    expect((await inTerminal(['--input-type=module', '-e', script], [['[Y/n]', keys]])).exitCode).toBe(exitCode)
  })

  test('has the terminal to themselves while it is held; what was printed meanwhile comes afterwards', () => {
    const lines: string[] = []
    const screen: Screen = {
      print: (text) => lines.push(text),
      show: (text) => lines.push(`live ${text}`),
      isLive: true,
      close: () => undefined,
    }
    const shared = shareScreen(screen)
    const [release, releaseInner] = [shared.hold(), shared.hold()]
    shared.print('an image is ready')
    shared.show('45 %')
    shared.insist('Missing: curl')
    releaseInner()
    release()
    shared.show('46 %')
    expect(lines).toEqual(['live ', 'live ', 'Missing: curl', 'an image is ready', 'live 46 %'])
  })
})

test('a terminal shows one live line for each part that is not ready, and Ctrl-C ends all of it', async () => {
  await mkdir(join(folder, 'site'))
  await writeFile(join(folder, 'site', 'index.html'), '<!doctype html><title>Site</title>')
  const env = {
    SHIPSHAPE_STATE: join(folder, 'state'),
    SHIPSHAPE_CACHE: join(folder, 'cache'),
    SHIPSHAPE_TEST_PARTS: 'quick,slow',
    CI: 'true',
    NO_COLOR: '1',
  }
  const { exitCode, said } = await inTerminal(
    ['test/fixtures/cli.ts', 'serve', '--site', join(folder, 'site')],
    [['writing slow', '\u0003']],
    env,
  )
  expect(exitCode).toBe(130)
  expect(said).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/m)
  expect(said).toContain('  SLOW  50 %  writing slow')
  expect(said).toContain('✓ QUICK: ready after')
  expect(said).toContain(
    'Preparation stopped; no partial results were left. Ready: QUICK. The next start continues with: SLOW.',
  )
})
