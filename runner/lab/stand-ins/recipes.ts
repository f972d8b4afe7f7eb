import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { RunnerError } from '../../errors.ts'
import { sha256Of } from '../../host/digest.ts'
import { suite } from '../image/build/recipe.ts'
import { installPackages } from './install.ts'
import { keepImage } from './keep-image.ts'
import { readContents } from './kept.ts'
import { addedBy, withoutLitter } from './layers.ts'
import { mirrorAddress } from './mirror-address.ts'
import { type ContainerConfig, packImage, packLayer, type Layer } from './oci.ts'
import { labSigner } from './signer.ts'
import { config, filesFor, folder, link, type StandIn, type StandInWork, textFile } from './stand-in.ts'
import { readTar, type Member, type NewMember } from './tar.ts'

const layerType = 'application/vnd.oci.image.layer.v1.tar+zstd'

/** The build computer's apt settings, which do not belong in a container. */
const buildersApt = /^etc\/apt\/(?:sources\.list|apt\.conf\.d\/99mmdebstrap)$/

const membersOf = async (tar: string): Promise<readonly Member[]> =>
  withoutLitter(readTar(await readFile(tar))).filter(({ path }) => !buildersApt.test(path))

/** Debian, whose apt uses the lab's own mirror and trusts only its key. */
const debianLayer = async (tar: string, certificate: Buffer, epoch: number): Promise<Layer> =>
  packLayer([
    ...(await membersOf(tar)),
    ...filesFor(epoch)([
      textFile(sourcesFile, sources),
      textFile('etc/apt/apt.conf.d/docker-no-languages', 'Acquire::Languages "none";\n'),
      textFile('etc/apt/apt.conf.d/docker-clean', dropArchives),
      textFile('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n'),
      { path: keyring, kind: 'file', mode: 0o644, data: certificate },
    ]),
  ])

const sourcesFile = 'etc/apt/sources.list.d/debian.sources'

// As in Docker Hub's image: no downloaded package stays in a layer, and dpkg does not sync files.
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

/** ca-certificates is preinstalled, because setting it up takes two minutes in an emulated container. */
export const debian: StandIn = {
  id: 'stand-in/debian',
  images: [{ name: 'debian:13' }],
  packages: { part: 'stand-in/debian', architecture: 'amd64', isSystem: true, names: ['apt', 'ca-certificates'] },
  isSigned: true,
  make: async (work) => {
    const tar = join(work.work, 'debian.tar')
    await installPackages({ ...work, to: tar })
    const layer = await debianLayer(tar, (await labSigner(work.keys)).certificate, work.epoch)
    const madeOf =
      'Debian 13 (trixie), made by mmdebstrap from Debian’s packages, with ca-certificates, without manuals and ' +
      'translations'
    await keepImage(
      work.draft,
      { repository: 'library/debian', tags: ['13', suite, 'latest'] },
      packImage([layer], config(madeOf, { Cmd: ['bash'] }), work.epoch),
    )
  },
}

/**
 * Debian's nginx on the layer of debian:13. Paths are as in the image of that name on Docker Hub, because guides mount
 * folders there: pages in /usr/share/nginx/html, servers in /etc/nginx/conf.d, logs to the container's output.
 */
export const nginx: StandIn = {
  id: 'stand-in/nginx',
  images: [{ name: 'nginx:1.26' }],
  packages: { part: 'stand-in/nginx', architecture: 'amd64', names: ['nginx'], onTopOf: 'stand-in/debian' },
  after: 'stand-in/debian',
  make: (work) =>
    makeOnDebian(work, {
      place: { repository: 'library/nginx', tags: ['1.26', 'latest'] },
      isKept: (path) => path !== 'etc/nginx/sites-enabled/default',
      files: [
        textFile('etc/nginx/conf.d/default.conf', nginxServer),
        folder('var/log/nginx'),
        link('var/log/nginx/access.log', '/dev/stdout'),
        link('var/log/nginx/error.log', '/dev/stderr'),
      ],
      config: config('Debian 13’s nginx package on debian:13, with the paths of Docker Hub’s nginx', {
        Cmd: ['nginx', '-g', 'daemon off;'],
        ExposedPorts: { '80/tcp': {} },
        StopSignal: 'SIGQUIT',
      }),
    }),
}

/** Debian's Python on the layer of debian:13, under the names and in the folder that Docker Hub's image has. */
export const python: StandIn = {
  id: 'stand-in/python',
  images: [{ name: 'python:3.13-slim' }],
  packages: { part: 'stand-in/python', architecture: 'amd64', names: ['python3'], onTopOf: 'stand-in/debian' },
  after: 'stand-in/debian',
  make: (work) =>
    makeOnDebian(work, {
      place: { repository: 'library/python', tags: ['3.13-slim'] },
      isKept: () => true,
      files: ['python', 'python3', 'python3.13'].map((name) => link(`usr/local/bin/${name}`, '/usr/bin/python3.13')),
      config: config('Debian 13’s python3 package on debian:13, without pip', { Cmd: ['python3'] }),
    }),
}

interface OnDebian {
  readonly place: { readonly repository: string; readonly tags: readonly string[] }
  /** Which of the files that the packages add or change are in the image. */
  readonly isKept: (path: string) => boolean
  /** Files that no package has. */
  readonly files: readonly NewMember[]
  readonly config: ContainerConfig
}

/** Installs the stand-in's packages on the layer of debian:13, and keeps what they add as a second layer. */
const makeOnDebian = async (work: StandInWork, { place, isKept, files, config: how }: OnDebian): Promise<void> => {
  const below = await layerBelow(work)
  const [lower, upper] = [join(work.work, 'debian.tar'), join(work.work, 'added.tar')]
  await writeFile(lower, below.archive)
  await installPackages({ ...work, to: upper, onTopOf: { tar: lower, without: [sourcesFile] } })
  const added = addedBy(await membersOf(upper), readTar(below.archive)).filter(({ path }) => isKept(path))
  const layer = await packLayer([...added, ...filesFor(work.epoch)(files)])
  await keepImage(work.draft, place, packImage([below.layer, layer], how, work.epoch))
}

/** The only layer of the base stand-in: as it is stored, and as an archive. */
const layerBelow = async ({ below }: StandInWork): Promise<{ readonly layer: Layer; readonly archive: Buffer }> => {
  const contents = await readContents(below)
  const [image] = contents?.images ?? []
  const manifest =
    image === undefined ? undefined : await readFile(join(below, image.manifest.digest.slice('sha256:'.length)), 'utf8')
  const digest =
    manifest === undefined
      ? undefined
      : // Written by packImage.
        (JSON.parse(manifest) as { readonly layers: readonly { readonly digest: string }[] }).layers[0]?.digest
  if (digest === undefined)
    throw new RunnerError('broken', 'The layer of debian:13 is missing.', { hint: 'npx shipshape lab build --again' })
  const data = await readFile(join(below, digest.slice('sha256:'.length)))
  const archive = zstdDecompressSync(data)
  return { archive, layer: { mediaType: layerType, digest, data, diffId: `sha256:${sha256Of(archive)}` } }
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
