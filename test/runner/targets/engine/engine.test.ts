import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  type Check,
  type Playbook,
  type Step,
  type Text,
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
import { make, playbookOf } from '../../../fixtures/playbooks.ts'
import { english } from '../../../fixtures/english.ts'

/**
 * Doubles: an engine that speaks the few calls of Docker's API that are asked of it, over a real unix socket, and a
 * `docker` that is a shell script. A real client and a real engine are in playbooks/docker-for-mac.lab.test.ts.
 */
const info = {
  ServerVersion: '29.0.0',
  OperatingSystem: 'Docker Desktop',
  KernelVersion: '6.12.54-linuxkit',
  Architecture: 'aarch64',
  Driver: 'overlayfs',
}
const answers: Record<string, unknown> = {
  '/_ping': 'OK',
  '/info': info,
  '/containers/web/json': { State: { Status: 'running', ExitCode: 0 } },
}

const listen = async (socket: string): Promise<Server> => {
  const server = createServer((request, reply) => {
    const answer = answers[request.url ?? '']
    reply.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    reply.end(JSON.stringify(answer ?? { message: 'no such thing' }))
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  onTestFinished(() => void server.close())
  return server
}

const contextOf = (host: string): string =>
  JSON.stringify({
    Name: 'desktop-linux',
    Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
    TLSMaterial: {},
    Storage: { TLSPath: '/nowhere' },
  })

/** A `docker` first on the path, which knows one context. */
const bringClient = (folder: string, host: string): void => {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(
    join(bin, 'docker'),
    `#!/bin/sh\ncase "$1" in\ncontext) echo '${contextOf(host)}' ;;\n--version) echo 'Docker version 29.0.0, build 1' ;;\nesac\n`,
  )
  chmodSync(join(bin, 'docker'), 0o755)
  vi.stubEnv('PATH', [bin, process.env['PATH']].join(delimiter))
}

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

const missingFor = (): ReturnType<typeof engine.missing> =>
  engine.missing({ onProgress: () => undefined, signal: new AbortController().signal })

const title = { en: 'A step', 'zh-cn': '一步' }
const looks = (id: string, line: Text, check: Check): Step =>
  step(id, { title, action: run(line), checks: [exits(0), check], undo: 'nothing' })
const guide = (...steps: Parameters<typeof playbookOf>): Playbook => ({
  ...playbookOf(...steps),
  targets: ['engine'],
  machine: 'ready',
})

describe('the engine is found as the client finds it', () => {
  test('by the current context', async () => {
    bringClient(folder, `unix://${socket}`)
    await listen(socket)
    expect(await missingFor()).toEqual([])
    const { report } = await executeHere(guide(make('one')), { target: engine })
    expect(report.target).toEqual({
      id: 'engine',
      description: 'engine: context “desktop-linux”, Docker 29.0.0',
      details: {
        endpoint: `unix://${socket}`,
        engine: '29.0.0',
        system: 'Docker Desktop',
        kernel: '6.12.54-linuxkit',
        architecture: 'aarch64',
        storage: 'overlayfs',
        client: '29.0.0, build 1',
      },
    })
  })

  test('by DOCKER_HOST, which wins', async () => {
    bringClient(folder, 'unix:///nowhere.sock')
    vi.stubEnv('DOCKER_HOST', `unix://${socket}`)
    await listen(socket)
    expect(await missingFor()).toEqual([])
  })
})

describe('what is missing is named, with one command', () => {
  test('no client', async () => {
    vi.stubEnv('PATH', folder)
    expect(english(await missingFor())).toEqual([
      { what: 'The Docker client “docker” is not installed.', hint: 'npx shipshape doctor' },
    ])
  })

  test('an engine that does not answer, and how its product is started', async () => {
    bringClient(folder, `unix://${socket}`)
    expect(english(await missingFor())).toEqual([
      {
        what: `No Docker engine answers at unix://${socket} (context “desktop-linux”): ENOENT.`,
        hint: 'docker desktop start',
      },
    ])
  })

  test('an endpoint that checks cannot reach', async () => {
    bringClient(folder, 'ssh://me@build.example')
    expect(english(await missingFor())).toEqual([
      {
        what: 'The engine is at ssh://me@build.example (context “desktop-linux”), which checks cannot reach: they support only unix:// and tcp://.',
        hint: 'ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock me@build.example & export DOCKER_HOST=unix:///tmp/engine.sock',
      },
    ])
  })

  test('an endpoint behind ssh with a port and a socket of its own', async () => {
    bringClient(folder, 'ssh://me@build.example:2222/run/engine.sock')
    expect(english(await missingFor())).toMatchObject([
      {
        hint: 'ssh -nNT -p 2222 -L /tmp/engine.sock:/run/engine.sock me@build.example & export DOCKER_HOST=unix:///tmp/engine.sock',
      },
    ])
  })

  test('TLS for which the client has no certificates', async () => {
    bringClient(folder, 'https://build.example')
    expect(english(await missingFor())).toEqual([
      {
        what: 'The engine is at https://build.example (context “desktop-linux”), which is TLS, but the client has no certificates for it.',
        hint: 'docker context update desktop-linux --docker "host=https://build.example,ca=ca.pem,cert=cert.pem,key=key.pem"',
      },
    ])
    vi.stubEnv('DOCKER_HOST', 'https://build.example')
    vi.stubEnv('DOCKER_CERT_PATH', folder)
    expect(english(await missingFor())).toMatchObject([
      { hint: `export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=${folder}` },
    ])
  })

  test('certificates that are not there', async () => {
    bringClient(folder, '')
    vi.stubEnv('DOCKER_HOST', 'tcp://192.0.2.1:2376')
    vi.stubEnv('DOCKER_TLS_VERIFY', '1')
    vi.stubEnv('DOCKER_CERT_PATH', folder)
    expect(english(await missingFor())).toEqual([
      { what: `The client’s certificates in ${folder} cannot be read.`, hint: `ls -l ${folder}` },
    ])
  })
})

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
    expect(commandOf(stdout.trim())).toContain('sleep')
    await session[Symbol.asyncDispose]()
    await expect.poll(() => commandOf(stdout.trim())).toBe('')
    expect(readdirSync(join(runFolder, 'engine'))).toEqual(['steps'])
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
