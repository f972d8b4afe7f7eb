import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { bootImage } from '../../../../../runner/lab/boot-image.ts'
import { buildImage, findImage, type Image } from '../../../../../runner/lab/image/index.ts'
import { openNamespace } from '../../../../../runner/lab/network/index.ts'
import { makeStandIn, standIns } from '../../../../../runner/lab/stand-ins/index.ts'
import { type Archives, packagesFolder, packagesOf, readLock } from '../../../../../runner/packages/index.ts'
import { cacheDir } from '../../../../../runner/paths.ts'
import type { BootPlan } from '../../../../fixtures/boot-image.ts'
import { temporaryFolder } from '../../../../fixtures/execute.ts'

const { signal } = new AbortController()
const progress = (): void => undefined
const sums = (image: Image): string => readFileSync(join(image.kernel, '../SHA256SUMS'), 'utf8')

/** An empty cache that shares the downloads of the real one. */
const cacheWithDownloads = (): string => {
  const cache = temporaryFolder()
  mkdirSync(packagesFolder(cacheDir()), { recursive: true })
  symlinkSync(packagesFolder(cacheDir()), packagesFolder(cache))
  return cache
}

test('a second build from the same lock has the same bytes', async () => {
  const first = await findImage({ architecture: 'amd64', cache: cacheDir(), progress })
  const second = await buildImage({ architecture: 'amd64', cache: cacheWithDownloads(), progress, signal })
  expect(first === undefined ? undefined : sums(first)).toBe(sums(second))
})

test('an image for ARM is built on any computer, and its engine answers', async () => {
  const image = await buildImage({ architecture: 'arm64', cache: cacheWithDownloads(), progress, signal })
  expect(image.manifest.files.vmlinux.bytes).toBeGreaterThan(10e6)
  const folder = temporaryFolder()
  const namespace = await openNamespace({ folder: join(folder, 'namespace'), uplink: 'none' })
  onTestFinished(() => namespace.close())
  const plan: BootPlan = { folder: join(folder, 'vm'), image: bootImage(image), architecture: 'arm64' }
  const program = join(import.meta.dirname, '../../../../fixtures/boot-image.ts')
  const [file, ...args] = [...namespace.prefix, process.execPath, program, JSON.stringify(plan)]
  const { stdout } = await execa(file, args, { env: { NODE_OPTIONS: '' } })
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\S* arm64$/)
})

test('a stand-in is made from the pool alone: no index is asked for', async () => {
  const armhf = standIns.find(({ id }) => id === 'stand-in/busybox-armhf')
  if (armhf === undefined) throw new Error('There is no stand-in for 32-bit ARM.')
  const [locked] = packagesOf(await readLock(), armhf.id)
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    if (url.includes('/pool/')) response.end(readFileSync(join(packagesFolder(cacheDir()), locked?.sha256 ?? '')))
    else response.writeHead(500).end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // A TCP server's address is one.
  const archives: Archives = {
    mirrors: { debian: [mirror], 'debian-security': [mirror], 'debian-snapshot': [mirror] },
    proxies: {},
    checkValidUntil: true,
  }
  await makeStandIn(armhf, { cache: temporaryFolder(), progress, signal, archives })
  expect(asked.map((url) => url.replace(/_.*/, ''))).toEqual(['/pool/main/b/busybox/busybox-static'])
})
