import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { exits, run, sh, step } from '../../../../playbooks/model/index.ts'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { executeHere, statuses, temporaryFolder, whyOf } from '../../../fixtures/execute.ts'
import { bringClient, guide, listen } from './doubles.ts'

afterEach(() => vi.unstubAllEnvs())

const rest = { title: { en: 'A step', 'zh-cn': '一步' }, checks: [exits(0)], undo: 'nothing', idempotent: 'x' } as const

test.each([
  ['the shell’s folder', sh`rm -rf ../shell`, 'steps/next'],
  ['the steps’ files', sh`rm -rf ../steps`, 'steps/removes'],
] as const)('a step that removes %s breaks the run, which says so', async (_, line, named) => {
  const socket = join(temporaryFolder(), 'docker.sock')
  bringClient(temporaryFolder(), `unix://${socket}`)
  await listen(socket)
  const removes = step('removes', { ...rest, action: run(line) })
  const next = step('next', { ...rest, action: run(sh`true`) })
  const done = await executeHere(guide(removes, next), { target: engine })
  const id = named.replace('steps/', '')
  expect(statuses(done)[id]).toBe('broken')
  expect(whyOf(done, id)).toMatch(new RegExp(`/${named}[^ ]*, a file of this run, was removed while it ran`))
})
