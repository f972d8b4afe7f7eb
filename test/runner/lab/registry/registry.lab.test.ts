import { beforeAll, expect, test } from 'vitest'
import { obtainRegistry, standInImages, standInLabel, startRegistry } from '../../../../runner/lab/registry/index.ts'
import { cacheDir } from '../../../../runner/paths.ts'

const signal = new AbortController().signal
const port = 5077
const accept = 'application/vnd.oci.image.manifest.v1+json'

interface Manifest {
  readonly config: { readonly digest: string }
  readonly layers: readonly { readonly digest: string; readonly size: number }[]
}

let storage = ''
beforeAll(async () => {
  storage = await obtainRegistry({ cache: cacheDir(), progress: () => undefined, signal })
})

test('every stand-in is served by its ordinary name and says what it is', async () => {
  await using registry = await startRegistry({ storage, port, prefix: [], signal })
  for (const [repository = '', tag = ''] of standInImages.map((name) => name.split(':'))) {
    const home = `${registry.url}/v2/library/${repository}`
    const manifest = (await (await fetch(`${home}/manifests/${tag}`, { headers: { accept } })).json()) as Manifest // By the OCI's specification.
    const config: unknown = await (await fetch(`${home}/blobs/${manifest.config.digest}`)).json()
    expect(config).toMatchObject({ os: 'linux', architecture: 'amd64', config: { Labels: { [standInLabel]: expect.any(String) as string } } })
  }
})

test('nginx shares its lower layer with debian', async () => {
  await using registry = await startRegistry({ storage, port, prefix: [], signal })
  const layers = async (name: string, tag: string) =>
    ((await (await fetch(`${registry.url}/v2/library/${name}/manifests/${tag}`, { headers: { accept } })).json()) as Manifest).layers
  const [debian, nginx] = [await layers('debian', '13'), await layers('nginx', '1.26')]
  expect(nginx[0]).toEqual(debian[0])
  expect(nginx).toHaveLength(2)
  expect(nginx.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(32e6)
})
