import { createServer, type Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack, type Pack } from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alike } from '../../../../playbooks/model/index.ts'
import { observeContainerFile } from '../../../../runner/checks/container-file/observe.ts'
import { observeContainer } from '../../../../runner/checks/container/observe.ts'
import { observeEndpoint, observeEngine } from '../../../../runner/checks/engine/observe.ts'
import { observeImage } from '../../../../runner/checks/image/observe.ts'
import { observeInspect } from '../../../../runner/checks/inspect/observe.ts'
import type { AskEngine } from '../../../../runner/checks/look/context.ts'
import { engineAt } from '../../../../runner/checks/look/engine.ts'
import { observeNetwork } from '../../../../runner/checks/network/observe.ts'
import { observePublishedPort } from '../../../../runner/checks/published-port/observe.ts'
import { observeVolume } from '../../../../runner/checks/volume/observe.ts'
import { addressIn } from '../../../../runner/checks/look/address.ts'
import { observePort } from '../../../../runner/checks/port/observe.ts'

const webId = 'db1f60a2c5b7db1f60a2c5b7db1f60a2c5b7db1f60a2c5b7db1f60a2c5b7db1f'

/** What a real engine (26.1) answers, cut to what is read. */
const answers: Record<string, unknown> = {
  '/containers/web/json': {
    Id: webId,
    Name: '/web',
    State: { Status: 'running', ExitCode: 0 },
    NetworkSettings: {
      Ports: {
        '80/tcp': null,
        '8800/tcp': [
          { HostIp: '0.0.0.0', HostPort: '80' },
          { HostIp: '::', HostPort: '80' },
        ],
      },
    },
  },
  '/images/debian:13/json': { Id: 'sha256:1' },
  '/volumes/data': { Name: 'data' },
  '/networks/app': { Id: 'cafe00', Name: 'app', Labels: { 'a/b': 'c' } },
}

/** The beginning of an ID is taken for a name. */
const byName = (path: string): string => {
  const [, kind, name = ''] = /^\/(containers|networks)\/([0-9a-f]+)/.exec(path) ?? []
  if (kind === 'containers' && webId.startsWith(name)) return '/containers/web/json'
  return kind === 'networks' && 'cafe00'.startsWith(name) ? '/networks/app' : path
}

/** As the engine sends what `docker cp` asks for. */
const archive = (url: string): Pack => {
  const members = pack()
  const path = new URL(url, 'http://engine').searchParams.get('path')
  if (path === '/etc') members.entry({ name: 'etc', type: 'directory' })
  else members.entry({ name: 'greeting' }, 'good day')
  members.finalize()
  return members
}

let folder = ''
let server: Server
let socket = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-engine-'))
  socket = join(folder, 'docker.sock')
  server = createServer((request, reply) => {
    if (request.url?.startsWith(`/containers/${webId}/archive?`) === true) return void archive(request.url).pipe(reply)
    if (request.url === '/containers/ill/json')
      return void reply.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"it is ill"}')
    const answer = answers[byName(decodeURIComponent(request.url ?? ''))]
    if (request.url === '/_ping') return void reply.end('OK')
    reply.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    reply.end(JSON.stringify(answer ?? { message: 'no such thing' }))
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})
const engine = (): ReturnType<typeof engineAt> => engineAt({ kind: 'socket', path: socket })

const ask: AskEngine = (look) => look(engine())

test('an engine at an address of IPv6 answers', async () => {
  const there = createServer((_, reply) => reply.end('OK'))
  await new Promise<void>((resolve) => there.listen(0, '::1', resolve))
  const listening = there.address()
  const port = typeof listening === 'object' && listening !== null ? listening.port : 0
  expect(await observeEndpoint(addressIn(`tcp://[::1]:${port}`, undefined))).toEqual({
    kind: 'state',
    state: 'answers',
  })
  expect(await observePort('[::1]', port, new AbortController().signal)).toEqual({ kind: 'state', state: 'open' })
  await new Promise((resolve) => there.close(resolve))
})

