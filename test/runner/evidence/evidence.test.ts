import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvidence } from '../../../runner/evidence/read-evidence.ts'
import type { Evidence } from '../../../runner/evidence/format.ts'
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

test('a verified guide leaves evidence with its provenance, and the recording of the same run', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  const [evidence, recordings] = [join(folder, 'evidence'), join(folder, 'recordings')]
  const args = ['verify', 'good', '--evidence', evidence, '--recording', recordings]
  const ended = await shipshapeHere(args, { SHIPSHAPE_STATE: state }, catalogue)
  expect([ended.code, readdirSync(evidence)]).toEqual([0, ['good.lab.json']])
  const kept = evidenceIn(join(evidence, 'good.lab.json'))
  expect(kept).toEqual({
    format: 2,
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
    digest: hash,
  })
  expect(ended.stderr).toContain(`Evidence: ${join(evidence, 'good.lab.json')}\n`)
})

test('a guide that fails leaves evidence of that, not of a proof', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  await shipshapeHere(['verify', 'wrong', '--evidence', folder], { SHIPSHAPE_STATE: state }, catalogue)
  const { status, steps } = evidenceIn(join(folder, 'wrong.lab.json'))
  expect([status, steps.map((step) => step.status)]).toEqual(['failed', ['passed', 'failed', 'not-reached']])
})

test('a secret of the environment is not in the reason that evidence gives', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  const env = { SHIPSHAPE_STATE: state, MY_TOKEN: 'no such image' }
  await shipshapeHere(['verify', 'wrong', '--evidence', folder], env, catalogue)
  expect(readFileSync(join(folder, 'wrong.lab.json'), 'utf8')).not.toContain('no such image')
})
