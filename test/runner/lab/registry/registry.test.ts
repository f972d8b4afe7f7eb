import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sayingProgram } from '../../../../runner/lab/registry/hello.ts'
import { helloImage, standInLabel } from '../../../../runner/lab/registry/recipes.ts'
import { startRegistry } from '../../../../runner/lab/registry/registry.ts'
import { damagedBlob, writeStorage } from '../../../../runner/lab/registry/storage.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const hello = await helloImage(0)
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

test('an image says what it is made of', () => {
  const config: unknown = JSON.parse(hello.image.blobs[0]?.data.toString() ?? '')
  expect(config).toMatchObject({ architecture: 'amd64', config: { Cmd: ['/hello'], Labels: { [standInLabel]: 'a program of 37 bytes that Shipshape writes' } } })
})

test('a changed blob is noticed', async () => {
  const folder = temporaryFolder()
  await writeStorage(folder, [hello])
  expect(await damagedBlob(folder)).toBeUndefined()
  const blobs = join(folder, 'docker/registry/v2/blobs/sha256')
  const data = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('/data')) ?? ''
  appendFileSync(join(blobs, data), '!')
  expect(await damagedBlob(folder)).toBe(join(blobs, data))
})

describe('a running registry', () => {
  test('serves what was laid down, takes nothing, and ends', async () => {
    const port = await freePort()
    const running = await startRegistry({ storage, port, prefix: [], signal })
    const manifest = `${running.url}/v2/library/hello-world/manifests/latest`
    const answer = await fetch(manifest, { headers: { accept: hello.image.manifest.mediaType } })
    expect([answer.status, answer.headers.get('docker-content-digest')]).toEqual([200, hello.image.manifest.digest])
    for (const { digest } of hello.image.blobs) expect((await fetch(`${running.url}/v2/library/hello-world/blobs/${digest}`)).status).toBe(200)
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
