import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  keptStandIns,
  type RunningStandIns,
  serveStandIns,
  standInImages,
  standInLabel,
  standIns,
} from '../../../../runner/lab/stand-ins/index.ts'
import { cacheDir } from '../../../../runner/paths.ts'

const signal = new AbortController().signal

interface Manifest {
  readonly config: { readonly digest: string }
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
}

interface Index {
  readonly manifests: readonly { readonly digest: string; readonly platform: { readonly architecture: string } }[]
}

const types = ['index', 'manifest'].map((name) => `application/vnd.oci.image.${name}.v1+json`)
const home = (url: string, repository: string): string =>
  `${url}/v2/${repository.includes('/') ? '' : 'library/'}${repository}`
const askFor = async (address: string): Promise<unknown> =>
  (await fetch(address, { headers: { accept: types.join(', ') } })).json()

/** The manifests of all platforms under a name. */
const manifestsOf = async (url: string, name: string): Promise<readonly Manifest[]> => {
  const [repository = '', tag = ''] = name.split(':')
  // By the OCI's specification.
  const found = (await askFor(`${home(url, repository)}/manifests/${tag}`)) as Manifest | Index
  if (!('manifests' in found)) return [found]
  return Promise.all(
    found.manifests.map(
      async ({ digest }) => (await askFor(`${home(url, repository)}/manifests/${digest}`)) as Manifest,
    ),
  ) // By the same.
}

const several = ['amd64', 'arm64', 'arm']
const platforms: Readonly<Record<string, readonly string[]>> = {
  ...{ 'busybox:1.37': several, 'hello-world:latest': several },
  ...{ 'arm32v7/busybox:1.37': ['arm'], 'arm64v8/busybox:1.37': ['arm64'] },
}

let running: RunningStandIns
beforeAll(async () => {
  const kept = await keptStandIns(cacheDir())
  expect(kept.map(({ standIn }) => standIn.id)).toEqual(standIns.map(({ id }) => id))
  const log = join(mkdtempSync(join(tmpdir(), 'shipshape-test-')), 'log')
  running = await serveStandIns({
    folders: kept.map(({ folder }) => folder),
    prefix: [],
    log,
    ports: { registry: 5077, mirror: 5078 },
    signal,
  })
})
afterAll(() => running[Symbol.asyncDispose]())

test('every stand-in is served by its ordinary name, for its platforms, and says what it is', async () => {
  for (const name of standInImages) {
    const manifests = await manifestsOf(running.registry, name)
    const configs = await Promise.all(
      manifests.map(
        async ({ config }) =>
          (
            await fetch(`${home(running.registry, name.split(':')[0] ?? '')}/blobs/${config.digest}`)
          ).json() as Promise<unknown>,
      ),
    )
    const expected = (platforms[name] ?? ['amd64']).map((architecture) => ({
      os: 'linux',
      architecture,
      config: { Labels: { [standInLabel]: expect.any(String) as string } },
    }))
    expect(configs, name).toMatchObject(expected)
  }
})

test('the mirror has what a web application in Ruby needs', async () => {
  const packages = await (await fetch(`${running.mirror}/dists/trixie/main/binary-amd64/Packages`)).text()
  const names = [...packages.matchAll(/^Package: (.*)$/gm)].map(([, name]) => name)
  expect(names).toEqual(expect.arrayContaining(['ruby', 'ruby-sinatra', 'ruby-rackup', 'ruby-webrick', 'puma']))
  expect(names).not.toContain('libc6')
})

test('nothing that containers see reveals the computer that built it', async () => {
  const [debian] = await manifestsOf(running.registry, 'debian:13')
  const layer = Buffer.from(
    await (await fetch(`${home(running.registry, 'debian')}/blobs/${debian?.layers[0]?.digest ?? ''}`)).arrayBuffer(),
  )
  const archive = zstdDecompressSync(layer)
  const listed = execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8', maxBuffer: 1 << 30 })
  expect(listed).not.toMatch(/etc\/apt\/(?:sources\.list|apt\.conf\.d\/99mmdebstrap)$/m)
  expect(
    execFileSync('tar', ['-xOf', '-', 'etc/apt/sources.list.d/debian.sources'], { input: archive, encoding: 'utf8' }),
  ).toContain('URIs: http://10.0.2.2:5080/debian')
})

test('nginx shares its lower layer with debian', async () => {
  const layers = async (name: string) => (await manifestsOf(running.registry, name))[0]?.layers ?? []
  const [debian, nginx] = [await layers('debian:13'), await layers('nginx:1.26')]
  expect(nginx[0]).toEqual(debian[0])
  expect(nginx).toHaveLength(2)
  expect(nginx.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(32e6)
})