test('an engine answers; one that is not there is silent', async () => {
  expect(await observeEngine(engine())).toEqual({ kind: 'state', state: 'answers' })
  expect(await observeEngine(engineAt({ kind: 'socket', path: `${folder}/none.sock` }))).toEqual({
    kind: 'state',
    state: 'silent',
    detail: alike('ENOENT'),
  })
})

test('containers, images and volumes are seen as the engine reports them', async () => {
  expect(await observeContainer(engine(), 'web')).toEqual({
    kind: 'state',
    state: 'running',
    detail: { en: 'exit code 0', 'zh-cn': '退出码 0' },
  })
  expect(await observeContainer(engine(), 'none')).toEqual({ kind: 'absent' })
  expect(await observeImage(engine(), 'debian:13')).toEqual({
    kind: 'state',
    state: 'present',
    detail: alike('sha256:1'),
  })
  expect(await observeVolume(engine(), 'data')).toEqual({ kind: 'state', state: 'present' })
  expect(await observeVolume(engine(), 'none')).toEqual({ kind: 'absent' })
})

test('a value in what the engine reports is found by its pointer', async () => {
  const look = (at: string, name = 'web') => observeInspect(engine(), 'container', name, at)
  expect(await look('/State/Status')).toEqual({ kind: 'value', value: 'running' })
  expect(await look('/State/ExitCode')).toEqual({ kind: 'value', value: '0' })
  expect(await look('/NetworkSettings/Ports/80~1tcp')).toEqual({ kind: 'value', value: 'null' })
  expect(await look('/NetworkSettings/Ports/8800~1tcp/0/HostPort')).toEqual({ kind: 'value', value: '80' })
  expect(await look('/State/toString')).toEqual({ kind: 'nothing', at: '/State/toString' })
  expect(await look('/State', 'none')).toEqual({ kind: 'absent' })
  expect(await observeInspect(engine(), 'network', 'app', '/Labels')).toEqual({ kind: 'value', value: '{"a/b":"c"}' })
  expect(await observeNetwork(engine(), 'app')).toEqual({ kind: 'state', state: 'present' })
  expect(await observeNetwork(engine(), 'none')).toEqual({ kind: 'absent' })
})

test('a container whose ID begins with the name is not the one that is looked for', async () => {
  expect(await observeContainer(engine(), 'db1')).toEqual({ kind: 'absent' })
  expect(await observeInspect(engine(), 'container', 'db1', '/State/Status')).toEqual({ kind: 'absent' })
  expect(await observeContainerFile(ask, 'db1', '/greeting', 'content')).toEqual({ kind: 'absent' })
  expect(await observePublishedPort(engine(), 'db1', 8800)).toEqual({ kind: 'absent' })
  expect(await observeNetwork(engine(), 'cafe')).toEqual({ kind: 'absent' })
  expect(await observeContainer(engine(), webId)).toMatchObject({ state: 'running' })
  expect(await observeContainer(engine(), webId.slice(0, 12))).toMatchObject({ state: 'running' })
})

test('a file in a container is read from its archive', async () => {
  expect(await observeContainerFile(ask, 'web', '/greeting', 'content')).toEqual({
    kind: 'content',
    content: 'good day',
  })
  expect(await observeContainerFile(ask, 'web', '/etc', 'content')).toEqual({
    kind: 'cannot-look',
    reason: { en: '/etc is a directory, not a file', 'zh-cn': '/etc 不是文件，而是“directory”' },
  })
  expect(await observeContainerFile(ask, 'none', '/greeting', 'content')).toEqual({ kind: 'absent' })
})

test('a port published the wrong way round is seen, with what is published', async () => {
  expect(await observePublishedPort(engine(), 'web', 8800)).toEqual({ kind: 'value', value: '80' })
  expect(await observePublishedPort(engine(), 'web', 80)).toEqual({
    kind: 'absent',
    detail: { en: 'published: 8800/tcp as 80', 'zh-cn': '已发布：8800/tcp 发布为 80' },
  })
})

test('what an engine complains of is quoted in a sentence of each language', async () => {
  expect(await observeContainer(engine(), 'ill')).toEqual({
    kind: 'cannot-look',
    reason: {
      en: 'the engine: “(HTTP code 500) server error - it is ill”',
      'zh-cn': '引擎：“(HTTP code 500) server error - it is ill”',
    },
  })
})
