import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'

test('a verified guide leaves evidence with its provenance', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  const ended = await shipshapeHere(['verify', 'good', '--evidence', folder], { SHIPSHAPE_STATE: state }, catalogue)
  expect([ended.code, readdirSync(folder)]).toEqual([0, ['good.lab.json']])
  const evidence = JSON.parse(readFileSync(join(folder, 'good.lab.json'), 'utf8')) as Record<string, unknown>
  expect(evidence).toMatchObject({ version: 1, playbook: 'good', target: 'lab', status: 'passed', mode: 'verify' })
  expect(evidence['contentHash']).toMatch(/^[0-9a-f]{64}$/)
  expect(evidence['commit']).toMatch(/^([0-9a-f]{12}(\+changes)?|unknown)$/)
  expect(evidence['steps']).toMatchObject([
    { id: 'one', status: 'passed' },
    { id: 'two', status: 'passed' },
  ])
})

test('a guide that fails leaves evidence of that, not of a proof', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  await shipshapeHere(['verify', 'wrong', '--evidence', folder], { SHIPSHAPE_STATE: state }, catalogue)
  expect(JSON.parse(readFileSync(join(folder, 'wrong.lab.json'), 'utf8'))).toMatchObject({ status: 'failed' })
})
