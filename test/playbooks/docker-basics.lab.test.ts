import { expect, test } from 'vitest'
import { dockerBasics } from '../../playbooks/docker-basics.ts'
import type { Report } from '../../runner/protocol/report.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { launch, type Ended } from '../fixtures/process.ts'

const reportOf = (ended: Ended): Report => {
  const last = ended.stdout.trim().split('\n').at(-1) ?? ''
  return (JSON.parse(last) as { readonly report: Report }).report // the last line of --json
}

test('“npm run verify -- docker-basics” proves every step but the search, which needs Docker Hub', { timeout: 20 * 60_000 }, async () => {
  const ended = await launch('npm', ['run', '--silent', 'verify', '--', 'docker-basics', '--json'], { SHIPSHAPE_STATE: temporaryFolder() }).ended
  const report = reportOf(ended)
  const failed = report.steps.filter(({ id, status }) => status !== 'passed' && !(id === 'search' && status === 'blocked'))
  expect(failed.map(({ id, why, stderr }) => `${id}: ${why?.en ?? ''} ${stderr}`)).toEqual([])
  expect(report.steps.map(({ id }) => id)).toEqual(dockerBasics.steps.map(({ id }) => id))
  expect(report.leftovers).toEqual([])
  const searched = report.steps.find(({ id }) => id === 'search')?.status === 'passed'
  expect([report.status, ended.code]).toEqual(searched ? ['passed', 0] : ['incomplete', 3])
})
