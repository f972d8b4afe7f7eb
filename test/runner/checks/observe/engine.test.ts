import { createServer, type Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  engineAt,
  observeContainer,
  observeEngine,
  observeImage,
  observePublishedPort,
  observeVolume,
} from '../../../../runner/checks/observe/engine.ts'

/** What a real engine (26.1) answers, cut to what is read. */
const answers: Record<string, unknown> = {
  '/_ping': 'OK',
  '/containers/web/json': {
    State: { Status: 'running', ExitCode: 0 },
    NetworkSettings: { Ports: { '80/tcp': null, '8800/tcp': [{ HostIp: '0.0.0.0', HostPort: '80' }, { HostIp: '::', HostPort: '80' }] } },
  },
  '/images/debian:13/json': { Id: 'sha256:1' },
  '/volumes/data': { Name: 'data' },
}

let folder = ''
let server: Server
let socket = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-engine-'))
  socket = join(folder, 'docker.sock')
  server = createServer((request, reply) => {
    const answer = answers[decodeURIComponent(request.url ?? '')]
    reply.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    reply.end(JSON.stringify(answer ?? { message: 'no such thing' }))
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})
const engine = (): ReturnType<typeof engineAt> => engineAt(`unix://${socket}`, undefined)

test('an engine answers; one that is not there is silent', async () => {
  expect(await observeEngine(engine())).toEqual({ kind: 'state', state: 'answers' })
  expect(await observeEngine(engineAt(`unix://${folder}/none.sock`, undefined))).toEqual({ kind: 'state', state: 'silent', detail: 'ENOENT' })
})

test('containers, images and volumes are seen as the engine tells them', async () => {
  expect(await observeContainer(engine(), 'web')).toEqual({ kind: 'state', state: 'running', detail: 'exit code 0' })
  expect(await observeContainer(engine(), 'none')).toEqual({ kind: 'state', state: 'absent' })
  expect(await observeImage(engine(), 'debian:13')).toEqual({ kind: 'state', state: 'present', detail: 'sha256:1' })
  expect(await observeVolume(engine(), 'data')).toEqual({ kind: 'state', state: 'present' })
  expect(await observeVolume(engine(), 'none')).toEqual({ kind: 'state', state: 'absent' })
})

test('a port published the wrong way round is seen, with what is published', async () => {
  expect(await observePublishedPort(engine(), 'web', 8800)).toEqual({ kind: 'value', value: '80' })
  expect(await observePublishedPort(engine(), 'web', 80)).toEqual({
    kind: 'unreachable',
    reason: 'port 80 of web is not published; published: 8800/tcp as 80',
  })
})
