import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { launch, type Running } from '../fixtures/process.ts'
import { idsOf, reportOf, verify, wrongIn } from '../fixtures/verified.ts'

const root = new URL('../..', import.meta.url).pathname
const shipshape = `${root}runner/bin/shipshape.mjs`
const mistakenCli = `${root}test/fixtures/mistaken-cli.ts`
const quiet = '--disable-warning=ExperimentalWarning'

const start = (state: string, ...args: readonly string[]): Running => launch(process.execPath, [quiet, ...args], { SHIPSHAPE_STATE: state })

/** Whatever lives and carries the folder's name: on its command line or in its environment. */
const processesOf = (folder: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => read(`/proc/${pid}/${file}`).includes(folder)))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It has ended meanwhile.
  }
}

/** A process that has been ended takes a moment to be gone, more so on a busy computer. */
const expectNothingLeft = (state: string): Promise<void> => expect.poll(() => processesOf(state), { timeout: 5000 }).toEqual([])

/** The process number of the run's QEMU, seen from outside its namespace. */
const qemuOf = (state: string): number => {
  const found = readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && read(`/proc/${pid}/cmdline`).startsWith('qemu-system-') && readCwd(pid).startsWith(state))
  if (found === undefined) throw new Error('no QEMU runs')
  return Number(found)
}

const readCwd = (pid: string): string => read(`/proc/${pid}/environ`).split('\0').find((entry) => entry.startsWith('HOME='))?.slice(5) ?? ''

test('“npm run verify -- boot2docker” proves every step on a real machine', { timeout: 20 * 60_000 }, async () => {
  const state = temporaryFolder()
  const { ended, report } = await verify(boot2docker, state)
  expect(wrongIn(report)).toEqual([])
  expect([report.status, report.leftovers, ended.code]).toEqual(['passed', [], 0])
  expect(idsOf(report)).toEqual(idsOf(boot2docker))
  await expectNothingLeft(state)
})

test('ports the wrong way round fail the guide, which says what was seen', async () => {
  const state = temporaryFolder()
  const ended = await start(state, mistakenCli, 'web', '-p 8800:80', '-p 80:8800', 'verify', 'boot2docker', '--json').ended
  const report = reportOf(ended)
  const web = report.steps.find(({ id }) => id === 'web')
  expect([report.status, ended.code, web?.status]).toEqual(['failed', 1, 'failed'])
  expect(web?.why?.en).toContain('8800/tcp as 80')
  await expectNothingLeft(state)
})

test('a machine that is killed breaks the run within 15 seconds, and nothing stays', async () => {
  const state = temporaryFolder()
  const running = start(state, shipshape, 'run', 'boot2docker', '--to', 'echo', '--json')
  await running.says('"type":"step-finished","step":"up"')
  const killed = performance.now()
  process.kill(qemuOf(state), 'SIGKILL')
  const ended = await running.ended
  expect((performance.now() - killed) / 1000).toBeLessThan(15)
  expect([reportOf(ended).status, ended.code]).toEqual(['broken', 2])
  await expectNothingLeft(state)
})

test('Ctrl-C while the machine boots takes everything back', async () => {
  const state = temporaryFolder()
  const running = start(state, shipshape, 'run', 'boot2docker', '--to', 'echo', '--json')
  await running.says('Waiting for VM and Docker daemon to start')
  running.child.kill('SIGINT')
  const ended = await running.ended
  expect([reportOf(ended).status, ended.code]).toEqual(['cancelled', 130])
  await expectNothingLeft(state)
})
