import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SetupError } from '../../../runner/setup/errors.mjs'
import { programTable, type Use } from '../../../runner/setup/programs.mjs'
import type { Environment } from '../../../runner/setup/packages.mjs'
import { ensureModules, ensurePrograms } from '../../../runner/setup/setup.mjs'
import { fakeSystem, wording, type FakeSystem } from './fake-system.ts'

const setUp = async (uses: ReadonlySet<Use>, environment: Environment): Promise<void> => {
  await ensureModules(environment)
  await ensurePrograms(uses, environment)
}

const trixie = 'ID=debian\nVERSION_CODENAME=trixie\n'
const bookworm = 'ID=debian\nVERSION_CODENAME=bookworm\n'
const uses: ReadonlySet<Use> = new Set<Use>(['machine', 'client'])
const names = programTable()
  .filter(({ use }) => uses.has(use))
  .map(({ names: [name] }) => name)
const qemu = names[0] ?? ''
const qemuPackage = programTable()[0]?.debian?.[0] ?? ''

let system: FakeSystem
let said: string[]

const begin = async (osRelease: string, missing: readonly string[]): Promise<void> => {
  system = await fakeSystem(osRelease)
  for (const name of names) if (!missing.includes(name)) await system.program(name, wording('10.0.2'))
}

beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(system.folder, { recursive: true, force: true })
})

const announced = (): string | undefined => said.find((line) => line.startsWith('Missing on this computer'))

const refusal = async (): Promise<SetupError> => {
  const error = await setUp(uses, system.environment).catch((caught: unknown) => caught)
  if (!(error instanceof SetupError)) throw new Error('set-up was expected to give up', { cause: error })
  return error
}

test('what is missing is named with its reason, installed, and found again', async () => {
  await begin(trixie, ['slirp4netns', 'curl'])
  await system.package('slirp4netns', '1.2.0', 'trixie', { slirp4netns: wording('1.2.0') })
  await system.package('curl', '8.14.1', 'trixie', { curl: wording('8.14.1') })
  await setUp(uses, system.environment)
  expect(announced()).toBe(
    'Missing on this computer:\n  slirp4netns  gives the namespace a way to the internet\n' +
      '  curl         is typed in the guides\n',
  )
  expect((await system.calls('apt')).map((call) => call.replace(/^.*Retries=3 /, ''))).toEqual([
    'update',
    'install -y --no-install-recommends slirp4netns curl',
  ])
  expect(await system.calls('npm')).toEqual(['ci --no-audit --no-fund --include=dev'])
  expect(existsSync(system.environment.guard)).toBe(false)
})

test('nothing is called when nothing is missing', async () => {
  await begin(trixie, [])
  await setUp(uses, system.environment)
  await setUp(uses, system.environment)
  expect(await system.calls('apt')).toEqual([])
  expect(await system.calls('npm')).toHaveLength(1)
})

test('npx finds our own programs, again after something took their place', async () => {
  await begin(trixie, [])
  await setUp(uses, system.environment)
  const link = join(system.environment.root, 'node_modules/.bin/ship')
  const run = (): string => execFileSync(link, { encoding: 'utf8' })
  expect(run()).toBe('sails\n')
  await rm(link)
  await writeFile(link, '')
  await setUp(uses, system.environment)
  expect(run()).toBe('sails\n')
})

test('a changed lock file asks for npm ci again', async () => {
  await begin(trixie, [])
  await setUp(uses, system.environment)
  await writeFile(join(system.environment.root, 'package-lock.json'), '{"changed":true}')
  await setUp(uses, system.environment)
  expect(await system.calls('npm')).toHaveLength(2)
})

test('a QEMU that is too old is replaced from the backports, on the mirror that is there', async () => {
  await begin(bookworm, [])
  await system.program(qemu, wording('7.2.19'))
  await writeFile(join(system.folder, 'etc/apt/sources.list'), 'deb http://deb.test/debian bookworm main\n')
  await system.package(qemuPackage, '1:7.2+dfsg-7', 'bookworm', { [qemu]: wording('10.0.2') })
  await setUp(uses, system.environment)
  expect(announced()).toContain(`${qemu} (version 7.2.19 is here, 8 or newer is needed)  runs the virtual machine`)
  expect(await readFile(join(system.folder, 'etc/apt/sources.list.d/shipshape-backports.sources'), 'utf8')).toContain(
    'URIs: http://deb.test/debian\nSuites: bookworm-backports\n',
  )
  expect((await system.calls('apt')).at(-1)).toContain(
    `install -y --no-install-recommends -t bookworm-backports ${qemuPackage}`,
  )
})

test('a program that is there and does not start counts as missing', async () => {
  await begin(trixie, [])
  await system.program('curl', '#!/bin/sh\nexit 127\n')
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
  await setUp(uses, system.environment)
  expect(announced()).toContain('curl does not start)  is typed in the guides')
})

