import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sayingProgram } from '../../../../runner/lab/stand-ins/hello.ts'
import type { PackedImage, PackedIndex } from '../../../../runner/lab/stand-ins/oci.ts'
import { startRegistry } from '../../../../runner/lab/stand-ins/registry.ts'
import { helloImage } from '../../../../runner/lab/stand-ins/small-recipes.ts'
import { standInLabel } from '../../../../runner/lab/stand-ins/stand-in.ts'
import { damagedBlob, writeStorage } from '../../../../runner/lab/stand-ins/storage.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const hello = await helloImage(0)
const index = hello.image as PackedIndex // It is made for several platforms.
const made: readonly PackedImage[] = index.images
const signal = new AbortController().signal

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // A TCP server's address is one.
      server.close(() => resolve(port))
    })
  })

const folder = mkdtempSync(join(tmpdir(), 'shipshape-test-'))
const storage = join(folder, 'storage')
beforeAll(() => writeStorage(storage, [hello]))
afterAll(() => rmSync(folder, { recursive: true }))

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

test('an index names the image of each platform', () => {
  const { mediaType, manifests } = JSON.parse(index.manifest.data.toString()) as { readonly mediaType: string; readonly manifests: readonly object[] }
  expect(mediaType).toBe('application/vnd.oci.image.index.v1+json')
  expect(manifests).toEqual(
    made.map(({ manifest, platform }) => ({ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: manifest.digest, size: manifest.data.length, platform })),
  )
})

test.each(['the index', 'an image of it'])('damage to %s is noticed', async (what) => {
  const folder = temporaryFolder()
  await writeStorage(folder, [hello])
  expect(await damagedBlob(folder)).toBeUndefined()
  const { digest } = (what === 'the index' ? index : made.at(-1))?.manifest ?? { digest: '' }
  const hex = digest.slice('sha256:'.length)
  const data = join(folder, 'docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex, 'data')
  appendFileSync(data, '!')
  expect(await damagedBlob(folder)).toBe(data)
})

describe('a running registry', () => {
  test('serves what was laid down, takes nothing, and ends', async () => {
    const port = await freePort()
    const running = await startRegistry({ storage, port, prefix: [], signal })
    const manifest = `${running.url}/v2/library/hello-world/manifests/latest`
    const answer = await fetch(manifest, { headers: { accept: hello.image.manifest.mediaType } })
    expect([answer.status, answer.headers.get('docker-content-digest')]).toEqual([200, hello.image.manifest.digest])
    for (const image of made) {
      const one = await fetch(`${running.url}/v2/library/hello-world/manifests/${image.manifest.digest}`, { headers: { accept: image.manifest.mediaType } })
      expect([one.status, await one.text()]).toEqual([200, image.manifest.data.toString()])
      for (const { digest } of image.blobs) expect((await fetch(`${running.url}/v2/library/hello-world/blobs/${digest}`)).status).toBe(200)
    }
    expect((await fetch(manifest, { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(`${running.url}/v2/library/hello-world/blobs/uploads/`, { method: 'POST' })).status).toBe(405)
    await running[Symbol.asyncDispose]()
    await expect(fetch(`${running.url}/v2/`)).rejects.toThrow('fetch failed')
  })

  test('runs behind a prefix', async () => {
    await using running = await startRegistry({ storage, port: await freePort(), prefix: ['env', 'NAME=value'], signal })
    expect((await fetch(`${running.url}/v2/`)).status).toBe(200)
  })

  test('whose port is taken says so', async () => {
    const port = await freePort()
    await using first = await startRegistry({ storage, port, prefix: [], signal })
    expect(first.url).toBe(`http://127.0.0.1:${port}`)
    await expect(startRegistry({ storage, port, prefix: [], signal })).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringMatching(new RegExp(`^The registry did not start on port ${port}: .*address already in use`)) as string,
    })
  })
})
