import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../runner/evidence/format.ts'
import { hubName } from '../../../runner/evidence/format.ts'
import type { GuideNow } from '../../../runner/evidence/guide-now.ts'
import { type Judged, type Mark, freshDays, markOf } from '../../../runner/evidence/mark.ts'

const day = 24 * 60 * 60_000
const now = Date.parse('2026-11-25T10:00:00.000Z')
const why = { en: 'No network.', 'zh-cn': '没有网络。' }
const step = (id: string, status: Evidence['steps'][number]['status'] = 'passed'): Evidence['steps'][number] => ({
  ...{ id, hash: id, status, milliseconds: 1 },
  ...(status === 'blocked' ? { why } : {}),
})

const passed: Evidence = {
  ...{ format: 3, runner: '0.1.0', playbook: 'g', target: 'lab', contentHash: 'now', mode: 'verify', rehearsal: null },
  ...{ status: 'passed', scope: { steps: 2, of: 2 }, milliseconds: 2, commit: 'c', dirty: [], digest: 'd' },
  ...{ startedAt: '2026-11-20T10:00:00.000Z', finishedAt: '2026-11-20T10:00:02.000Z', description: 'lab', details: {} },
  ...{ computer: { system: 'linux', release: '6', architecture: 'x64' }, standIns: [], missing: [], recording: null },
  journal: { file: 'g.lab.d.jsonl', digest: 'd' },
  steps: [step('one'), step('two')],
}
const guide: GuideNow = {
  ...{ id: 'g', targets: ['lab'], contentHash: 'now' },
  steps: ['one', 'two'].map((id) => ({ id, hash: id, action: id })),
}
const standIns = [{ image: 'nginx:1.26', for: hubName('nginx:1.26') }]
const proof = { date: '2026-11-20', standIns: [], isCommitChecked: true }
const commit = { kind: 'ancestor', committedAt: '2026-11-20T09:00:00Z' } as const

const valid = (change: Partial<Evidence> = {}): Judged => ({
  kind: 'valid',
  evidence: { ...passed, ...change },
  commit,
})
const incomplete: Partial<Evidence> = { status: 'incomplete', steps: [step('one'), step('two', 'blocked')] }
const older = (days: number): Partial<Evidence> => ({ finishedAt: new Date(now - days * day).toISOString() })

const marks: readonly (readonly [string, Judged | undefined, Mark])[] = [
  ['there is no evidence', undefined, { kind: 'not-proven', why: 'no-evidence' }],
  ['evidence has another format', { kind: 'other-format' }, { kind: 'not-proven', why: 'other-format' }],
  [
    'evidence is invalid',
    { kind: 'invalid', reasons: [{ kind: 'digest' }] },
    { kind: 'invalid', reasons: [{ kind: 'digest' }] },
  ],
  ['every step passed', valid(), { kind: 'proven', ...proof }],
  [
    'the commit could not be checked',
    { kind: 'valid', evidence: passed, commit: { kind: 'unchecked' } },
    { kind: 'proven', ...proof, isCommitChecked: false },
  ],
  ['stand-ins were used', valid({ standIns }), { kind: 'proven-with-stand-ins', ...proof, standIns }],
  ['a step was blocked', valid(incomplete), { kind: 'incomplete', ...proof, notRun: [{ id: 'two', why }] }],
  [
    'a step was blocked, and stand-ins were used',
    valid({ ...incomplete, standIns }),
    { kind: 'incomplete', ...proof, standIns, notRun: [{ id: 'two', why }] },
  ],
  [
    'only a part was run',
    valid({ steps: [step('one')], scope: { steps: 1, of: 2 } }),
    { kind: 'incomplete', ...proof, notRun: [{ id: 'two', why: undefined }] },
  ],
  [
    'no step passed',
    valid({ status: 'incomplete', steps: [step('one', 'blocked'), step('two', 'blocked')] }),
    {
      kind: 'not-proven',
      why: 'no-result',
    },
  ],
  ['the run is as old as it may be', valid(older(freshDays)), { kind: 'proven', ...proof }],
  ['the run is older', valid(older(freshDays + 1)), { kind: 'stale', days: freshDays + 1, ...proof, notRun: [] }],
  [
    'the run is older, and a step was blocked',
    valid({ ...older(200), ...incomplete }),
    { kind: 'stale', days: 200, ...proof, notRun: [{ id: 'two', why }] },
  ],
  [
    'a step has changed',
    valid({ contentHash: 'then', steps: [step('one'), { ...step('two'), hash: 'then' }] }),
    { kind: 'changed', ...proof, steps: ['two'], notRun: [] },
  ],
  ['only a title has changed', valid({ contentHash: 'then' }), { kind: 'changed', ...proof, steps: [], notRun: [] }],
  [
    'a step is new',
    valid({ contentHash: 'then', steps: [step('one')], scope: { steps: 1, of: 1 } }),
    { kind: 'changed', ...proof, steps: ['two'], notRun: [{ id: 'two', why: undefined }] },
  ],
  ['it was a rehearsal', valid({ rehearsal: why }), { kind: 'rehearsed', by: why, ...proof }],
  [
    'a step failed',
    valid({ status: 'failed', steps: [step('one'), step('two', 'failed')] }),
    { kind: 'failing', ...proof, steps: ['two'] },
  ],
  [
    'a step of an older text failed',
    valid({ status: 'failed', contentHash: 'then' }),
    { kind: 'not-proven', why: 'failed-before-change' },
  ],
  ...(['broken', 'blocked', 'cancelled'] as const).map(
    (status) => [`the run was ${status}`, valid({ status }), { kind: 'not-proven', why: 'no-result' }] as const,
  ),
]

describe('a guide has exactly the mark that its evidence gives it', () => {
  test.each(marks)('when %s', (_when, judged, mark) => {
    expect(markOf({ guide, judged, hasDriver: true, now })).toEqual(mark)
  })

  test('when no program can run it', () => {
    expect(markOf({ guide, judged: undefined, hasDriver: false, now })).toEqual({
      kind: 'not-proven',
      why: 'no-driver',
    })
  })
})

test.each([
  ['nginx:1.26', 'docker.io/library/nginx:1.26'],
  ['hello-world', 'docker.io/library/hello-world:latest'],
  ['arm64v8/busybox:1.37', 'docker.io/arm64v8/busybox:1.37'],
])('%s is the image %s of Docker Hub', (image, name) => {
  expect(hubName(image)).toBe(name)
})
