import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sayingProgram } from '../../../../runner/lab/stand-ins/hello.ts'
import { keepImage } from '../../../../runner/lab/stand-ins/keep-image.ts'
import { isWhole, keep, readContents } from '../../../../runner/lab/stand-ins/kept.ts'
import { imagesRefused, imagesServed } from '../../../../runner/lab/served-requests.ts'
import { serveStandIns, type RunningStandIns } from '../../../../runner/lab/stand-ins/running.ts'
import { helloImages } from '../../../../runner/lab/stand-ins/small-recipes.ts'
import { standInLabel } from '../../../../runner/lab/stand-ins/stand-in.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const made = await helloImages(0)
const [amd64, arm64, arm] = made
if (amd64 === undefined || arm64 === undefined || arm === undefined)
  throw new Error('hello-world is made for three platforms')
const signal = new AbortController().signal

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // A TCP server's address is one.
      server.close(() => resolve(port))
    })
  })

/** Each platform is kept by itself, as the platforms of busybox are. */
const home = mkdtempSync(join(tmpdir(), 'shipshape-test-'))
const folders = ['amd64', 'arm64', 'arm'].map((name) => join(home, name))
beforeAll(async () => {
  for (const [at, folder] of folders.entries()) {
    const image = made[at] ?? amd64
    await keep(folder, async (draft) => {
      await keepImage(draft, { repository: 'library/hello-world', tags: ['latest'], isIndex: true }, image)
      await keepImage(draft, { repository: `alone/${image.platform.architecture}`, tags: ['1'] }, image)
    })
  }
})
afterAll(() => rmSync(home, { recursive: true }))

const serve = async (
  served: readonly string[],
  prefix: readonly string[] = [],
  registry?: number,
): Promise<RunningStandIns> =>
  serveStandIns({
    ...{ folders: served, prefix, log: join(home, 'log'), signal },
    ports: { registry: registry ?? (await freePort()), mirror: await freePort() },
  })

test.runIf(process.platform === 'linux' && process.arch === 'x64')('the program of hello-world says its text', () => {
  const program = join(temporaryFolder(), 'hello')
  writeFileSync(program, sayingProgram('Hello, ünïcode!\n'))
  chmodSync(program, 0o755)
  expect(execFileSync(program, { encoding: 'utf8' })).toBe('Hello, ünïcode!\n')
})

test.each([
  ['amd64', 'ELF 64-bit LSB executable, x86-64'],
  ['arm64', 'ELF 64-bit LSB executable, ARM aarch64'],
  ['arm', 'ELF 32-bit LSB executable, ARM, EABI5'],
] as const)('the program of hello-world for %s is what the kernel looks for', (architecture, what) => {
  const program = join(temporaryFolder(), 'hello')
  writeFileSync(program, sayingProgram('Hello!\n', architecture))
  expect(execFileSync('file', ['--brief', program], { encoding: 'utf8' })).toContain(what)
})

test('an image says what it is made of, and for which platform', () => {
  const configs = made.map(({ blobs }) => JSON.parse(blobs[0]?.data.toString() ?? '') as object)
  const config = { Cmd: ['/hello'], Labels: { [standInLabel]: 'a program of a few bytes that Shipshape writes' } }
  expect(configs).toMatchObject([
    { os: 'linux', architecture: 'amd64', config },
    { os: 'linux', architecture: 'arm64', variant: 'v8', config },
    { os: 'linux', architecture: 'arm', variant: 'v7', config },
  ])
})

interface Index {
  readonly mediaType: string
  readonly manifests: readonly { readonly digest: string; readonly platform: object }[]
}

const platformsServed = async ({ registry }: RunningStandIns): Promise<readonly string[]> => {
  const answer = await fetch(`${registry}/v2/library/hello-world/manifests/latest`)
  const { mediaType, manifests } = (await answer.json()) as Index // By the OCI's specification.
  expect([mediaType, answer.headers.get('content-type')]).toEqual(
    Array(2).fill('application/vnd.oci.image.index.v1+json'),
  )
  return manifests.map(
    ({ digest }) => made.find(({ manifest }) => manifest.digest === digest)?.platform.architecture ?? 'unknown',
  )
}

test('a name is an index of the platforms that are there', async () => {
  await using all = await serve(folders)
  expect(await platformsServed(all)).toEqual(['amd64', 'arm64', 'arm'])
  await using two = await serve(folders.slice(0, 2))
  expect(await platformsServed(two)).toEqual(['amd64', 'arm64'])
  expect((await fetch(`${two.registry}/v2/alone/arm/manifests/1`)).status).toBe(404)
})

