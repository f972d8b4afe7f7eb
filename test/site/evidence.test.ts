import { expect, test } from 'vitest'
import { proofOf, type Evidence } from '../../site/evidence.ts'

const run = (contentHash: string, status: string, at: string): Evidence => ({
  ...{ playbook: 'p', target: 'lab', contentHash, status, at },
  steps: [{ status: 'passed' }, { status: status === 'incomplete' ? 'blocked' : status }],
})
const skipped: Evidence = {
  ...run('now', 'incomplete', '2026-01-02T00:00:00Z'),
  steps: [{ status: 'passed' }, { status: 'skipped' }],
}

test.each([
  ['nothing was ever kept', [], { kind: 'none' }],
  ['only a failure was kept', [run('now', 'failed', '2026-01-02T00:00:00Z')], { kind: 'none' }],
  ['exactly this has passed', [run('now', 'passed', '2026-01-02T00:00:00Z')], { kind: 'proven', date: '2026-01-02' }],
  [
    'an older text has passed',
    [run('then', 'passed', '2026-01-02T00:00:00Z')],
    { kind: 'changed', date: '2026-01-02' },
  ],
  [
    'this passed before an older text did',
    [run('now', 'passed', '2026-01-02T00:00:00Z'), run('then', 'passed', '2026-03-04T00:00:00Z')],
    { kind: 'proven', date: '2026-01-02' },
  ],
  [
    'it passed twice',
    [run('now', 'passed', '2026-01-02T00:00:00Z'), run('now', 'passed', '2026-03-04T00:00:00Z')],
    { kind: 'proven', date: '2026-03-04' },
  ],
  [
    'a step was blocked where this ran',
    [run('now', 'incomplete', '2026-01-02T00:00:00Z')],
    { kind: 'partly', date: '2026-01-02', blocked: 1 },
  ],
  [
    'a run with no step blocked was before one with some',
    [run('now', 'passed', '2026-01-02T00:00:00Z'), run('now', 'incomplete', '2026-03-04T00:00:00Z')],
    { kind: 'proven', date: '2026-01-02' },
  ],
  ['a step was left to a person', [skipped], { kind: 'none' }],
] as const)('when %s, the page says nothing more', (_when, kept, proof) => {
  expect(proofOf('now', kept)).toEqual(proof)
})
