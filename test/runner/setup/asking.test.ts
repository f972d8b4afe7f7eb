import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeSystem, wording, type FakeSystem } from './fake-system.ts'
import { programTable } from '../../../runner/setup/programs.mjs'

let system: FakeSystem
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-asking-'))
  system = await fakeSystem('ID=debian\nVERSION_CODENAME=trixie\n')
  for (const {
    names: [name],
  } of programTable())
    if (name !== 'curl') await system.program(name, wording('10.0'))
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
})
afterAll(() => Promise.all([folder, system.folder].map((path) => rm(path, { recursive: true, force: true }))))

const setup = join(import.meta.dirname, '../../../runner/setup')

/** Set-up in a real terminal, with one key pressed at its question. */
const answer = (keys: string): Promise<number> =>
  new Promise((resolve) => {
    const script = `import { ensurePrograms } from ${JSON.stringify(join(setup, 'setup.mjs'))}
const environment = ${JSON.stringify({ ...system.environment, isTerminal: true })}
ensurePrograms(new Set(['client']), environment).catch((error) => { process.exitCode = error.exitCode })`
    const terminal = spawn(process.execPath, ['--input-type=module', '-e', script], { cols: 100 })
    let said = ''
    terminal.onData((text) => {
      if (!said.includes('[Y/n]') && (said += text).includes('[Y/n]')) terminal.write(keys)
    })
    terminal.onExit(({ exitCode }) => resolve(exitCode))
  })

test.each([
  ['“n”', 'n\r', 3],
  ['Ctrl-C', '\u0003', 130],
  ['the end of input', '\u0004', 130],
])('%s installs nothing', async (_, keys, exitCode) => {
  expect(await answer(keys)).toBe(exitCode)
  expect(await system.calls('apt')).toEqual([])
})

test('Return installs', async () => {
  expect(await answer('\r')).toBe(0)
  expect((await system.calls('apt')).at(-1)).toContain('install -y --no-install-recommends curl')
})