test('a folder that is damaged or gone is not whole, and the others are served', async () => {
  const folder = temporaryFolder()
  const kept = join(folder, 'kept')
  await keep(kept, (draft) => keepImage(draft, { repository: 'a/b', tags: ['1'] }, amd64))
  expect(await isWhole(kept)).toBe(true)
  appendFileSync(join(kept, amd64.manifest.digest.slice('sha256:'.length)), '!')
  expect([await isWhole(kept), await isWhole(join(folder, 'gone'))]).toEqual([false, false])
  writeFileSync(join(kept, 'contents.json'), '{"half":')
  expect(await readContents(kept)).toBeUndefined()
  await using running = await serve([kept, join(folder, 'gone'), ...folders.slice(0, 1)])
  expect(await platformsServed(running)).toEqual(['amd64'])
})

test('what was interrupted leaves nothing that could be taken for whole', async () => {
  const folder = temporaryFolder()
  const failing = keep(join(folder, 'kept'), async (draft) => {
    await draft.add('/half', 'text/plain', Buffer.from('half'))
    throw new Error('interrupted')
  })
  await expect(failing).rejects.toThrow('interrupted')
  expect(readdirSync(folder)).toEqual([])
})

describe('a running registry', () => {
  test('serves what is kept, takes nothing, and ends', async () => {
    const running = await serve(folders)
    const home = `${running.registry}/v2/library/hello-world`
    expect((await fetch(`${running.registry}/v2/`)).status).toBe(200)
    for (const image of made) {
      const one = await fetch(`${home}/manifests/${image.manifest.digest}`)
      expect([
        one.status,
        one.headers.get('content-type'),
        one.headers.get('docker-content-digest'),
        await one.text(),
      ]).toEqual([200, image.manifest.mediaType, image.manifest.digest, image.manifest.data.toString()])
      for (const { digest, data } of image.blobs) {
        const blob = await fetch(`${home}/blobs/${digest}`)
        expect([blob.status, Buffer.from(await blob.arrayBuffer()).equals(data)]).toEqual([200, true])
      }
      expect(
        (await fetch(`${home}/manifests/${image.manifest.digest}`, { method: 'HEAD' })).headers.get('content-length'),
      ).toBe(String(image.manifest.data.length))
    }
    expect((await fetch(`${home}/manifests/latest`, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(`${home}/blobs/uploads/`, { method: 'POST' })).status).toBe(405)
    expect(await (await fetch(`${home}/manifests/1.99`)).json()).toEqual({
      errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }],
    })
    await running[Symbol.asyncDispose]()
    await expect(fetch(`${running.registry}/v2/`)).rejects.toThrow('fetch failed')
  })

  test('knows which images it served and which it refused, each once', async () => {
    await using running = await serve(folders)
    const home = `${running.registry}/v2/library/hello-world`
    expect(await running.requests()).toEqual([])
    const index = await fetch(`${home}/manifests/latest?ns=docker.io`, { method: 'HEAD' })
    const digest = index.headers.get('docker-content-digest')
    for (const path of [`manifests/${digest}`, `manifests/${amd64.manifest.digest}`, 'manifests/latest'])
      await (await fetch(`${home}/${path}`)).arrayBuffer()
    // By its digest alone, without a tag.
    await (await fetch(`${running.registry}/v2/alone/arm/manifests/${arm.manifest.digest}`)).arrayBuffer()
    for (const path of ['library/nginx/manifests/1.99', 'library/nginx/manifests/1.99', 'a/b/manifests/1', 'c/blobs/x'])
      expect((await fetch(`${running.registry}/v2/${path}`)).status).toBe(404)
    const requests = await running.requests()
    expect(imagesServed(requests)).toEqual([
      { image: 'hello-world:latest', digest },
      { image: `alone/arm@${arm.manifest.digest}`, digest: arm.manifest.digest },
    ])
    expect(imagesRefused(requests)).toEqual(['nginx:1.99', 'a/b:1'])
  })

  test('that was ended says so', async () => {
    const running = await serve(folders)
    expect(running.hasEnded()).toBe(false)
    await running[Symbol.asyncDispose]()
    expect(running.hasEnded()).toBe(true)
  })

  test('runs behind a prefix', async () => {
    await using running = await serve(folders, ['env', 'NAME=value'])
    expect((await fetch(`${running.registry}/v2/`)).status).toBe(200)
  })

  test('whose port is taken says so', async () => {
    const port = await freePort()
    await using first = await serve(folders, [], port)
    expect(first.registry).toBe(`http://127.0.0.1:${port}`)
    await expect(serve(folders, [], port)).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringMatching(
        new RegExp(`^The stand-ins cannot be served on ports ${port} and \\d+: .*address already in use`),
      ) as string,
    })
  })

  test('stops when it is cancelled', async () => {
    const stop = new AbortController()
    const starting = serveStandIns({
      folders,
      prefix: [],
      log: join(home, 'log'),
      ports: { registry: 1, mirror: 2 },
      signal: stop.signal,
    })
    stop.abort()
    await expect(starting).rejects.toThrow('This operation was aborted')
  })
})
