import { chmod, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../../../runner/setup/probe.mjs'
import type { Environment } from '../../../runner/setup/packages.mjs'

const shellTools = ['sh', 'env', 'cat', 'cp', 'rm', 'chmod', 'mkdir', 'flock', 'touch', 'sleep']
const ordinaryPlaces = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin']

/** Installs by copying: `packages/NAME/` holds the programs of the package NAME. Counts how it was called. */
const aptGet = `#!/bin/sh
echo "$*" >> "$FAKE/apt.log"
case "$*" in *" install "*) ;; *) exit 0 ;; esac
for word in "$@"; do
  if [ -d "$FAKE/packages/$word" ]; then cp "$FAKE/packages/$word/"* "$FAKE/bin/"; fi
done
exit="$(cat "$FAKE/apt.exit")"
[ "$exit" = 0 ] || echo 'E: no room'
exit "$exit"
`
const aptCache = '#!/bin/sh\ncat "$FAKE/madison"\n'
const dpkg = '#!/bin/sh\necho "$*" >> "$FAKE/dpkg.log"\ncase "$*" in --audit) cat "$FAKE/audit" ;; esac\n'
const npm = `#!/bin/sh
echo "$*" >> "$FAKE/npm.log"
mkdir -p node_modules/.bin && touch node_modules/.bin/node
`

export interface FakeSystem {
  readonly folder: string
  readonly environment: Environment
  /** Puts a program where it is found at once. */
  program(name: string, text: string): Promise<void>
  /** Makes a package known, with the programs that it would bring. */
  package(name: string, version: string, suite: string, programs: Readonly<Record<string, string>>): Promise<void>
  /** What a fake program was called with, one call a line. */
  calls(log: 'apt' | 'npm' | 'dpkg'): Promise<readonly string[]>
}

/** A program that prints a version, as the real ones do. */
export const wording = (version: string): string => `#!/bin/sh\necho "some program ${version}"\n`

const executable = async (path: string, text: string): Promise<void> => {
  await writeFile(path, text)
  await chmod(path, 0o755)
}

/** A small computer in a folder: its own PATH, package manager, sources and checkout. Nothing outside is touched. */
export const fakeSystem = async (osRelease: string): Promise<FakeSystem> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-setup-'))
  const at = (...parts: string[]): string => join(folder, ...parts)
  for (const name of ['bin', 'packages', 'etc/apt/sources.list.d', 'checkout/runner/bin'])
    await mkdir(at(name), { recursive: true })
  for (const tool of shellTools) {
    const path = findProgram([tool], ordinaryPlaces)
    if (path !== undefined) await symlink(path, at('bin', tool))
  }
  const files = {
    'etc/os-release': osRelease,
    madison: '',
    audit: '',
    'apt.exit': '0',
    'checkout/package.json': '{"bin":{"ship":"runner/bin/ship.mjs"}}',
    'checkout/package-lock.json': '{}',
    'checkout/runner/bin/ship.mjs': '#!/bin/sh\necho sails\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text)
  for (const [name, text] of Object.entries({ 'apt-get': aptGet, 'apt-cache': aptCache, dpkg, npm }))
    await executable(at('bin', name), text)
  const madison: string[] = []
  return {
    folder,
    environment: {
      env: { PATH: at('bin'), FAKE: folder, HOME: folder },
      etc: at('etc'),
      guard: at('policy-rc.d'),
      places: [at('bin')],
      platform: 'linux',
      uid: 0,
      isTerminal: false,
      root: at('checkout'),
      log: at('setup.log'),
      memory: at('programs.json'),
      lock: at('setup.lock'),
    },
    program: (name, text) => executable(at('bin', name), text),
    package: async (name, version, suite, programs) => {
      await mkdir(at('packages', name))
      for (const [program, text] of Object.entries(programs)) await executable(at('packages', name, program), text)
      madison.push(` ${name} | ${version} | http://deb.test/debian ${suite}/main amd64 Packages`)
      await writeFile(at('madison'), madison.join('\n'))
    },
    calls: async (log) =>
      (await readFile(at(`${log}.log`), 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
  }
}
