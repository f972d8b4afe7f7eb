import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type Check,
  type Step,
  type CommandLine,
  equals,
  exits,
  prints,
  run,
  sh,
  step,
  target,
  text,
  write,
} from '../../../../playbooks/model/index.ts'
import type { EventBody } from '../../../../runner/protocol/events.ts'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { ending, executeHere, statuses, temporaryFolder, whyOf } from '../../../fixtures/execute.ts'
import { make } from '../../../fixtures/playbooks.ts'
import { english } from '../../../fixtures/english.ts'
import { bringClient, guide, listen } from './doubles.ts'

let folder = ''
let socket = ''
beforeEach(() => {
  folder = temporaryFolder()
  socket = join(folder, 'docker.sock')
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) vi.stubEnv(name, undefined)
})
afterEach(() => vi.unstubAllEnvs())

/** Empty when the process has ended, reaped or not. */
const commandOf = (pid: string): string =>
  existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''

const title = { en: 'A step', 'zh-cn': '一步' }
const looks = (id: string, line: CommandLine, check: Check): Step =>
  step(id, { title, action: run(line), checks: [exits(0), check], undo: 'nothing' })

describe('a run on the reader’s own engine', () => {
  beforeEach(() => {
    bringClient(folder, `unix://${socket}`)
  })

  test('uses the reader’s home and environment, and keeps the steps’ files apart', async () => {
    await listen(socket)
    vi.stubEnv('READERS_OWN', 'kept')
    vi.stubEnv('npm_config_of_ours', 'not theirs')
    const done = await executeHere(
      guide(
        looks(
          'home',
          sh`echo "$HOME $READERS_OWN [$npm_config_of_ours]"`,
          prints(equals(text`${process.env['HOME'] ?? ''} kept []`)),
        ),
        step('file', {
          title,
          action: write(text`site/index.html`, text`hello`),
          undo: 'nothing',
          checks: [
            {
              kind: 'file',
              where: 'host',
              path: text`site/index.html`,
              state: 'present',
              content: equals(text`hello`),
            },
          ],
        }),
        looks(
          'facts',
          sh`echo ${target.address} ${target.dockerHost}`,
          prints(equals(text`127.0.0.1 unix://${socket}`)),
        ),
        looks('seen', sh`true`, { kind: 'container', name: text`web`, state: 'running' }),
        looks('kernel', sh`true`, {
          kind: 'inspect',
          of: 'engine',
          name: text`${target.dockerHost}`,
          at: '/KernelVersion',
          match: equals(text`6.12.54-linuxkit`),
        }),
      ),
      { target: engine },
    )
    expect([statuses(done), ending(done)]).toEqual([
      { home: 'passed', file: 'passed', facts: 'passed', seen: 'passed', kernel: 'passed' },
      { status: 'passed', why: undefined, leftovers: [] },
    ])
  })

  test('leaves neither a process nor a file of its own', async () => {
    await listen(socket)
    const runFolder = temporaryFolder()
    const session = await engine.open({
      folder: runFolder,
      machine: 'ready',
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    const options = { id: 'one', deadlineMs: 5000, signal: new AbortController().signal, onOutput: () => undefined }
    const { stdout } = await session.exec(
      { kind: 'command', where: 'host', line: 'sleep 1000 >server.log 2>&1 & echo $!' },
      options,
    )
    await expect.poll(() => commandOf(stdout.trim())).toContain('sleep')
    await session[Symbol.asyncDispose]()
    await expect.poll(() => commandOf(stdout.trim())).toBe('')
    expect(readdirSync(join(runFolder, 'engine'))).toEqual(['steps'])
  })

  test('is blocked when a container of the reader’s has the name, which nothing touches', async () => {
    await listen(socket)
    const web = make('web', {
      action: run(sh`docker run --name web nginx:1.26`),
      checks: [exits(0), { kind: 'container', name: text`web`, state: 'running' }],
      undo: run(sh`docker rm -f web`),
    })
    const done = await executeHere(guide(make('one'), web), { target: engine })
    expect([statuses(done), ending(done), english(done.report.missing)]).toEqual([
      { one: 'not-reached', web: 'not-reached' },
      { status: 'blocked', why: 'A name that this guide needs is taken; nothing was executed.', leftovers: [] },
      [
        {
          what: 'A container named “web” exists already, and this guide would remove it.',
          hint: 'docker rename web web-mine',
        },
      ],
    ])
  })

  test('is broken when the engine goes away, and reports what is left in it', { timeout: 20_000 }, async () => {
    const server = await listen(socket)
    const endEngine = (event: EventBody): void => {
      if (event.type !== 'step-started' || event.step !== 'two') return
      server.close()
      server.closeAllConnections()
    }
    const done = await executeHere(
      guide(
        make('one', { undo: run(sh`docker rm -f web`) }),
        make('two', { action: run(sh`sleep 15`), undo: 'nothing' }),
      ),
      { target: engine, onEvent: endEngine },
    )
    expect(statuses(done)).toEqual({ one: 'passed', two: 'broken' })
    expect(whyOf(done, 'two')).toContain(
      `The Docker engine at unix://${socket} (context “desktop-linux”) stopped answering while the guide ran.`,
    )
    expect(english(done.report.leftovers)).toEqual([
      { what: 'Step “one” was not undone: its target was gone.', hint: 'docker rm -f web' },
    ])
  })
})
