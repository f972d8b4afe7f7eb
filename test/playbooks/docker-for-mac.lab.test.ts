import { expect, test } from 'vitest'
import { dockerForMac } from '../../playbooks/docker-for-mac.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { idsOf, verify, wrongIn } from '../fixtures/verified.ts'

test('every step of docker-for-mac is proven on the lab', { timeout: 20 * 60_000 }, async () => {
  const { ended, report } = await verify(dockerForMac, temporaryFolder())
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.code]).toEqual(['passed', [], 0])
  expect(idsOf(report)).toEqual(idsOf(dockerForMac))
})
