import { expect, test } from 'vitest'
import { images } from '../../playbooks/images.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { idsOf, verify, wrongIn } from '../fixtures/verified.ts'

test(
  '“npm run verify -- images” proves every step but the search, which needs Docker Hub',
  { timeout: 20 * 60_000 },
  async () => {
    const { ended, report } = await verify(images, temporaryFolder())
    const steps = report.steps.filter(({ id, status }) => !(id === 'search' && status === 'blocked'))
    expect(wrongIn({ steps })).toEqual([])
    expect(idsOf(report)).toEqual(idsOf(images))
    expect(report.leftovers).toEqual([])
    const searched = report.steps.find(({ id }) => id === 'search')?.status === 'passed'
    expect([report.status, ended.code]).toEqual(searched ? ['passed', 0] : ['incomplete', 3])
  },
)
