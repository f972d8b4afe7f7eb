import { readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { armOnMac } from '../../../playbooks/arm-on-mac.ts'
import { boot2docker } from '../../../playbooks/boot2docker.ts'
import { windowsOnFusion } from '../../../playbooks/windows-on-fusion.ts'
import type { Disagreement } from '../../../runner/evidence/disagreement.ts'
import type { Evidence } from '../../../runner/evidence/format.ts'
import type { Archive } from '../../../runner/evidence/load.ts'
import { evidenceDigest } from '../../../runner/evidence/read-evidence.ts'
import { archiveOf, copyOf, forge, keepRunOf, reasonsIn, removeFolder } from '../../fixtures/evidence.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const file = 'arm-on-mac.lab.json'
const standIns = ['busybox:1.37']

let made: { readonly archive: Archive; readonly folder: string }
beforeAll(async () => {
  made = await archiveOf([armOnMac, boot2docker, windowsOnFusion])
  await keepRunOf(made.archive, armOnMac, { standIns })
})
afterAll(() => removeFolder(made.folder))

let archive: Archive
beforeEach(() => void (archive = copyOf(made.archive, temporaryFolder())))

const evidencePath = (): string => join(archive.evidence, file)

const rewrite = (path: string, change: (text: string) => string): void =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))

const reasons = (): ReturnType<typeof reasonsIn> => reasonsIn(archive)
const only = (...why: readonly Disagreement[]): object => ({ [file]: why })

test('evidence that the runner has written is valid', async () => {
  expect(await reasons()).toEqual({ [file]: 'valid' })
})

describe('a careless edit is found by the digest of the evidence', () => {
  test.each([
    ['of the date', /2026-11-20T10/, '2099-01-01T10'],
    ['of the status', '"status": "passed"', '"status": "failed"'],
    ['of a version', '26.1.5', '28.3.0'],
    ['of a stand-in’s name', 'busybox:1.37",', 'busybox:1.36",'],
  ])('%s', async (_of, before, after) => {
    rewrite(evidencePath(), (text) => text.replace(before, after))
    expect(await reasons()).toEqual(only({ kind: 'digest' }))
  })
})

type Forgery = readonly [string, (evidence: Evidence) => object, readonly Disagreement[]]

const firstStep = ({ steps: [first] }: Evidence): Evidence['steps'][number] => {
  if (first === undefined) throw new Error('There is no step.')
  return first
}
const withFirst = (evidence: Evidence, change: object): object => ({
  ...evidence,
  steps: [{ ...firstStep(evidence), ...change }, ...evidence.steps.slice(1)],
})
const [first] = armOnMac.steps
const journal = { file: expect.stringMatching(/^arm-on-mac\.lab\.[0-9a-f]{12}\.jsonl$/) as unknown as string } // as is
const otherRun = { kind: 'journal-of-another-run', ...journal } as const
const otherResults = { kind: 'journal-steps', ...journal } as const
const recording = { file: expect.stringMatching(/^arm-on-mac\.lab\.[0-9a-f]{12}\.cast$/) as unknown as string } // as is

const forgeries: readonly Forgery[] = [
  [
    'a date in 2099',
    (it) => ({ ...it, startedAt: '2099-01-01T10:00:00.000Z', finishedAt: '2099-01-01T10:00:02.700Z' }),
    [
      { kind: 'in-the-future', at: '2099-01-01T10:00:02.700Z' },
      { kind: 'recording-of-another-run', ...recording },
      otherRun,
    ],
  ],
  [
    'a newer date',
    (it) => ({ ...it, startedAt: '2026-11-24T10:00:00.000Z', finishedAt: '2026-11-24T10:00:02.700Z' }),
    [{ kind: 'recording-of-another-run', ...recording }, otherRun],
  ],
  [
    'a date before its commit',
    (it) => ({ ...it, startedAt: '2026-11-20T08:00:00.000Z', finishedAt: '2026-11-20T08:00:02.700Z', recording: null }),
    [{ kind: 'later-commit', commit: expect.any(String) as unknown as string }, otherRun],
  ],
  [
    'an end before its start',
    (it) => ({ ...it, finishedAt: '2026-11-20T09:59:30.000Z', recording: null }),
    [{ kind: 'ends-before-it-starts' }, otherRun],
  ],
  ['no steps', (it) => ({ ...it, steps: [] }), [{ kind: 'wrong-field', field: 'steps' }]],
  [
    'a step less',
    (it) => ({ ...it, steps: it.steps.slice(1), scope: { ...it.scope, steps: it.steps.length - 1 } }),
    [{ kind: 'other-steps' }, { kind: 'recording-steps', ...recording }, otherResults],
  ],
  [
    'its last step left out, and the number of them not changed',
    (it) => ({ ...it, steps: it.steps.slice(0, -1), recording: null }),
    [{ kind: 'scope' }, otherResults],
  ],
  [
    'two steps exchanged',
    (it) => ({ ...it, steps: it.steps.toReversed() }),
    [{ kind: 'other-steps' }, { kind: 'recording-steps', ...recording }, otherResults],
  ],
  [
    'another hash of a step',
    (it) => withFirst(it, { hash: 'a'.repeat(64) }),
    [{ kind: 'step-changed', step: first.id }],
  ],
  [
    'a step that is said to have been blocked, in a run that passed',
    (it) => withFirst(it, { status: 'blocked' }),
    [{ kind: 'status', status: 'passed' }, { kind: 'recording-steps', ...recording }, otherResults],
  ],
  ['a status that does not exist', (it) => ({ ...it, status: 'great' }), [{ kind: 'wrong-field', field: 'status' }]],
  [
    'longer steps than the run',
    (it) => withFirst(it, { milliseconds: 999_999 }),
    [{ kind: 'durations' }, otherResults],
  ],
  ['a longer run', (it) => ({ ...it, milliseconds: 9_999_999 }), [{ kind: 'durations' }, otherRun]],
  ['a field more', (it) => ({ ...it, reviewed: true }), [{ kind: 'unknown-field', field: 'reviewed' }]],
  ['a field more in a step', (it) => withFirst(it, { stars: 5 }), [{ kind: 'unknown-field', field: 'steps.0.stars' }]],
  [
    'no engine',
    (it) => ({ ...it, details: { image: 'i', kernel: 'k', client: 'c' } }),
    [{ kind: 'no-detail', detail: 'engine' }],
  ],
  [
    'a stand-in for another image',
    (it) => ({ ...it, standIns: [{ image: 'nginx:1.26', for: 'docker.io/library/busybox:1.37' }] }),
    [{ kind: 'stand-in', image: 'nginx:1.26' }, otherResults],
  ],
  [
    'changed files',
    (it) => ({ ...it, dirty: ['playbooks/arm-on-mac.ts'] }),
    [{ kind: 'dirty', paths: ['playbooks/arm-on-mac.ts'] }],
  ],
  [
    'the name of another recording',
    (it) => ({ ...it, recording: { file: '../../secret.cast', digest: 'b'.repeat(64) } }),
    [{ kind: 'recording-of-another-run', file: '../../secret.cast' }],
  ],
  [
    'the name of another journal',
    (it) => ({ ...it, journal: { file: '../../secret.jsonl', digest: 'b'.repeat(64) } }),
    [{ kind: 'journal-of-another-run', file: '../../secret.jsonl' }],
  ],
  [
    'a step that is said to have passed, in a run that was incomplete',
    (it) => ({ ...it, status: 'incomplete' }),
    [otherResults],
  ],
]

