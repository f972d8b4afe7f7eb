import { expect, test } from 'vitest'
import { dockerBasics } from '../../playbooks/docker-basics.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { idsOf, verify, wrongIn } from '../fixtures/verified.ts'

test(
  '“npm run verify -- docker-basics” proves every step but the search, which needs Docker Hub',
  { timeout: 20 * 60_000 },
  async () => {
    const { ended, report } = await verify(dockerBasics, temporaryFolder())
    const steps = report.steps.filter(({ id, status }) => !(id === 'search' && status === 'blocked'))
    expect(wrongIn({ steps })).toEqual([])
    expect(idsOf(report)).toEqual(idsOf(dockerBasics))
    expect(report.leftovers).toEqual([])
    const searched = report.steps.find(({ id }) => id === 'search')?.status === 'passed'
    expect([report.status, ended.code]).toEqual(searched ? ['passed', 0] : ['incomplete', 3])
  },
)
