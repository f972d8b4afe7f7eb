import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Check, type Playbook, contains, equals, exits, prints, run, sh, step, target, text } from '../../playbooks/model/index.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import { launch } from '../fixtures/process.ts'
import { hunt } from './hunt.ts'
import { type MutantsOfStep, mutantsOf } from './mutants.ts'
import type { MutationReport } from './report.ts'

type Checks = readonly [Check, ...Check[]]

const web = (checks: Checks): Playbook['steps'][number] =>
  step('web', {
    title: { en: 'Run a web server', 'zh-cn': '运行网页服务器' },
    action: run(sh`docker run -d -p 8800:80 --name web busybox:1.37 httpd -f`),
    checks,
    undo: run(sh`docker rm -f web`),
  })

const page = (checks: Checks): Playbook['steps'][number] =>
  step('page', {
    title: { en: 'Give it a page', 'zh-cn': '写一个页面' },
    action: run(sh`docker exec web sh -c 'echo "A page" >index.html' && curl -s http://${target.address}:8800/`),
    checks,
    undo: run(sh`docker exec web rm -f /index.html`),
  })

const guide = (...steps: readonly [Playbook['steps'][number], ...Playbook['steps'][number][]]): Playbook => ({
  id: 'fixture',
  title: { en: 'A fixture', 'zh-cn': '测试' },
  targets: ['lab'],
  machine: 'ready',
  duration: '1m',
  needs: [],
  changes: { en: 'One container.', 'zh-cn': '一个容器。' },
  steps,
})

const careful = guide(
  web([
    exits(0),
    { kind: 'container', name: text`web`, state: 'running' },
    { kind: 'inspect', of: 'container', name: text`web`, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    { kind: 'inspect', of: 'container', name: text`web`, at: '/Args', match: equals(text`["-f"]`) },
    { kind: 'published-port', container: text`web`, guestPort: 80, hostPort: text`8800` },
  ]),
  page([
    exits(0),
    prints(equals(text`A page`)),
    { kind: 'http', url: text`http://${target.address}:8800/`, status: 200, body: contains(text`A page`), within: '5s' },
  ]),
)

const careless = guide(web([exits(0)]), page([exits(0)]))

const huntHere = (playbook: Playbook, most: number): Promise<MutationReport> =>
  hunt({ playbook, target: lab, wrongs: (each) => mutantsOf(each, most), signal: new AbortController().signal, onProgress: () => undefined, onStep: () => undefined })

const survivors = ({ steps }: MutationReport): readonly string[] => steps.flatMap(({ step: id, mutants }) => mutants.filter(({ outcome }) => outcome === 'survived').map(({ name }) => `${id}: ${name}`))

test('good checks catch every wrong command, and the world is put back after each', async () => {
  const report = await huntHere(careful, 3)
  expect(survivors(report)).toEqual([])
  expect([report.caught, report.share, report.freshTargets]).toEqual([6, 1, 1])
})

test('checks that only ask for the exit code let wrong commands through', async () => {
  const report = await huntHere(careless, 2)
  expect(survivors(report)).toEqual(expect.arrayContaining(['web: nothing: true', 'web: swap: docker run -d -p 80:8800 --name web busybox:1.37 httpd -f', 'page: nothing: true']))
  expect(report.share).toBeLessThan(0.5)
})

const folderStep = step('folder', {
  title: { en: 'Make a folder', 'zh-cn': '创建目录' },
  action: run(sh`docker exec web mkdir /one && echo made`),
  checks: [exits(0), prints(equals(text`made`))],
  undo: run(sh`docker exec web rmdir /one`),
})

/** Hunts one step with wrong commands of our own, in this order. */
const huntStep = (wanted: string, playbook: Playbook, ...lines: readonly string[]): Promise<MutationReport> => {
  const mutants = lines.map((line) => ({ kind: 'rename', name: line, action: run({ pieces: [line], values: [] }) }) as const)
  const wrongs = ({ id }: { readonly id: string }): MutantsOfStep => ({ mutants: id === wanted ? mutants : [], leftOut: [], notTried: 0 })
  return hunt({ playbook, target: lab, wrongs, signal: new AbortController().signal, onProgress: () => undefined, onStep: () => undefined })
}

const huntFolder = (...lines: readonly string[]): Promise<MutationReport> => huntStep('folder', guide(web([exits(0)]), folderStep), ...lines)

test('a verdict on a target that an earlier wrong command had spoiled unseen is not believed', async () => {
  const report = await huntFolder('docker exec web mkdir /one && echo other', 'docker exec web mkdir /one; echo made')
  expect(survivors(report)).toEqual(['folder: docker exec web mkdir /one; echo made'])
})

const removeWeb = step('remove-web', {
  title: { en: 'Remove the web server', 'zh-cn': '删除网页服务器' },
  action: run(sh`docker rm -f web`),
  checks: [exits(0), prints(equals(text`web`)), { kind: 'container', name: text`web`, state: 'absent' }],
  undo: 'nothing',
})

test('what a wrong command destroyed comes back with the machine that was kept', async () => {
  const report = await huntStep('remove-web', guide(web([exits(0)]), removeWeb), 'docker rm -f web >/dev/null', 'docker rm -f -v web')
  expect([survivors(report), report.freshTargets]).toEqual([['remove-web: docker rm -f -v web'], 1])
})

test('a target that breaks is no verdict: another one is asked', async () => {
  const flag = join(await mkdtemp(join(tmpdir(), 'mutation-')), 'broken')
  const report = await huntFolder(`[ -e ${flag} ] || { touch ${flag}; kill -9 $$; }; docker exec web mkdir /one && echo made`, 'kill -9 $$')
  expect(survivors(report)).toEqual([`folder: [ -e ${flag} ] || { touch ${flag}; kill -9 $$; }; docker exec web mkdir /one && echo made`])
  expect(report.caught).toBe(1)
})

test('“npm run mutation -- boot2docker --step init” tells the share, and exits 0 when it is good enough', async () => {
  const { code, stdout } = await launch('npm', ['run', '--silent', 'mutation', '--', 'boot2docker', '--step', 'init']).ended
  expect(stdout).toContain('2 of 2 wrong commands caught, 100.0 %')
  expect(code).toBe(0)
})
