import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../runner/protocol/events.ts'
import { fold } from '../../runner/protocol/fold.ts'
import { emptyReport } from '../../runner/protocol/report.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { catalogue } from '../fixtures/guides.ts'
import { shipshapeHere } from '../fixtures/in-process.ts'
import { type Ended, type Running, launch } from '../fixtures/process.ts'

const path = (name: string): string => join(import.meta.dirname, name)
const bin = path('../../runner/bin/shipshape.mjs')
const withGuides = path('../fixtures/cli.ts')

/** A process of the command line with the guides of `test/fixtures/guides.ts`. */
const start = (state: string, ...args: readonly string[]): Running =>
  launch(process.execPath, ['--disable-warning=ExperimentalWarning', withGuides, ...args], { SHIPSHAPE_STATE: state })
/** The same in this process. */
const runIn = (state: string, ...args: readonly string[]): Promise<Ended> =>
  shipshapeHere(args, { SHIPSHAPE_STATE: state }, catalogue)
const shipshape = (...args: readonly string[]): Promise<Ended> => runIn(temporaryFolder(), ...args)
/** The very program that people start. */
const real = (...args: readonly string[]): Promise<Ended> =>
  launch(process.execPath, [bin, ...args], { SHIPSHAPE_STATE: temporaryFolder() }).ended

const timeless = (text: string): string =>
  text
    .replace(/\d+(\.\d)? m?s\b/g, 'N s')
    .replace(/\d{8}-\d{6}-\w{6}/g, 'RUN')
    .replace(/\S+\/runs\//g, 'STATE/runs/')

const mistakes = [
  ['run'],
  ['run', 'gud'],
  ['run', 'nothing-like-it'],
  ['run', 'good', '--to', 'thre'],
  ['run', 'good', '--only', 'twoo'],
  ['run', 'good', '--to', 'one', '--only', 'two'],
  ['run', 'good', '--target', 'lob'],
  ['run', 'good', '--nope'],
  ['run', 'good', 'extra'],
  ['run', 'good', '--junit'],
  ['run', 'good', '--report', '/dev/null/report.json'],
  ['run', 'invalid'],
  ['verify', 'good', 'gud'],
  ['show', 'good', 'thre'],
  ['show', 'gud', '--json'],
  ['rnu'],
  ['--nope'],
] as const

test.for(mistakes.map((args) => ({ args, line: args.join(' ') })))(
  'a mistake is reported in a sentence and ends with 64: $line',
  async ({ args }) => {
    const { code, stdout, stderr } = await shipshape(...args)
    expect({ code, stdout, stderr }).toMatchSnapshot()
    expect(code).toBe(64)
  },
)

test.for([
  ['a guide that passes', 0, 'run', 'good'],
  ['a guide that is wrong', 1, 'run', 'wrong'],
  ['a guide that cannot be undone', 2, 'verify', 'good', 'sticky'],
  ['a computer on which something is missing', 3, 'run', 'needy'],
  ['a guide up to a step', 0, 'run', 'good', '--to', 'one'],
  ['one step', 0, 'run', 'good', '--only', 'two'],
] as const)('%s ends with %i', async ([, expected, ...args]) => {
  const { code, stdout, stderr } = await shipshape(...args)
  expect(stderr).toBe('')
  expect(timeless(stdout)).toMatchSnapshot()
  expect(code).toBe(expected)
})

test('the JSON of a run is its events and its report', async () => {
  const { code, stdout } = await shipshape('run', 'good', '--json')
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent & { readonly report?: unknown })
  expect(code).toBe(0)
  expect(lines.at(-1)).toEqual({ report: lines.slice(0, -1).reduce(fold, emptyReport) })
})

test('files for other programs are written, also when the guide fails', async () => {
  const folder = temporaryFolder()
  const [junit, report] = [join(folder, 'junit.xml'), join(folder, 'report.json')]
  expect((await shipshape('verify', 'good', 'wrong', '--junit', junit, '--report', report)).code).toBe(1)
  expect(readFileSync(junit, 'utf8').match(/<testsuite |<failure /g)).toEqual([
    '<testsuite ',
    '<testsuite ',
    '<failure ',
  ])
  expect(
    (JSON.parse(readFileSync(report, 'utf8')) as { reports: { status: string }[] }).reports.map(({ status }) => status),
  ).toEqual(['passed', 'failed'])
})

test('what would be executed can be read first', async () => {
  expect((await shipshape('show', 'good')).stdout).toMatchSnapshot()
  expect(JSON.parse((await shipshape('show', 'good', 'two', '--json')).stdout)).toMatchSnapshot()
})

test('the list says which guides a program can prove, for a CI’s matrix', async () => {
  const { code, stdout } = await shipshapeHere(['list', '--json'], { SHIPSHAPE_STATE: temporaryFolder() })
  // Our own output.
  const guides = JSON.parse(stdout) as readonly { readonly id: string; readonly provableOnLab: boolean }[]
  expect([code, Object.fromEntries(guides.map(({ id, provableOnLab }) => [id, provableOnLab]))]).toEqual([
    0,
    {
      'first-container': true,
      containers: true,
      images: true,
      'ports-and-networks': true,
      volumes: true,
      registries: true,
      'limits-and-health': true,
      compose: true,
      builds: true,
      boot2docker: true,
      'docker-for-mac': true,
      'binds-on-a-mac': true,
      'arm-on-mac': true,
      'build-for-elsewhere': true,
      'windows-on-fusion': false,
    },
  ])
})

