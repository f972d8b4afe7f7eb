import { applets } from '../image/build/applets.ts'
import { sayingProgram } from './hello.ts'
import { keepImage } from './keep-image.ts'
import { amd64, packImage, packLayer, type Layer, type PackedImage, type Platform } from './oci.ts'
import { config, filesFor, folder, link, program, type StandIn, textFile } from './stand-in.ts'
import type { NewMember } from './tar.ts'

/** The platforms of the small images, under Debian's names for them. */
export const platforms = {
  amd64,
  arm64: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  armhf: { os: 'linux', architecture: 'arm', variant: 'v7' },
} as const satisfies Readonly<Record<string, Platform>>

/** Debian's static busybox under all its names, of one architecture. */
export const busyboxLayer = (busyboxProgram: Buffer, epoch: number): Promise<Layer> => {
  const names = applets(busyboxProgram)
    .filter((name) => name !== 'busybox')
    .map((name): NewMember => ({ path: `bin/${name}`, kind: 'hard-link', mode: 0o755, target: 'bin/busybox' }))
  return packLayer(
    filesFor(epoch)([
      ...['bin', 'dev', 'etc', 'home', 'root', 'usr', 'var'].map((name) => folder(name)),
      folder('tmp', 0o1777),
      program('bin/busybox', busyboxProgram),
      ...names,
      link('usr/bin', '../bin'),
      textFile('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n'),
      textFile('etc/group', 'root:x:0:\nnogroup:x:65534:\n'),
    ]),
  )
}

type BusyboxPlatform = keyof typeof platforms

/** The repositories of the other architectures on Docker Hub. */
const repositories = { amd64: [], arm64: ['arm64v8/busybox'], armhf: ['arm32v7/busybox'] } as const
/** The values of `--platform`. */
const typed = { amd64: 'linux/amd64', arm64: 'linux/arm64', armhf: 'linux/arm/v7' } as const
const tags = ['1.37', 'latest']

/** Only the program itself: it is static. */
export const isBusybox = (path: string): boolean => path === 'usr/bin/busybox'

/** busybox of one architecture: a platform of `busybox`, and under its own name as on Docker Hub. */
export const busyboxFor = (architecture: BusyboxPlatform): StandIn => {
  const part = architecture === 'amd64' ? 'stand-in/busybox' : `stand-in/busybox-${architecture}`
  return {
    id: part,
    images: [
      { name: 'busybox:1.37', platform: typed[architecture] },
      ...repositories[architecture].map((repository) => ({ name: `${repository}:1.37` })),
    ],
    packages: { part, architecture, names: ['busybox-static'] },
    make: async ({ tree, draft, epoch }) => {
      const busyboxFile = (await tree(isBusybox)).file('usr/bin/busybox').data
      const layer = await busyboxLayer(busyboxFile, epoch)
      const image = packImage(
        [layer],
        config('Debian 13’s busybox-static package', { Cmd: ['sh'] }),
        epoch,
        platforms[architecture],
      )
      await keepImage(draft, { repository: 'library/busybox', tags, isIndex: true }, image)
      for (const repository of repositories[architecture]) await keepImage(draft, { repository, tags }, image)
    },
  }
}

export const busybox: StandIn = busyboxFor('amd64')

/** The images of hello-world, one per platform. */
export const helloImages = (epoch: number): Promise<readonly PackedImage[]> =>
  Promise.all(
    Object.values(platforms).map(async (platform: Platform) => {
      const layer = await packLayer(
        filesFor(epoch)([program('hello', sayingProgram(helloText, platform.architecture))]),
      )
      return packImage(
        [layer],
        config('a program of a few bytes that Shipshape writes', { Cmd: ['/hello'] }),
        epoch,
        platform,
      )
    }),
  )

export const hello: StandIn = {
  id: 'stand-in/hello-world',
  images: [{ name: 'hello-world:latest' }],
  make: async ({ draft, epoch }) => {
    const place = { repository: 'library/hello-world', tags: ['latest', 'linux'], isIndex: true }
    for (const image of await helloImages(epoch)) await keepImage(draft, place, image)
  },
}

const helloText = `
Hello from Docker!
This message shows that your installation appears to be working correctly.
(It comes from Shipshape's stand-in for hello-world, which did the same: the
client asked the daemon, the daemon pulled the image, started a container of
it, and sent you what the container said.)

`
