import { expect, test } from 'vitest'
import { proofOf, type Evidence } from '../../site/evidence.ts'

const run = (contentHash: string, status: string, at: string): Evidence => ({ playbook: 'p', target: 'lab', contentHash, status, at })

test.each([
  ['nothing was ever kept', [], { kind: 'none' }],
  ['only a failure was kept', [run('now', 'failed', '2026-01-02T00:00:00Z')], { kind: 'none' }],
  ['exactly this has passed', [run('now', 'passed', '2026-01-02T00:00:00Z')], { kind: 'proven', date: '2026-01-02' }],
  ['an older text has passed', [run('then', 'passed', '2026-01-02T00:00:00Z')], { kind: 'changed', date: '2026-01-02' }],
  ['this passed before an older text did', [run('now', 'passed', '2026-01-02T00:00:00Z'), run('then', 'passed', '2026-03-04T00:00:00Z')], { kind: 'proven', date: '2026-01-02' }],
  ['it passed twice', [run('now', 'passed', '2026-01-02T00:00:00Z'), run('now', 'passed', '2026-03-04T00:00:00Z')], { kind: 'proven', date: '2026-03-04' }],
] as const)('when %s, the page claims no more', (_when, kept, proof) => {
  expect(proofOf('now', kept)).toEqual(proof)
})
