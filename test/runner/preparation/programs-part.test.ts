import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunnerError } from '../../../runner/errors.ts'
import type { Part } from '../../../runner/preparation/part.ts'
import { programsPart, type PartTerminal } from '../../../runner/preparation/programs-part.ts'
import type { Environment } from '../../../runner/setup/packages.mjs'
import { programTable, type Use } from '../../../runner/setup/programs.mjs'
import { fakeSystem, wording, type FakeSystem } from '../setup/fake-system.ts'

const uses: ReadonlySet<Use> = new Set<Use>(['client'])
let system: FakeSystem
let said: string[]
let held: string[]
beforeEach(async () => {
  ;[said, held] = [[], []]
  system = await fakeSystem('ID=debian\nVERSION_CODENAME=trixie\n')
  for (const {
    names: [name],
    use,
  } of programTable())
    if (use === 'client' && name !== 'curl') await system.program(name, wording('10.0'))
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
})
afterEach(() => rm(system.folder, { recursive: true, force: true }))

const terminal = (agree: PartTerminal['agree']): PartTerminal => ({
  say: (text) => said.push(text),
  agree,
  hold: () => (held.push('hold'), () => held.push('release')),
})
const never: PartTerminal['agree'] = () => Promise.reject(new Error('nobody is to be asked'))
const part = (change: Partial<Environment> = {}, agree = never): Part =>
  programsPart({ uses, environment: { ...system.environment, ...change }, terminal: terminal(agree) })

const { signal } = new AbortController()
const heard: string[] = []
const work = {
  signal,
  progress: ({ text }: { readonly text: { readonly en: string } }): void => void heard.push(text.en),
}
const failure = (of: Part): Promise<RunnerError> =>
  of.make(work).then(
    () => Promise.reject(new Error('it was expected to fail')),
    (error: unknown) => error as RunnerError,
  ) // what a part rejects with

test('what is missing is found, installed without a question where nobody could answer, and found again', async () => {
  const programs = part()
  expect(await programs.find(work)).toBe('missing')
  await programs.make(work)
  expect(await programs.find(work)).toBe('ready')
  expect(said[0]).toBe('Missing on this computer:\n  curl  is typed in the guides')
  expect(heard).toEqual(['Reading the package lists (apt-get update)', 'Installing programs (apt-get install)'])
})

describe('in a terminal', () => {
  test('the person is asked, with the terminal to themselves, and may decline', async () => {
    const asked: string[] = []
    const error = await failure(
      part({ isTerminal: true }, (question) => (asked.push(question), Promise.resolve(false))),
    )
    expect(asked).toEqual(['Install it now? [Y/n] '])
    expect(held).toEqual(['hold', 'release'])
    expect(error.problem.what).toEqual({
      en: 'Missing programs: curl. Nothing was installed.',
      'zh-cn': '缺少程序：curl。没有安装任何东西。',
    })
    expect(error.hint).toContain('install -y --no-install-recommends curl')
    expect(await system.calls('apt')).toEqual([])
  })

  test('a sudo that asks for a password has it as long as it works', async () => {
    await system.program('sudo', '#!/bin/sh\n[ "$1" != -n ] || exit 1\nexec "$@"\n')
    await part({ isTerminal: true, uid: 1000 }, () => Promise.resolve(true)).make(work)
    expect(held).toEqual(['hold', 'hold', 'release', 'release'])
    expect(said).toContain('Installing programs (apt-get install) …')
  })
})

test('without root and without a terminal it fails with the command that fixes it', async () => {
  const error = await failure(part({ uid: 1000 }))
  expect({ code: error.code, words: error.problem.what, hint: error.hint }).toEqual({
    code: 'blocked',
    words: {
      en: 'Missing programs: curl. Installing it needs root, and there is no sudo without a password here.',
      'zh-cn': '缺少程序：curl。安装需要 root 权限，而这里没有免密码的 sudo。',
    },
    hint: `sudo sh -e <<'END'
apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update
apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 install -y --no-install-recommends curl
END`,
  })
})

test('on a system whose package manager is unknown it names what to install', async () => {
  await writeFile(join(system.folder, 'etc/os-release'), 'ID=fedora\n')
  const error = await failure(part())
  expect([error.message, error.hint]).toEqual([
    'Missing programs: curl. Set-up knows Debian, Ubuntu and Homebrew, not fedora on linux. Debian names these ' +
      'packages: curl',
    'npx shipshape doctor',
  ])
})

test('on a Mac without Homebrew it says what to run', async () => {
  const error = await failure(part({ platform: 'darwin' }))
  expect([error.message, error.hint]).toEqual([
    'Missing programs: curl. Installing it needs Homebrew: https://brew.sh',
    'brew install curl',
  ])
})

test('stopped in the middle of an installation, it stops the package manager and says what comes next', async () => {
  await system.program(
    'apt-get',
    '#!/bin/sh\necho $$ > "$FAKE/apt.pid"\ntrap "exit 130" INT\nwhile :; do sleep 0.05; done\n',
  )
  const stop = new AbortController()
  const made = failure({ ...part(), make: () => part().make({ ...work, signal: stop.signal }) })
  const pid = await waitForFile(join(system.folder, 'apt.pid'))
  stop.abort()
  const error = await made
  expect([error.code, error.message]).toEqual([
    'cancelled',
    'Missing programs: curl. Stopped. The next start finishes the installation.',
  ])
  expect(() => process.kill(Number(pid), 0)).toThrow()
})

const waitForFile = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.endsWith('\n') ? text : (await new Promise((resolve) => setTimeout(resolve, 20)), waitForFile(path))
}