test('who asks for a guide that was split is given the names of the guides that it became', async () => {
  expect(await shipshapeHere(['run', 'docker-basics'], { SHIPSHAPE_STATE: temporaryFolder() })).toMatchObject({
    code: 64,
    stderr:
      'The guide “docker-basics” became 6 guides: containers, images, ports-and-networks, volumes, registries, ' +
      'limits-and-health.\nBegin with: npx shipshape run containers\n',
  })
})

test('guides are listed with how they ended here', async () => {
  const state = temporaryFolder()
  await runIn(state, 'run', 'good')
  const { stdout } = await runIn(state, 'list', '--json')
  const [good, wrong] = JSON.parse(stdout) as readonly {
    readonly lastRun?: { readonly status: string; readonly isOfThisVersion: boolean }
  }[]
  expect([good?.lastRun, wrong?.lastRun]).toMatchObject([{ status: 'passed', isOfThisVersion: true }, undefined])
  expect((await runIn(state, 'list')).stdout).toMatch(/2 steps on lab; passed \d{4}-\d\d-\d\d \d\d:\d\d UTC\n/)
  await runIn(state, 'run', 'needy')
  expect((await runIn(state, 'list')).stdout).toMatch(
    /; blocked \d{4}-\d\d-\d\d \d\d:\d\d UTC\n +Something is missing on this computer\.\n/,
  )
  await runIn(state, 'run', 'good', '--to', 'one')
  expect((await runIn(state, 'list')).stdout).toMatch(/2 steps on lab; passed \(step 1 of 2\) \d{4}-/)
})

test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the step, undoes what was done, and ends with 130',
  async (signal) => {
    const state = temporaryFolder()
    const { child, says, ended } = start(state, 'run', 'slow', '--json')
    await says('begun\\n')
    child.kill(signal)
    const { code, stdout, stderr } = await ended
    expect([code, stderr]).toEqual([130, 'Cancelled: undoing what was done. Press Ctrl-C again to quit at once.\n'])
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent)
    expect(events.flatMap((event) => (event.type === 'undo-finished' ? [[event.step, event.clean]] : []))).toEqual([
      ['slow', true],
      ['one', true],
    ])
    expect((await runIn(state, 'run', 'good')).code).toBe(0)
  },
)

test('a second Ctrl-C leaves at once, and says what was not undone', async () => {
  const { child, says, ended } = start(temporaryFolder(), 'run', 'stubborn', '--json')
  await says('begun\\n')
  child.kill('SIGINT')
  await wait(300)
  const pressed = Date.now()
  child.kill('SIGINT')
  const { code, stdout } = await ended
  expect(Date.now() - pressed).toBeLessThan(3000)
  expect(code).toBe(130)
  expect(stdout).toContain('"type":"undo-finished","step":"slow","clean":false')
})

test('a target that is in use is reported with who uses it, and ends with 3', async () => {
  const state = temporaryFolder()
  const { child, says, ended } = start(state, 'run', 'slow', '--json')
  await says('begun\\n')
  const second = await runIn(state, 'run', 'good')
  expect([second.code, second.stdout]).toEqual([3, ''])
  const said = second.stderr.replace(/\(\S+, since \S+\)/, '(…)').replace(/\d+$/m, 'PID')
  expect(said).toBe(
    'The target “lab” is used by a run of the guide “slow” (…).\n' +
      'Wait until it has ended, or cancel it: kill -INT PID\n',
  )
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
})

test('the real program knows its commands, its guides, and what it does not know', async () => {
  const [help, list, unknown, version] = await Promise.all([
    real('--help'),
    real('list'),
    real('rnu'),
    real('--version'),
  ])
  expect([help.code, help.stderr]).toEqual([0, ''])
  expect(Array.from(help.stdout.matchAll(/^ {2}([a-z]+) /gm), ([, name]) => name)).toEqual([
    'run',
    'verify',
    'list',
    'show',
    'check',
    'diagnose',
    'lab',
    'kept',
    'doctor',
    'serve',
    'help',
  ])
  expect([list.code, list.stderr]).toEqual([0, ''])
  expect(list.stdout).toContain('boot2docker')
  expect([unknown.code, unknown.stderr]).toEqual([
    64,
    "Unknown command 'rnu'. Did you mean run?\nnpx shipshape --help\n",
  ])
  expect(version).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' })
})

test('started by another Node, the program starts the one that npm installed', async () => {
  const other = join(temporaryFolder(), 'node')
  copyFileSync(process.execPath, other)
  expect(existsSync(other)).toBe(true)
  const { code, stderr } = await launch(other, [bin, 'rnu']).ended
  expect([code, stderr]).toEqual([64, "Unknown command 'rnu'. Did you mean run?\nnpx shipshape --help\n"])
})
