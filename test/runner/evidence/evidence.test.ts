import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvidence } from '../../../runner/evidence/read-evidence.ts'
import type { Evidence } from '../../../runner/evidence/format.ts'
import { readKeptJournal } from '../../../runner/evidence/read-kept-journal.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { emptyReport } from '../../../runner/protocol/report.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'

const evidenceIn = (path: string): Evidence => {
  const reading = readEvidence(readFileSync(path, 'utf8'))
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading))
  return reading.value
}

const hash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/)
const milliseconds: unknown = expect.any(Number)
const moment: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)

test('a verified guide leaves evidence with its provenance, and the recording and journal of the run', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  const [evidence, recordings] = [join(folder, 'evidence'), join(folder, 'recordings')]
  const args = ['verify', 'good', '--evidence', evidence, '--recording', recordings]
  const ended = await shipshapeHere(args, { SHIPSHAPE_STATE: state }, catalogue)
  expect([ended.code, readdirSync(evidence)]).toEqual([0, ['good.lab.json']])
  const kept = evidenceIn(join(evidence, 'good.lab.json'))
  expect(kept).toEqual({
    format: 3,
    runner: '0.1.0',
    playbook: 'good',
    target: 'lab',
    contentHash: hash,
    mode: 'verify',
    rehearsal: { en: 'bash on this computer', 'zh-cn': '这台电脑上的 bash' },
    status: 'passed',
    scope: { steps: 2, of: 2 },
    startedAt: moment,
    finishedAt: moment,
    milliseconds,
    commit: kept.commit === null ? null : (expect.stringMatching(/^[0-9a-f]{40}$/) as unknown),
    dirty: kept.dirty,
    computer: { system: process.platform, release: expect.any(String) as unknown, architecture: process.arch },
    description: 'scripted: bash on this computer',
    details: { shell: 'bash' },
    standIns: [],
    missing: [],
    steps: [
      { id: 'one', hash, status: 'passed', milliseconds },
      { id: 'two', hash, status: 'passed', milliseconds },
    ],
    recording: { file: readdirSync(recordings)[0], digest: hash },
    journal: { file: readdirSync(join(folder, 'journals'))[0], digest: hash },
    digest: hash,
  })
  expect(ended.stderr).toContain(`Evidence: ${join(evidence, 'good.lab.json')}\n`)
})

test('a guide that fails leaves evidence of that, not of a proof', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  await shipshapeHere(
    ['verify', 'wrong', '--evidence', join(folder, 'evidence')],
    { SHIPSHAPE_STATE: state },
    catalogue,
  )
  const { status, steps } = evidenceIn(join(folder, 'evidence/wrong.lab.json'))
  expect([status, steps.map((step) => step.status)]).toEqual(['failed', ['passed', 'failed', 'not-reached']])
})

test('a secret of the environment is neither in the reason that evidence gives nor in its journal', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  const env = { SHIPSHAPE_STATE: state, MY_TOKEN: 'no such image' }
  await shipshapeHere(['verify', 'wrong', '--evidence', join(folder, 'evidence')], env, catalogue)
  const texts = globSync('*/*', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  expect(texts.map((text) => text.includes('no such image'))).toEqual([false, false])
})

test('a kept journal has the steps, outputs and checks of the run, and no path of this computer', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  const args = ['verify', 'wrong', '--evidence', join(folder, 'evidence')]
  await shipshapeHere(args, { SHIPSHAPE_STATE: state }, catalogue)
  const [file = ''] = readdirSync(join(folder, 'journals'))
  const text = readFileSync(join(folder, 'journals', file), 'utf8')
  expect(text).not.toContain(state)
  const reading = readKeptJournal(text)
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading))
  const report = reading.value.reduce(fold, emptyReport)
  expect(report.steps.map(({ id, status, checks }) => [id, status, checks.length])).toEqual([
    ['one', 'passed', 2],
    ['two', 'failed', 2],
    ['three', 'not-reached', 0],
  ])
})
