import { beforeAll, expect, test } from 'vitest'
import { addFiles, addLine, copyOfTree, replaceIn, runIn, typeErrors } from './copy.ts'

/** bash on this computer, in a folder of the run's own. */
const target = `import { rm, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { observe } from '../../checks/look/observe.ts'
import { reasonWords } from '../../checks/look/reason.ts'
import type { Target } from '../../contract/target.ts'
import { RunnerError } from '../../errors.ts'
import { act } from '../shell/actions.ts'
import { openShell } from '../shell/shell.ts'

const notHere = (): never => {
  throw new RunnerError('broken', 'This target has only the computer that it runs on.', { hint: 'Choose the lab.' })
}

export const here: Target = {
  id: 'here',
  features: new Set(['host-shell', 'terminal']),
  spelling: spellings.here,
  missing: () => Promise.resolve([]),
  open: async ({ folder }) => {
    const home = join(folder, 'here')
    await mkdir(home, { recursive: true })
    const shell = openShell({ folder, prefix: [], env: { PATH: process.env['PATH'] ?? '', HOME: homedir() }, cwd: home })
    return {
      target: { id: 'here', description: 'bash on this computer', details: {} },
      facts: () => Promise.resolve({}),
      exec: (action, options) => act({ shell, inGuest: notHere, folder }, action, options),
      observe: (check, signal) =>
        observe(check, {
          signal,
          absolute: (path) => resolve(home, path),
          withEngine: notHere,
          certificates: notHere,
          inGuest: notHere,
          machineState: notHere,
          variable: (name) => shell.variable(name),
        }).catch((error: unknown) => ({ kind: 'unreachable', reason: reasonWords(error) })),
      died: new Promise(() => undefined),
      [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
    }
  },
}
`

const conformance = `import { join } from 'node:path'
import { here } from '../../../../runner/targets/here/here.ts'
import { targetConformance } from '../conformance.ts'

targetConformance('here', {
  target: here,
  machine: 'none',
  module: { file: '', name: '' },
  endsWhatRuns: false,
  home: (folder) => join(folder, 'here'),
  engine: 'none',
})
`

const spelling = `  here: { address: '127.0.0.1', user: '"$USER"', dockerHost: '"$DOCKER_HOST"' },`

const folder = copyOfTree()
beforeAll(() => {
  addFiles(folder, {
    'runner/targets/here/here.ts': target,
    'test/runner/targets/here/here.test.ts': conformance,
  })
  addLine(folder, 'runner/targets/index.ts', "from './lab/lab.ts'", "import { here } from './here/here.ts'")
  replaceIn(folder, 'runner/targets/index.ts', '[lab, engine, fusion]', '[lab, engine, fusion, here]')
  replaceIn(
    folder,
    'playbooks/model/playbook.ts',
    "export type TargetId = 'lab'",
    "export type TargetId = 'here' | 'lab'",
  )
  addLine(folder, 'playbooks/model/spelling.ts', '  fusion: {', spelling)
})

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'fast']

test('the compiler asks for the name of a new target in each language', () => {
  const complaints = typeErrors(folder).filter((line) => line.startsWith('site/'))
  expect(complaints.map((line) => line.replace(/\(.*/, ''))).toEqual(['site/words/en.ts', 'site/words/zh-cn.ts'])
})

test('a target is a folder, a line in a list, what guides call it, and one call of its conformance suite', () => {
  addLine(folder, 'site/words/en.ts', "    virtualbox: 'VirtualBox',", "    here: 'this computer',")
  addLine(folder, 'site/words/zh-cn.ts', "    virtualbox: 'VirtualBox',", "    here: '这台电脑',")
  expect(typeErrors(folder)).toEqual([])
  const suites = ['test/runner/targets/here', 'test/site/shown.test.ts']
  expect(runIn(folder, [...vitest, ...suites])).toMatch(/Tests .*passed/)
})
