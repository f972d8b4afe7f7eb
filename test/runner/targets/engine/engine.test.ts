import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { deadlines } from '../../../../runner/contract/deadlines.ts'
import type { Problem } from '../../../../runner/protocol/events.ts'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { executeHere, temporaryFolder } from '../../../fixtures/execute.ts'
import { english } from '../../../fixtures/english.ts'
import { make } from '../../../fixtures/playbooks.ts'
import { bringClient, guide, listen } from './doubles.ts'

let folder = ''
let socket = ''
beforeEach(() => {
  folder = temporaryFolder()
  socket = join(folder, 'docker.sock')
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) vi.stubEnv(name, undefined)
})
afterEach(() => vi.unstubAllEnvs())

const missingFor = (): ReturnType<typeof engine.missing> =>
  engine.missing({ onProgress: () => undefined, signal: new AbortController().signal })

const program = join(import.meta.dirname, 'missing.ts')

/** The same as a user to whom nothing here belongs. */
const missingAsNobody = (): Promise<readonly Problem[]> =>
  new Promise((resolve, reject) => {
    const options = { uid: 65_534, gid: 65_534, cwd: '/', env: { PATH: process.env['PATH'], HOME: '/nonexistent' } }
    const words = ['--disable-warning=ExperimentalWarning', program]
    execFile(process.execPath, words, options, (error, stdout, stderr) => {
      if (error === null)
        resolve(JSON.parse(stdout) as readonly Problem[]) // missing.ts prints it
      else reject(new Error(stderr, { cause: error }))
    })
  })

describe('the engine is found as the client finds it', () => {
  test('by the current context', async () => {
    bringClient(folder, `unix://${socket}`)
    await listen(socket)
    expect(await missingFor()).toEqual([])
    const { report } = await executeHere(guide(make('one')), { target: engine })
    expect(report.target).toEqual({
      id: 'engine',
      description: 'engine: Docker Desktop (engine 29.0.0), context “desktop-linux”',
      details: {
        product: 'Docker Desktop',
        endpoint: `unix://${socket}`,
        engine: '29.0.0',
        system: 'Docker Desktop',
        kernel: '6.12.54-linuxkit',
        architecture: 'aarch64',
        storage: 'overlayfs',
        images: 'containerd',
        rights: 'root',
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

  const at = (): string => `unix://${socket} (context “desktop-linux”)`

  /** Every text is there in both languages, and each trouble has its own. */
  const expectMissing = async (what: string, hint: string): Promise<void> => {
    const missing = await missingFor()
    expect(english(missing)).toEqual([{ what, hint }])
    expect(missing[0]?.what['zh-cn']).toMatch(/\p{Script=Han}.*。$/u)
  }

  test('no socket, and how the product is started', async () => {
    bringClient(folder, `unix://${socket}`)
    await expectMissing(`No Docker engine runs: there is nothing at ${at()}: ENOENT.`, 'docker desktop start')
  })

  test('a context that points to what no longer exists', async () => {
    bringClient(folder, `unix://${socket}`, 'old')
    await expectMissing(
      `The client uses an endpoint that no longer exists: unix://${socket} (context “old”): ENOENT.`,
      'docker context use default',
    )
  })

  test('an engine that is down: its socket is left and refuses', async () => {
    bringClient(folder, `unix://${socket}`)
    writeFileSync(socket, '')
    await expectMissing(`The Docker engine at ${at()} is not running: connections are refused.`, 'docker desktop start')
  })

  test.runIf(process.getuid?.() === 0)('a socket that one may not open', async () => {
    bringClient(folder, `unix://${socket}`)
    await listen(socket)
    chmodSync(folder, 0o755)
    chmodSync(socket, 0)
    const [missing] = await missingAsNobody()
    expect(english(missing)).toEqual({
      what: `You may not use the Docker engine at ${at()}: permission denied.`,
      hint: 'sudo usermod -aG docker "$USER" && newgrp docker',
    })
  })

  test('an engine that is dead: it accepts and does not answer', async () => {
    bringClient(folder, `unix://${socket}`)
    const server = createServer((connection) => connection.on('error', () => undefined))
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    onTestFinished(() => void server.close())
    const began = performance.now()
    await expectMissing(
      `The Docker engine at ${at()} accepts connections but does not answer.`,
      'docker desktop restart',
    )
    expect(performance.now() - began).toBeLessThan(deadlines.reaction)
  })

  test('a server that is no Docker engine', async () => {
    bringClient(folder, `unix://${socket}`)
    const server = createHttpServer((_, answer) => answer.end('<html></html>'))
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    onTestFinished(() => void server.close())
    await expectMissing(`What answers at ${at()} is not a Docker engine.`, 'docker context ls')
  })

  test('an endpoint that checks cannot reach', async () => {
    bringClient(folder, 'npipe:////./pipe/docker_engine')
    expect(english(await missingFor())).toEqual([
      {
        what: 'The engine is at npipe:////./pipe/docker_engine (context “desktop-linux”), which checks cannot reach: they support only unix://, ssh:// and tcp://.',
        hint: 'docker context use default',
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
