import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Ancestor, callingShell } from '../../../runner/boot2docker/calling-shell.ts'
import { findProgram } from '../../../runner/host/program.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const of = (name: string, commandLine = name): Ancestor => ({ name, commandLine })
const ours = of('node', 'node /usr/lib/shipshape/runner/bin/boot2docker.mjs shellinit')
const npx = of('node', 'npm exec boot2docker shellinit')
const itsShell = of('dash', 'sh -c boot2docker shellinit')

test.each([
  ['of the parent', { SHELL: '/usr/bin/fish' }, [of('bash'), of('fish')], 'posix'],
  ['of the parent, whatever $SHELL says', { SHELL: '/bin/bash' }, [of('fish')], 'fish'],
  ['of $SHELL under a program', { SHELL: '/usr/bin/fish' }, [of('node'), of('bash')], 'fish'],
  ['of $SHELL without a process table', { SHELL: '/usr/bin/fish' }, [], 'fish'],
  ['without any sign', {}, [], 'posix'],
  ['above npx', { SHELL: '/bin/bash' }, [itsShell, npx, of('fish')], 'fish'],
  ['above npx, which needs no shell', { SHELL: '/bin/bash' }, [npx, of('fish')], 'fish'],
  ['above our first Node', { SHELL: '/bin/bash' }, [ours, itsShell, npx, of('fish')], 'fish'],
  ['of a script of npm', { SHELL: '/usr/bin/fish' }, [of('dash'), of('node', 'npm run setup'), of('fish')], 'posix'],
] as const)('the calling shell is that %s', (_, env, ancestors, shell) => {
  expect(callingShell(env, ancestors)).toBe(shell)
})

test.runIf(findProgram('fish') !== undefined)('fish is recognized through the real npx', () => {
  const folder = temporaryFolder()
  const url = new URL('../../../runner/boot2docker/calling-shell.ts', import.meta.url).href
  const program = join(folder, 'shell-kind.mjs')
  writeFileSync(
    program,
    `#!/usr/bin/env node\nimport { callingShell } from '${url}'\nconsole.log(callingShell(process.env))`,
  )
  writeFileSync(join(folder, 'package.json'), '{ "name": "kind", "version": "1.0.0", "bin": "shell-kind.mjs" }')
  mkdirSync(join(folder, 'node_modules'))
  execFileSync('chmod', ['+x', program])
  const { stdout } = spawnSync('fish', ['-c', 'npx --offline kind; true'], {
    cwd: folder,
    env: { ...process.env, SHELL: '/bin/bash', HOME: folder },
    encoding: 'utf8',
  })
  expect(stdout).toBe('fish\n')
})
