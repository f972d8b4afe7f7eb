import { addFiles, addLine, replaceIn } from './copy.ts'

/** bash on this computer, in a folder of the run's own. */
const target = `import { rm, mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { spellings } from '../../../playbooks/model/spelling.ts'
import { observe } from '../../checks/look/observe.ts'
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
        }),
      died: new Promise(() => undefined),
      [Symbol.asyncDispose]: async () => {
        await shell.close()
        await rm(home, { recursive: true, force: true })
      },
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
  endsWhatRuns: true,
  home: (folder) => join(folder, 'here'),
  engine: 'none',
})
`

const spelling = `  here: { address: '127.0.0.1', user: '"$USER"', dockerHost: '"$DOCKER_HOST"' },`

/** Its name in each language, without which the site does not compile. */
export const targetNames = {
  'site/words/en.ts': "    here: 'this computer',",
  'site/words/zh-cn.ts': "    here: '这台电脑',",
} as const

/** Adds the target `here`. */
export const addTarget = (folder: string): void => {
  addFiles(folder, {
    'runner/targets/here/here.ts': target,
    'test/runner/targets/here/here.test.ts': conformance,
  })
  addLine(folder, 'runner/targets/index.ts', "from './lab/lab.ts'", "import { here } from './here/here.ts'")
  replaceIn(folder, 'runner/targets/index.ts', '[lab, engine, fusion]', '[lab, engine, fusion, here]')
  const ids = "export const targetIds = ['lab'"
  replaceIn(folder, 'playbooks/model/playbook.ts', ids, ids.replace("'lab'", "'here', 'lab'"))
  addLine(folder, 'playbooks/model/spelling.ts', '  fusion: {', spelling)
  for (const [path, line] of Object.entries(targetNames)) addLine(folder, path, "    virtualbox: 'VirtualBox',", line)
}
