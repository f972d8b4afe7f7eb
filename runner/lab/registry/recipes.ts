import { readFile } from 'node:fs/promises'
import { suite } from '../image/build/recipe.ts'
import { addedBy, withoutLitter } from './layers.ts'
import { mirrorAddress } from './mirror.ts'
import { packImage, packLayer, type Layer } from './oci.ts'
import { config, filesFor, folder, link, textFile } from './stand-in.ts'
import type { NamedImage } from './storage.ts'
import { readTar, type Member } from './tar.ts'

/** How the computer that built this gets its packages: of no use in a container, and nobody's business there. */
const buildersApt = /^etc\/apt\/(?:sources\.list|apt\.conf\.d\/99mmdebstrap)$/

const membersOf = async (tar: string): Promise<readonly Member[]> =>
  withoutLitter(readTar(await readFile(tar))).filter(({ path }) => !buildersApt.test(path))

/** Debian, whose apt knows the lab's own mirror and trusts nobody but its key. */
export const debianLayer = async (tar: string, certificate: Buffer, epoch: number): Promise<Layer> =>
  packLayer([
    ...(await membersOf(tar)),
    ...filesFor(epoch)([
      textFile('etc/apt/sources.list.d/debian.sources', sources),
      textFile('etc/apt/apt.conf.d/docker-no-languages', 'Acquire::Languages "none";\n'),
      textFile('etc/apt/apt.conf.d/docker-clean', dropArchives),
      textFile('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n'),
      { path: keyring, kind: 'file', mode: 0o644, data: certificate },
    ]),
  ])

// As in Docker Hub's image: no package stays in the layer that installed it, and no file waits for the disk.
const dropArchives = `DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
`

const keyring = 'usr/share/keyrings/shipshape-lab.gpg'
const { host, port, path: below } = mirrorAddress
const sources = `# The lab's own mirror: few packages, and no internet needed.
Types: deb
URIs: http://${host}:${port}${below}
Suites: ${suite}
Components: main
Signed-By: /${keyring}
`

/** The text of /var/lib/dpkg/status in an archive of a Debian: what is installed there. */
export const dpkgStatus = async (tar: string): Promise<string> => {
  const member = readTar(await readFile(tar)).find(({ path }) => path === 'var/lib/dpkg/status')
  return member?.blocks.subarray(512).toString().replace(/\0+$/, '') ?? ''
}

export const debianImage = (layer: Layer, epoch: number): NamedImage => ({
  repository: 'library/debian',
  tags: ['13', 'trixie', 'latest'],
  image: packImage([layer], config('Debian 13 (trixie), made by mmdebstrap from Debian’s packages, with ca-certificates, without manuals and translations', { Cmd: ['bash'] }), epoch),
})

/**
 * Debian's nginx on the layer of debian:13. Paths are as in the image of that name on Docker Hub, because guides mount
 * folders there: pages in /usr/share/nginx/html, servers in /etc/nginx/conf.d, logs to the container's output.
 */
export const nginxImage = async (tars: { readonly debian: string; readonly nginx: string }, below: Layer, epoch: number): Promise<NamedImage> => {
  const [lower, upper] = await Promise.all([membersOf(tars.debian), membersOf(tars.nginx)])
  const debians = addedBy(upper, lower).filter((member) => member.path !== 'etc/nginx/sites-enabled/default')
  const ours = filesFor(epoch)([
    textFile('etc/nginx/conf.d/default.conf', nginxServer),
    folder('var/log/nginx'),
    link('var/log/nginx/access.log', '/dev/stdout'),
    link('var/log/nginx/error.log', '/dev/stderr'),
  ])
  const madeOf = 'Debian 13’s nginx package on debian:13, with the paths of Docker Hub’s nginx'
  const run = { Cmd: ['nginx', '-g', 'daemon off;'], ExposedPorts: { '80/tcp': {} }, StopSignal: 'SIGQUIT' }
  return {
    repository: 'library/nginx',
    tags: ['1.26', 'latest'],
    image: packImage([below, await packLayer([...debians, ...ours])], config(madeOf, run), epoch),
  }
}

const nginxServer = `server {
    listen 80;
    server_name localhost;
    location / {
        root /usr/share/nginx/html;
        index index.html index.htm;
    }
}
`