test('an installation that was interrupted is finished first, and its guard taken away', async () => {
  await begin(trixie, ['curl'])
  await writeFile(join(system.folder, 'audit'), 'The following packages are only half configured:\n')
  await writeFile(
    system.environment.guard,
    '#!/bin/sh\n# shipshape: nothing is started while packages are installed\nexit 101\n',
  )
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
  await setUp(uses, system.environment)
  expect(await system.calls('dpkg')).toEqual(['--configure -a', '--audit', '--configure -a'])
  expect(existsSync(system.environment.guard)).toBe(false)
})

test('the guard of a killed installation is taken away even when nothing is missing', async () => {
  await begin(trixie, [])
  await setUp(uses, system.environment)
  await writeFile(
    system.environment.guard,
    '#!/bin/sh\n# shipshape: nothing is started while packages are installed\nexit 101\n',
  )
  await setUp(uses, system.environment)
  expect(existsSync(system.environment.guard)).toBe(false)
  expect(await system.calls('apt')).toEqual([])
})

test('without root it says the exact command and installs nothing', async () => {
  await begin(trixie, ['curl'])
  system = { ...system, environment: { ...system.environment, uid: 1000 } }
  const error = await refusal()
  expect({ message: error.message, hint: error.hint, exitCode: error.exitCode }).toEqual({
    message: 'Installing it needs root, and there is no sudo without a password here.',
    hint: `sudo sh -e <<'END'
apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 update
apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 install -y --no-install-recommends curl
END`,
    exitCode: 3,
  })
  expect(await system.calls('apt')).toEqual([])
})

test('a sudo that asks nothing is used', async () => {
  await begin(trixie, ['curl'])
  await system.program('sudo', '#!/bin/sh\necho "$2" >> "$FAKE/sudo.log"\nshift\nexec "$@"\n')
  await system.program('true', '#!/bin/sh\n')
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
  await setUp(uses, { ...system.environment, uid: 1000 })
  expect(await readFile(join(system.folder, 'sudo.log'), 'utf8')).toBe('true\nsh\nsh\n')
})

test('a package manager that fails is reported with its log and the command to try', async () => {
  await begin(trixie, ['curl'])
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
  await writeFile(join(system.folder, 'apt.exit'), '100')
  const error = await refusal()
  expect(error.message).toBe(
    `The package manager ended with exit code 100 (all of it is in ${system.environment.log}):\n  E: no room`,
  )
  expect(error.hint).toContain('install -y --no-install-recommends curl')
})

test('a program that is still missing afterwards is named', async () => {
  await begin(trixie, ['curl'])
  await system.package('curl', '8.0', 'trixie', {})
  expect((await refusal()).message).toBe('Still missing after the installation: curl')
})

test('a comparison that cannot be had stops nothing', async () => {
  await begin(trixie, [])
  await setUp(new Set<Use>([...uses, 'comparison']), system.environment)
  expect(said.join('')).toContain('debian trixie offers no package python3-cram.')
})

test('where no package brings a browser, Playwright downloads one, once', async () => {
  await begin('ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n', [])
  const { root, env } = system.environment
  await setUp(uses, system.environment)
  await symlink(process.execPath, join(root, 'node_modules/.bin/fresh'))
  await rename(join(root, 'node_modules/.bin/fresh'), join(root, 'node_modules/.bin/node'))
  await mkdir(join(root, 'node_modules/playwright'))
  const downloads = join(env['HOME'] ?? '', '.cache/ms-playwright')
  await writeFile(
    join(root, 'node_modules/playwright/cli.js'),
    `require('fs').mkdirSync(${JSON.stringify(downloads)} + '/chromium-' + process.argv.slice(2).join('_'), { recursive: true })`,
  )
  await setUp(new Set<Use>([...uses, 'browser']), system.environment)
  await setUp(new Set<Use>([...uses, 'browser']), system.environment)
  expect(await readdir(downloads)).toEqual(['chromium-install_--with-deps_chromium'])
  expect(said.filter((line) => line.startsWith('Downloading')).length).toBe(2)
})

test('on another system the packages to install are named', async () => {
  await begin('ID=fedora\n', ['curl', 'ip'])
  expect((await refusal()).message).toBe(
    'Set-up knows Debian, Ubuntu and Homebrew, not fedora on linux. Debian names these packages: iproute2 curl',
  )
})

test('two set-ups at once install once', async () => {
  await begin(trixie, ['curl'])
  await system.package('curl', '8.0', 'trixie', { curl: wording('8.0') })
  await Promise.all([setUp(uses, system.environment), setUp(uses, system.environment)])
  expect((await system.calls('apt')).filter((call) => call.includes('install'))).toHaveLength(1)
  expect(await system.calls('npm')).toHaveLength(1)
})
