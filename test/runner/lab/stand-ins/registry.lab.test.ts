import { execFileSync } from 'node:child_process'
import { zstdDecompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { obtainRegistry, standInImages, standInLabel, startMirror, startRegistry } from '../../../../runner/lab/stand-ins/index.ts'
import { cacheDir } from '../../../../runner/paths.ts'

const signal = new AbortController().signal
const port = 5077
const mirrorPort = 5078

interface Manifest {
  readonly config: { readonly digest: string }
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
}

interface Index {
  readonly manifests: readonly { readonly digest: string; readonly platform: { readonly architecture: string } }[]
}

const types = ['index', 'manifest'].map((name) => `application/vnd.oci.image.${name}.v1+json`)
const home = (url: string, repository: string): string => `${url}/v2/${repository.includes('/') ? '' : 'library/'}${repository}`
const askFor = async (address: string): Promise<unknown> => (await fetch(address, { headers: { accept: types.join(', ') } })).json()

/** The manifests of all platforms under a name. */
const manifestsOf = async (url: string, name: string): Promise<readonly Manifest[]> => {
  const [repository = '', tag = ''] = name.split(':')
  const found = (await askFor(`${home(url, repository)}/manifests/${tag}`)) as Manifest | Index // By the OCI's specification.
  if (!('manifests' in found)) return [found]
  return Promise.all(found.manifests.map(async ({ digest }) => (await askFor(`${home(url, repository)}/manifests/${digest}`)) as Manifest)) // By the same.
}

const several = ['amd64', 'arm64', 'arm']
const platforms: Readonly<Record<string, readonly string[]>> = {
  ...{ 'busybox:1.37': several, 'hello-world:latest': several },
  ...{ 'arm32v7/busybox:1.37': ['arm'], 'arm64v8/busybox:1.37': ['arm64'] },
}

let storage = ''
beforeAll(async () => {
  storage = await obtainRegistry({ cache: cacheDir(), progress: () => undefined, signal })
})

test('every stand-in is served by its ordinary name, for its platforms, and says what it is', async () => {
  await using registry = await startRegistry({ storage, port, prefix: [], signal })
  for (const name of standInImages) {
    const manifests = await manifestsOf(registry.url, name)
    const configs = await Promise.all(manifests.map(async ({ config }) => (await fetch(`${home(registry.url, name.split(':')[0] ?? '')}/blobs/${config.digest}`)).json() as Promise<unknown>))
    const expected = (platforms[name] ?? ['amd64']).map((architecture) => ({ os: 'linux', architecture, config: { Labels: { [standInLabel]: expect.any(String) as string } } }))
    expect(configs, name).toMatchObject(expected)
  }
})

test('the mirror has what a web application in Ruby needs', async () => {
  await using mirror = await startMirror({ storage, port: mirrorPort, prefix: [], signal })
  const packages = await (await fetch(`${mirror.url}/dists/trixie/main/binary-amd64/Packages`)).text()
  const names = [...packages.matchAll(/^Package: (.*)$/gm)].map(([, name]) => name)
  expect(names).toEqual(expect.arrayContaining(['ruby', 'ruby-sinatra', 'ruby-rackup', 'ruby-webrick', 'puma']))
  expect(names).not.toContain('libc6')
})

test('nothing that containers see tells of the computer that built it', async () => {
  await using registry = await startRegistry({ storage, port, prefix: [], signal })
  const [debian] = await manifestsOf(registry.url, 'debian:13')
  const layer = Buffer.from(await (await fetch(`${home(registry.url, 'debian')}/blobs/${debian?.layers[0]?.digest ?? ''}`)).arrayBuffer())
  const archive = zstdDecompressSync(layer)
  const listed = execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8', maxBuffer: 1 << 30 })
  expect(listed).not.toMatch(/etc\/apt\/(?:sources\.list|apt\.conf\.d\/99mmdebstrap)$/m)
  expect(execFileSync('tar', ['-xOf', '-', 'etc/apt/sources.list.d/debian.sources'], { input: archive, encoding: 'utf8' })).toContain('URIs: http://10.0.2.2:5080/debian')
})

test('nginx shares its lower layer with debian', async () => {
  await using registry = await startRegistry({ storage, port, prefix: [], signal })
  const layers = async (name: string) => (await manifestsOf(registry.url, name))[0]?.layers ?? []
  const [debian, nginx] = [await layers('debian:13'), await layers('nginx:1.26')]
  expect(nginx[0]).toEqual(debian[0])
  expect(nginx).toHaveLength(2)
  expect(nginx.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(32e6)
})
