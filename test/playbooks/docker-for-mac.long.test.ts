import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLabShell } from '../fixtures/lab-shell.ts'
import { reportIn, wrongIn } from '../fixtures/verified.ts'

const shipshape = join(import.meta.dirname, '../../runner/bin/shipshape.mjs')

test('the whole guide runs on the engine that the reader’s client uses, too', { timeout: 20 * 60_000 }, async () => {
  const lab = await openLabShell()
  onTestFinished(() => lab.close())
  // The guide mounts folders: the VM must have the one in which its steps work.
  const up = await lab.run('mkdir state && boot2docker init && boot2docker --vbox-share "$HOME/state=state" up')
  expect([up.exitCode, up.said]).toEqual([0, up.said])
  const program = `'${process.execPath}' '${shipshape}'`
  const run = `SHIPSHAPE_STATE="$HOME/state" ${program} run docker-for-mac --target engine --json`
  const ended = await lab.run(`eval "$(boot2docker shellinit 2>/dev/null)"; ${run}`)
  const report = reportIn(ended.out)
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.exitCode]).toEqual(['passed', [], 0])
})
