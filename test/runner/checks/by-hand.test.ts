import { execFile, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { type Check, contains, equals, excludes, matches, spellings, text } from '../../../playbooks/model/index.ts'
import { byHand, judgeShown } from '../../../runner/checks/kinds.ts'
import { goExpression } from '../../../runner/checks/inspect/go-template.ts'
import { handOf } from '../../../runner/core/by-hand/hand.ts'
import { looksAfter, handChecks } from '../../../runner/core/by-hand/looks.ts'
import { plan } from '../../../runner/core/plan.ts'
import { renderCheck, shownSpelling } from '../../../runner/core/render.ts'
import { judging } from '../../../runner/checks/kinds.ts'
import { playbooks } from '../../fixtures/all-guides.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const { typing } = handOf({ steps: [], inputs: {}, target: 'lab', spelling: spellings.lab })

/** Whether each command of a check, typed in bash in a folder of this computer, shows what it should. */
const shows = async (check: Check, folder: string, env: Record<string, string> = {}): Promise<boolean> => {
  const hand = byHand(check, typing)
  if (hand.kind !== 'looks') throw new Error(`“${check.kind}” has no command`)
  const shown = hand.looks.map(async ({ line, shows: match }) => {
    const { stdout } = await promisify(execFile)('bash', ['-c', `{ ${line}\n} 2>&1; true`], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', ...env },
    })
    const { match: actual } = renderCheck({ kind: 'output', stream: 'stdout', match }, shownSpelling(spellings.lab))
    return judgeShown(actual, stdout).holds
  })
  return (await Promise.all(shown)).every((holds) => holds)
}

/** A folder with a file, an empty folder and a full one. */
const makeFolder = (): string => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'empty folder'))
  writeFileSync(join(folder, "it's"), 'one\ntwo\n')
  return folder
}

const file = { kind: 'file', where: 'host' } as const
const folderAt = { kind: 'folder', where: 'host' } as const
const variable = { kind: 'variable', name: 'X' } as const

test.for<[Check, boolean]>([
  [{ ...file, path: text`it's`, state: 'present' }, true],
  [{ ...file, path: text`~/it's`, state: 'present', content: equals(text`one\ntwo`) }, false],
  [{ ...file, path: text`~/it's`, state: 'present', content: matches(/^two$/) }, true],
  [{ ...file, path: text`~/it's`, state: 'present', content: excludes(text`two`) }, false],
  [{ ...file, path: text`it's`, state: 'absent' }, false],
  [{ ...file, path: text`no file`, state: 'absent' }, true],
  [{ ...file, path: text`no file`, state: 'present' }, false],
  [{ ...folderAt, path: text`~/empty folder`, state: 'empty' }, true],
  [{ ...folderAt, path: text`~/empty folder`, state: 'present' }, true],
  [{ ...folderAt, path: text`~/`, state: 'empty' }, false],
  [{ ...folderAt, path: text`it's`, state: 'present' }, false],
  [{ ...folderAt, path: text`nowhere`, state: 'absent' }, true],
  [{ ...folderAt, path: text`nowhere`, state: 'empty' }, false],
  [{ ...variable, match: equals(text`a b`) }, true],
  [{ ...variable, match: 'unset' }, false],
  [{ kind: 'variable', name: 'Y', match: 'unset' }, true],
  [{ kind: 'process', where: 'host', command: text`no such process`, state: 'absent' }, true],
  [{ kind: 'process', where: 'host', command: text`no such process`, state: 'running' }, false],
])('what is typed for %j shows it: %s', async ([check, expected]) => {
  expect(await shows(check, makeFolder(), { X: 'a b' })).toBe(expected)
})

test('a process is shown by its command line, and no longer when it has ended', async () => {
  const child = spawn('sleep', ['987654'])
  onTestFinished(() => void child.kill())
  const running: Check = { kind: 'process', where: 'host', command: text`sleep 987654`, state: 'running' }
  expect(await shows(running, makeFolder())).toBe(true)
  expect(await shows({ ...running, state: 'absent' }, makeFolder())).toBe(false)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
  expect(await shows(running, makeFolder())).toBe(false)
})

