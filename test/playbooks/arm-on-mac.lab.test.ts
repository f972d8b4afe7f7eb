import { expect, test } from 'vitest'
import { armOnMac } from '../../playbooks/arm-on-mac.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { idsOf, verify, wrongIn } from '../fixtures/verified.ts'

test(
  '“npm run verify -- arm-on-mac” proves every step: ARM programs really run',
  { timeout: 20 * 60_000 },
  async () => {
    const { ended, report } = await verify(armOnMac, temporaryFolder())
    expect(wrongIn(report)).toEqual([])
    expect([report.status, report.leftovers, ended.code]).toEqual(['passed', [], 0])
    expect(idsOf(report)).toEqual(idsOf(armOnMac))
  },
)
