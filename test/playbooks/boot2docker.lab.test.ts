import { expect, test } from 'vitest'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { processesOf } from '../fixtures/living.ts'
import { idsOf, verify, wrongIn } from '../fixtures/verified.ts'

test('“npm run verify -- boot2docker” proves every step on a real machine', { timeout: 20 * 60_000 }, async () => {
  const state = temporaryFolder()
  const { ended, report } = await verify(boot2docker, state)
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.code]).toEqual(['passed', [], 0])
  expect(idsOf(report)).toEqual(idsOf(boot2docker))
  // A process that has been ended takes a moment to be gone, more so on a busy computer.
  await expect.poll(() => processesOf(state), { timeout: 5000 }).toEqual([])
})
