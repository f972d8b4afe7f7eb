import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { armOnMac } from '../../../playbooks/arm-on-mac.ts'
import { type EarlierRun, historyFile, readHistory } from '../../../runner/evidence/history.ts'
import type { Archive } from '../../../runner/evidence/load.ts'
import { evidenceDigest } from '../../../runner/evidence/read-evidence.ts'
import { archiveOf, git, keepRunOf, removeFolder, runAt } from '../../fixtures/evidence.ts'

const day = 24 * 60 * 60_000
let made: { readonly archive: Archive; readonly folder: string }
beforeEach(async () => void (made = await archiveOf([armOnMac])))
afterEach(() => removeFolder(made.folder))

const historyPath = (): string => join(made.archive.evidence, historyFile)
const milliseconds = (armOnMac.steps.length + 1) * 100
const run = (more: Partial<EarlierRun>): EarlierRun => ({
  ...{ guide: 'arm-on-mac', target: 'lab', day: '2026-11-20', commit: git(made.folder, 'rev-parse', 'HEAD') },
  ...{ status: 'passed', milliseconds, ...more },
})

test('evidence that is replaced leaves a line, and evidence that is not replaced leaves none', async () => {
  await keepRunOf(made.archive, armOnMac)
  expect(await readHistory(made.archive.evidence)).toEqual({ runs: [], problems: [] })
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + day })
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + 2 * day, status: 'failed' })
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + 3 * day })
  expect(await readHistory(made.archive.evidence)).toEqual({
    runs: [run({}), run({ day: '2026-11-21' })],
    problems: [],
  })
})

test('evidence of an earlier format is remembered, and damaged evidence is not', async () => {
  await keepRunOf(made.archive, armOnMac)
  const path = join(made.archive.evidence, 'arm-on-mac.lab.json')
  const kept = JSON.parse(readFileSync(path, 'utf8')) as object // ours
  const old = { ...kept, format: 2, journal: undefined }
  writeFileSync(path, `${JSON.stringify({ ...old, digest: evidenceDigest(old) }, undefined, 2)}\n`)
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + day })
  writeFileSync(path, readFileSync(path, 'utf8').replace('passed', 'failed'))
  await keepRunOf(made.archive, armOnMac, { startedAt: runAt + 2 * day })
  expect(await readHistory(made.archive.evidence)).toEqual({ runs: [run({})], problems: [] })
})

test('a line that was edited is left out and named', async () => {
  const lines = [run({}), run({ day: '2026-11-21' }), run({ day: '2026-11-22' })].map((each) => JSON.stringify(each))
  await keepRunOf(made.archive, armOnMac)
  writeFileSync(historyPath(), `${lines[0]}\n${lines[1]?.replace('passed', 'great')}\n${lines[2]}\n`)
  expect(await readHistory(made.archive.evidence)).toEqual({
    runs: [run({}), run({ day: '2026-11-22' })],
    problems: [{ line: 2, why: { kind: 'wrong-field', field: 'status' } }],
  })
})
