import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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