describe('a forger who computes the digest again is found by', () => {
  test.each(forgeries)('%s', async (_what, change, why) => {
    forge(evidencePath(), change)
    expect(await reasons()).toEqual(only(...why))
  })
})

describe('a file is not believed', () => {
  test('under the name of another guide', async () => {
    renameSync(evidencePath(), join(archive.evidence, 'boot2docker.lab.json'))
    expect(await reasons()).toEqual({ 'boot2docker.lab.json': [{ kind: 'other-name', expected: file }] })
  })

  test('for a target that no program can run on', async () => {
    const [name, playbook] = ['windows-on-fusion.fusion.json', 'windows-on-fusion']
    renameSync(evidencePath(), join(archive.evidence, name))
    forge(join(archive.evidence, name), (it) => ({ ...it, playbook, target: 'fusion', recording: null }))
    expect(await reasons()).toEqual({ [name]: [{ kind: 'no-driver', target: 'fusion' }, otherRun] })
  })

  test('for a target that its guide does not name', async () => {
    renameSync(evidencePath(), join(archive.evidence, 'arm-on-mac.engine.json'))
    forge(join(archive.evidence, 'arm-on-mac.engine.json'), (it) => ({ ...it, target: 'engine', recording: null }))
    expect(await reasons()).toEqual({
      'arm-on-mac.engine.json': [{ kind: 'other-target', target: 'engine' }, otherRun],
    })
  })

  test('for a guide that does not exist', async () => {
    renameSync(evidencePath(), join(archive.evidence, 'arm.lab.json'))
    forge(join(archive.evidence, 'arm.lab.json'), (it) => ({ ...it, playbook: 'arm', recording: null }))
    expect(await reasons()).toEqual({ 'arm.lab.json': [{ kind: 'unknown-guide', playbook: 'arm' }, otherRun] })
  })

  test('that has a key twice', async () => {
    rewrite(evidencePath(), (text) => text.replace('"status": "passed"', '"status": "failed",\n  "status": "passed"'))
    expect(await reasons()).toEqual(only({ kind: 'edited' }))
  })

  test.each([
    ['is not JSON', 'no', { kind: 'not-json' }],
    ['is a number', '1\n', { kind: 'wrong-field', field: '.' }],
    ['is nested deeply', `${'['.repeat(100_000)}${']'.repeat(100_000)}\n`, { kind: 'wrong-field', field: '.' }],
    ['is too large', ' '.repeat(300_000), { kind: 'too-large', bytes: 300_000, most: 262_144 }],
    ['is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), { kind: 'not-json' }],
  ] as const)('that %s', async (_what, content, why) => {
    writeFileSync(evidencePath(), content)
    expect(await reasons()).toEqual(only(why))
  })

  test('that is a link to another', async () => {
    renameSync(evidencePath(), join(archive.checkout, 'elsewhere.json'))
    symlinkSync(join(archive.checkout, 'elsewhere.json'), evidencePath())
    expect(await reasons()).toEqual(only({ kind: 'not-a-file' }))
  })
})

test('a digest depends on each value, and not on the order of the keys', () => {
  expect(evidenceDigest({ a: 1, b: 2 })).toBe(evidenceDigest({ b: 2, a: 1, digest: 'x' }))
  expect(evidenceDigest({ a: 1, b: 2 })).not.toBe(evidenceDigest({ a: 1, b: 3 }))
})
