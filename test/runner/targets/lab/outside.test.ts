import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ExecResult } from '../../../../runner/contract/session.ts'
import { keepImage } from '../../../../runner/lab/stand-ins/keep-image.ts'
import { keep } from '../../../../runner/lab/stand-ins/kept.ts'
import { type RunningStandIns, serveStandIns } from '../../../../runner/lab/stand-ins/running.ts'
import { helloImages } from '../../../../runner/lab/stand-ins/small-recipes.ts'
import { type Outside, outsideOf } from '../../../../runner/targets/lab/outside.ts'
import { openProbe } from '../../../../runner/targets/lab/probe-client.ts'
import { english } from '../../../fixtures/english.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { listen } from '../engine/doubles.ts'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // A TCP server's address is one.
      server.close(() => resolve(port))
    })
  })

interface Served {
  readonly outside: Outside
  readonly registry: RunningStandIns
  /** What a name server without an uplink does with a query. */
  readonly lookUp: (name: string) => void
}

/** A real registry of one image, and a list of names as the lab's name server writes it. */
const serve = async (): Promise<Served> => {
  const folder = temporaryFolder()
  const [image] = await helloImages(0)
  if (image === undefined) throw new Error('hello-world is made')
  const kept = join(folder, 'hello')
  await keep(kept, (draft) => keepImage(draft, { repository: 'library/nginx', tags: ['1.26'] }, image))
  const registry = await serveStandIns({
    ...{ folders: [kept], prefix: [], log: join(folder, 'log'), signal: new AbortController().signal },
    ports: { registry: await freePort(), mirror: await freePort() },
  })
  onTestFinished(() => registry[Symbol.asyncDispose]())
  const names = join(folder, 'names')
  writeFileSync(names, '')
  return {
    registry,
    lookUp: (name) => appendFileSync(names, `${name}\n`),
    outside: outsideOf({
      askedNames: () => Promise.resolve(readFileSync(names, 'utf8').split('\n').slice(0, -1)),
      unpulled: () => Promise.reject(new Error('not asked where stand-ins are served')),
      served: () => ({
        requests: registry.requests,
        hasEnded: registry.hasEnded,
        images: ['nginx:1.26', 'busybox:1.37'],
        packages: ['puma', 'libpuma'],
        mirrored: ['puma'],
      }),
    }),
  }
}

const pull = async ({ registry }: RunningStandIns, path: string): Promise<void> => {
  await (await fetch(`${registry}/v2/library/${path}`)).arrayBuffer()
}

const ended = (stderr = ''): ExecResult => ({ exitCode: 1, ended: 'by-itself', stdout: '', stderr, milliseconds: 1 })
const whats = async ({ outside }: Served, line: string, stderr = ''): Promise<unknown> =>
  english(await outside.unavailable({ kind: 'command', line, where: 'host' }, ended(stderr))).map(
    ({ problem }) => problem.what,
  )

test('an image that the registry refused during the action is missing, and those of its name are named', async () => {
  const lab = await serve()
  await pull(lab.registry, 'nginx/manifests/1.98')
  await lab.outside.begin()
  await pull(lab.registry, 'nginx/manifests/1.99')
  await pull(lab.registry, 'redis/manifests/7')
  lab.lookUp('registry-1.docker.io')
  expect(await whats(lab, 'docker run nginx:1.99')).toEqual([
    'Docker Hub is unreachable, and there is no stand-in for nginx:1.99; there are: nginx:1.26',
    'Docker Hub is unreachable, and there is no stand-in for redis:7; there are: nginx:1.26, busybox:1.37',
  ])
})

test('only what the registry served is a used stand-in, whatever was typed', async () => {
  const lab = await serve()
  expect(await lab.outside.standIns()).toEqual([])
  await pull(lab.registry, 'nginx/manifests/1.26')
  expect(await lab.outside.standIns()).toEqual([
    { image: 'nginx:1.26', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string },
  ])
})

