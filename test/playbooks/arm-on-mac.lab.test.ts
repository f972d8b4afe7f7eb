import { expect, test } from 'vitest'
import { armOnMac } from '../../playbooks/arm-on-mac.ts'
import type { Report } from '../../runner/protocol/report.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { launch } from '../fixtures/process.ts'

test('“npm run verify -- arm-on-mac” proves every step: ARM programs really run', { timeout: 20 * 60_000 }, async () => {
  const ended = await launch('npm', ['run', '--silent', 'verify', '--', 'arm-on-mac', '--json'], { SHIPSHAPE_STATE: temporaryFolder() }).ended
  const { report } = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as { readonly report: Report } // The last line of --json.
  expect(report.steps.filter(({ status }) => status !== 'passed').map(({ id, why, stderr }) => `${id}: ${why?.en ?? ''} ${stderr}`)).toEqual([])
  expect([report.status, report.leftovers, ended.code]).toEqual(['passed', [], 0])
  expect(report.steps.map(({ id }) => id)).toEqual(armOnMac.steps.map(({ id }) => id))
})
