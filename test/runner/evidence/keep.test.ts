import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { armOnMac } from '../../../playbooks/arm-on-mac.ts'
import type { Playbook } from '../../../playbooks/model/index.ts'
import { guideNow } from '../../../runner/evidence/guide-now.ts'
import type { Archive } from '../../../runner/evidence/load.ts'
import { type RunOptions, archiveOf, judgedFiles, keepRunOf, removeFolder, runAt } from '../../fixtures/evidence.ts'

const file = 'arm-on-mac.lab.json'
const day = 24 * 60 * 60_000
const [, second] = armOnMac.steps.map(({ id }) => id)
const blocked: RunOptions = { status: 'incomplete', statuses: { [second ?? '']: 'blocked' } }
const failed: RunOptions = { status: 'failed', statuses: { [second ?? '']: 'failed' } }
const rehearsal: RunOptions = { target: { rehearsal: { en: 'a script', 'zh-cn': '脚本' } } }
const changed: Playbook = { ...armOnMac, title: { en: 'Another title', 'zh-cn': '另一个标题' } }

let made: { readonly archive: Archive; readonly folder: string }
beforeEach(async () => void (made = await archiveOf([armOnMac])))
afterEach(() => removeFolder(made.folder))

const kept = (): readonly [string, readonly string[], readonly string[]] => [
  readFileSync(join(made.archive.evidence, file), 'utf8'),
  existsSync(made.archive.recordings) ? readdirSync(made.archive.recordings) : [],
  readdirSync(made.archive.journals),
]

describe('good evidence is left as it is by a run', () => {
  test.each([
    ['that failed', {}, failed],
    ['with a blocked step', {}, blocked],
    ['that was cancelled', blocked, { status: 'cancelled', statuses: failed.statuses } as RunOptions],
    ['that only rehearsed', {}, rehearsal],
    ['on a computer whose clock is wrong', {}, { startedAt: runAt + 400 * day }],
  ] as const)('%s', async (_what, good, worse) => {
    await keepRunOf(made.archive, armOnMac, good)
    const before = kept()
    expect(await keepRunOf(made.archive, armOnMac, { startedAt: runAt + day, ...worse })).toEqual({
      kind: 'not-replaced',
      path: join(made.archive.evidence, file),
      date: '2026-11-20',
    })
    expect(kept()).toEqual(before)
  })
})

describe('evidence is replaced, with its recording, by a run', () => {
  test.each([
    ['that passed too', {}, {}],
    ['that has no blocked step any more', blocked, {}],
    ['with the same steps blocked', blocked, blocked],
    ['that passed, where the old one failed', failed, {}],
    ['that failed too', failed, failed],
    ['on the real target, where the old one rehearsed', rehearsal, blocked],
  ] as const)('%s', async (_what, old, newer) => {
    await keepRunOf(made.archive, armOnMac, old)
    const before = kept()
    const result = await keepRunOf(made.archive, armOnMac, { startedAt: runAt + day, ...newer })
    expect(result.kind).toBe('kept')
    expect(kept()[0]).not.toBe(before[0])
    expect((await judgedFiles(made.archive))[file]?.kind).toBe('valid')
    const isRecorded = newer !== failed
    expect([kept()[1].length, kept()[2].length]).toEqual([isRecorded ? 1 : 0, 1])
  })

  test('of a newer text, though a step of it was blocked', async () => {
    await keepRunOf(made.archive, armOnMac)
    const archive = { ...made.archive, guides: [await guideNow(changed)] }
    expect((await keepRunOf(archive, changed, blocked)).kind).toBe('kept')
  })
})

test('evidence of the first format is replaced, and so are recordings that have no evidence', async () => {
  await keepRunOf(made.archive, armOnMac)
  writeFileSync(join(made.archive.evidence, file), '{ "version": 1 }\n')
  writeFileSync(join(made.archive.recordings, 'arm-on-mac.lab.cast'), 'old\n')
  writeFileSync(join(made.archive.recordings, 'boot2docker.lab.cast'), 'of another guide\n')
  expect((await judgedFiles(made.archive))[file]).toEqual({ kind: 'other-format' })
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + day })
  expect((await judgedFiles(made.archive))[file]?.kind).toBe('valid')
  expect(kept()[1]).toEqual([
    expect.stringMatching(/^arm-on-mac\.lab\.[0-9a-f]{12}\.cast$/) as unknown,
    'boot2docker.lab.cast',
  ])
})

test('a crash between the journal and the evidence leaves the old files valid', async () => {
  await keepRunOf(made.archive, armOnMac)
  const before = kept()
  // In the place of the file that is written before it replaces the evidence.
  const obstacle = join(made.archive.evidence, `${file}.${process.pid}.new`)
  mkdirSync(obstacle)
  await expect(keepRunOf(made.archive, armOnMac, { startedAt: runAt + day })).rejects.toThrow()
  expect([kept()[0], kept()[1].length, kept()[2].length]).toEqual([before[0], 2, 2])
  expect(await judgedFiles(made.archive)).toMatchObject({ [file]: { kind: 'valid' } })
  rmSync(obstacle, { recursive: true })
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + day })
  expect(await judgedFiles(made.archive)).toMatchObject({ [file]: { kind: 'valid' } })
  expect([kept()[1].length, kept()[2].length]).toEqual([1, 1])
})