test('a registry that ended is why an engine asked Docker Hub, and only then', async () => {
  const lab = await serve()
  await lab.outside.begin()
  await lab.registry[Symbol.asyncDispose]()
  expect(await whats(lab, 'docker run nginx:1.26')).toEqual([])
  lab.lookUp('registry-1.docker.io')
  expect(await whats(lab, 'docker run nginx:1.26')).toEqual([
    'Docker Hub is unreachable, and the registry that serves the stand-ins has ended',
  ])
})

test('a host is out of reach when it was looked up during the action, which names it', async () => {
  const lab = await serve()
  lab.lookUp('ghcr.io')
  await lab.outside.begin()
  const failure = 'lookup quay.io: no such host'
  expect(await whats(lab, 'docker pull ghcr.io/a/b:1', failure)).toEqual([])
  for (const name of ['quay.io', 'pool.ntp.org', 'web', 'web.test']) lab.lookUp(name)
  expect(await whats(lab, 'curl http://web http://web.test', failure)).toEqual([
    '“quay.io” cannot be reached from here',
  ])
})

test('a package is missing when apt-get finds it in no list and the mirror’s list has none of that name', async () => {
  const lab = await serve()
  const failure = 'E: Unable to locate package puma\nE: Unable to locate package cowsay\n'
  expect(await whats(lab, 'docker build .', failure)).toEqual([
    'The lab’s package mirror has no package cowsay; it has: puma, and what these need',
  ])
  expect(await whats(lab, 'apt-get install cowsay')).toEqual([])
})

/** A lab with an uplink, whose probe asks an engine at this socket. */
const online = (socket: string): Outside => {
  const file = join(temporaryFolder(), 'probe.ts')
  const from = (path: string): string => JSON.stringify(join(import.meta.dirname, '../../../..', path))
  writeFileSync(
    file,
    `import { engineClient } from ${from('runner/host/engine-client.ts')}
     import { serveProbe } from ${from('runner/targets/lab/serve-probe.ts')}
     const times = { connectMs: 1000, answerMs: 5000 }
     serveProbe({ withEngine: (look) => look(engineClient({ socketPath: ${JSON.stringify(socket)} }, times)) })`,
  )
  const probe = openProbe({ prefix: [], env: {}, machine: '/', program: file })
  onTestFinished(() => probe.close())
  return outsideOf({
    served: () => undefined,
    askedNames: () => Promise.resolve([]),
    unpulled: (images) => probe.ask({ ask: 'unpulled', images, withinMs: 10_000 }),
  })
}

describe('where Docker Hub answered when the lab was opened', () => {
  const missing = async (outside: Outside, line: string): Promise<unknown> =>
    english(await outside.unavailable({ kind: 'command', line, where: 'host' }, ended())).map(
      ({ problem }) => problem.what,
    )

  test('an image that the lab’s engine cannot pull any more is missing from outside', async () => {
    const socket = join(temporaryFolder(), 'docker.sock')
    await listen(socket)
    expect(await missing(online(socket), 'docker pull nginx:1.26')).toEqual([
      'The lab’s engine cannot pull nginx:1.26, because its registry is out of reach: ' +
        '“Get "https://registry-1.docker.io/v2/": lookup registry-1.docker.io: no such host”',
    ])
  })

  test('one that its registry does not know is the guide’s mistake, and so is one without an image', async () => {
    const socket = join(temporaryFolder(), 'docker.sock')
    await listen(socket)
    const outside = online(socket)
    expect([await missing(outside, 'docker pull nginx:1.99'), await missing(outside, 'docker ps')]).toEqual([[], []])
  })

  test('an engine that does not answer says nothing about the world outside', async () => {
    expect(await missing(online('/nowhere/docker.sock'), 'docker pull nginx:1.26')).toEqual([])
  })

  test('no stand-in is used', async () => {
    expect(await online('/nowhere').standIns()).toEqual([])
  })
})
