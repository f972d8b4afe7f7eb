import { existsSync, readdirSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { dockerForMac } from '../../playbooks/docker-for-mac.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { openLabShell } from '../fixtures/lab-shell.ts'
import { idsOf, reportIn, verify, wrongIn } from '../fixtures/verified.ts'

const shipshape = new URL('../../runner/bin/shipshape.mjs', import.meta.url).pathname

test('every step of docker-for-mac is proven on the lab', { timeout: 20 * 60_000 }, async () => {
  const { ended, report } = await verify(dockerForMac, temporaryFolder())
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.code]).toEqual(['passed', [], 0])
  expect(idsOf(report)).toEqual(idsOf(dockerForMac))
})

test('the same guide runs on the engine that the reader’s client uses, and leaves only the images', { timeout: 20 * 60_000 }, async () => {
  const lab = await openLabShell()
  onTestFinished(() => lab.close())
  const up = await lab.run('mkdir state && boot2docker init && boot2docker --vbox-share "$HOME/state=state" up')
  expect([up.exitCode, up.said]).toEqual([0, up.said])
  const client = 'eval "$(boot2docker shellinit 2>/dev/null)"'
  const onEngine = `SHIPSHAPE_STATE="$HOME/state" '${process.execPath}' '${shipshape}' run docker-for-mac --target engine --json`
  const ended = await lab.run(`${client}; ${onEngine}`)
  const report = reportIn(ended.out)
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.exitCode]).toEqual(['passed', [], 0])
  expect(report.target).toMatchObject({ id: 'engine', details: { endpoint: 'tcp://192.168.59.103:2376', system: expect.stringContaining('Boot2Docker') as string } })
  const { out } = await lab.run(`${client}; docker ps -aq; docker image ls --format '{{.Repository}}:{{.Tag}}'; docker context ls -q`)
  expect(out.trim().split('\n').toSorted()).toEqual(['busybox:1.37', 'debian:13', 'default'])
  const [run = ''] = readdirSync(`${lab.home}/state/runs`)
  expect(existsSync(`${lab.home}/state/runs/${run}/engine/work`)).toBe(false)
  // Without a variable, and with the certificates that the context keeps.
  const byContext = await lab.run(`(${client}; docker context create kept) && docker context use kept && ${onEngine} --to info`)
  expect(reportIn(byContext.out)).toMatchObject({ status: 'passed', target: { description: expect.stringContaining('context “kept”') as string } })
})