test('a server is shown by its status, its body and its port, and a closed one is refused', async () => {
  const server = createServer(({ headers }, answer) => {
    answer.statusCode = headers.authorization === undefined ? 401 : 200
    answer.end(`Hello\n${headers.accept ?? ''}\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens
  const http = { kind: 'http', url: text`http://127.0.0.1:${String(port)}/`, status: 200 } as const
  const login = { user: text`kate`, password: text`open sesame` }
  const at = { kind: 'port', host: text`127.0.0.1`, port } as const
  const seen = async (): Promise<readonly boolean[]> =>
    Promise.all(
      [
        { ...http, login, body: contains(text`Hello`) },
        { ...http, login, body: contains(text`Goodbye`) },
        { ...http, login, accept: text`text/markdown`, body: contains(text`text/markdown`) },
        { ...http, login, body: contains(text`text/markdown`) },
        http,
        { ...http, status: 401 },
        { ...at, state: 'open' } as const,
        { ...at, state: 'refused' } as const,
      ].map((check) => shows(check, makeFolder())),
    )
  expect(await seen()).toEqual([true, false, true, false, false, true, true, false])
  await new Promise((resolve) => server.close(resolve))
  expect(await seen()).toEqual([false, false, false, false, false, false, false, true])
})

test.for([
  ['/Config/Cmd', '.Config.Cmd'],
  ['/Mounts/0/Source', '(index .Mounts 0).Source'],
  ['/NetworkSettings/Ports/80~1tcp/0/HostPort', '(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort'],
  ['/Config/Labels/org.example', '(index .Config.Labels "org.example")'],
] as const)('the JSON pointer %s is %s in a template of Go', ([pointer, expression]) => {
  expect(goExpression(pointer)).toBe(expression)
})

const labGuides = playbooks.filter(({ targets: [first] }) => first === 'lab')

test('each check of each guide of the lab can be typed, in one line', () => {
  for (const guide of labGuides) {
    const planned = plan(guide, 'lab', { kind: 'all' })
    const hand = handOf({ ...planned, target: 'lab', spelling: spellings.lab })
    for (const step of planned.steps) {
      expect(handChecks(step, hand, judging).filter(({ kind }) => kind === 'cannot')).toEqual([])
      for (const { line } of looksAfter(step, hand, judging)) expect(line).not.toMatch(/[\n‹›]/)
    }
  }
})

test('a path in the VM is the one outside, and a special character passes both shells', () => {
  const inside = { kind: 'file', where: 'guest', state: 'present', content: contains(text`x`) } as const
  expect(byHand({ ...inside, path: text`~/code/a` }, typing)).toMatchObject({
    looks: [{ line: 'boot2docker ssh cat ~/code/a' }],
  })
  expect(byHand({ ...inside, path: text`/a b` }, typing)).toMatchObject({
    looks: [{ line: `boot2docker ssh cat ''\\''/a b'\\'''` }],
  })
})

test('a process that has ended and that its parent has not waited for is not shown', async () => {
  const folder = makeFolder()
  copyFileSync('/bin/sleep', join(folder, 'short-lived'))
  // The second program takes the place of the shell and waits for nobody.
  const parent = spawn('bash', ['-c', './short-lived 0 & exec sleep 60'], { cwd: folder })
  onTestFinished(() => void parent.kill())
  // `ps` fails while the shell has no child yet.
  const children = (): Promise<string> =>
    promisify(execFile)('ps', ['-o', 'args', '--ppid', String(parent.pid)]).then(
      ({ stdout }) => stdout,
      () => '',
    )
  await expect.poll(children, { timeout: 20_000 }).toContain('defunct')
  const absent: Check = { kind: 'process', where: 'host', command: text`short-lived`, state: 'absent' }
  expect(await shows(absent, folder)).toBe(true)
})
