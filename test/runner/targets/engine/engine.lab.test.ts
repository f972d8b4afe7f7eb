import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLabShell } from '../../../fixtures/lab-shell.ts'
import { reportIn, wrongIn } from '../../../fixtures/verified.ts'

const labCli = join(import.meta.dirname, '../../../fixtures/lab-cli.ts')

test('a guide runs on the engine that the reader’s client uses, and leaves only the image', async () => {
  const lab = await openLabShell()
  onTestFinished(() => lab.close())
  const state = join(lab.home, 'state')
  mkdirSync(state)
  await lab.bringReady()
  expect(await lab.run('boot2docker up >/dev/null')).toMatchObject({ exitCode: 0 })
  const client = 'eval "$(boot2docker shellinit 2>/dev/null)"'
  const program = `'${process.execPath}' --disable-warning=ExperimentalWarning '${labCli}'`
  const onEngine = `SHIPSHAPE_STATE='${state}' ${program} run few --target engine --json`
  const ended = await lab.run(`${client}; ${onEngine}`)
  const report = reportIn(ended.out)
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.exitCode]).toEqual(['passed', [], 0])
  expect(report.target).toMatchObject({
    id: 'engine',
    details: { endpoint: 'tcp://192.168.59.103:2376', system: expect.stringContaining('Boot2Docker') as string },
  })
  const { out } = await lab.run(
    `${client}; docker ps -aq; docker image ls --format '{{.Repository}}:{{.Tag}}'; docker context ls -q`,
  )
  expect(out.trim().split('\n').toSorted()).toEqual(['busybox:1.37', 'default'])
  const [run = ''] = readdirSync(join(state, 'runs'))
  expect(existsSync(join(state, 'runs', run, 'engine', 'work'))).toBe(false)
  // A container of the reader's own that has the name of one of the guide's.
  const asked = await lab.run(`${client}; docker create --name web busybox:1.37 >/dev/null && ${onEngine}`)
  expect([asked.exitCode, asked.said]).toEqual([
    3,
    expect.stringContaining('tcp://192.168.59.103:2376 (DOCKER_HOST) holds 1 container and 0 volumes.'),
  ])
  const own = await lab.run(`${client}; ${onEngine} --yes`)
  expect([own.exitCode, reportIn(own.out).missing.map(({ what, hint }) => [what.en, hint.en])]).toEqual([
    3,
    [['A container named “web” exists already, and this guide would remove it.', 'docker rename web web-mine']],
  ])
  expect(await lab.run(`${client}; docker rm web`)).toMatchObject({ exitCode: 0 })
  // Without a variable, and with the certificates that the context keeps.
  const byContext = await lab.run(
    `(${client}; docker context create kept) && docker context use kept && ${onEngine} --to web`,
  )
  expect(reportIn(byContext.out)).toMatchObject({
    status: 'passed',
    target: { description: expect.stringContaining('context “kept”') as string },
  })
})
