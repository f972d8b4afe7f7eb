import { sayingProgram } from './hello.ts'
import { amd64, packImage, packIndex, packLayer, type Layer, type PackedImage, type Platform } from './oci.ts'
import { config, filesFor, folder, link, program, textFile } from './stand-in.ts'
import type { NamedImage } from './storage.ts'
import type { NewMember } from './tar.ts'

/** The platforms of the small images, under Debian's names for them. */
export const platforms = {
  amd64,
  arm64: { os: 'linux', architecture: 'arm64', variant: 'v8' },
  armhf: { os: 'linux', architecture: 'arm', variant: 'v7' },
} as const satisfies Readonly<Record<string, Platform>>

/** Debian's static busybox under all its names, of one architecture. */
export const busyboxLayer = (busybox: Buffer, applets: readonly string[], epoch: number): Promise<Layer> => {
  const names = applets.filter((name) => name !== 'busybox').map((name): NewMember => ({ path: `bin/${name}`, kind: 'hard-link', mode: 0o755, target: 'bin/busybox' }))
  return packLayer(
    filesFor(epoch)([
      ...['bin', 'dev', 'etc', 'home', 'root', 'usr', 'var'].map((name) => folder(name)),
      folder('tmp', 0o1777),
      program('bin/busybox', busybox),
      ...names,
      link('usr/bin', '../bin'),
      textFile('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n'),
      textFile('etc/group', 'root:x:0:\nnogroup:x:65534:\n'),
    ]),
  )
}

/** As Docker Hub has it: one name for all platforms, and a name for each of the ARMs alone. */
export const busyboxImages = (layers: Readonly<Record<keyof typeof platforms, Layer>>, epoch: number): readonly NamedImage[] => {
  const made = (name: keyof typeof platforms): PackedImage =>
    packImage([layers[name]], config('Debian 13’s busybox-static package', { Cmd: ['sh'] }), epoch, platforms[name])
  const images = { amd64: made('amd64'), arm64: made('arm64'), armhf: made('armhf') }
  const tags = ['1.37', 'latest']
  return [
    { repository: 'library/busybox', tags, image: packIndex(Object.values(images)) },
    { repository: 'arm64v8/busybox', tags, image: images.arm64 },
    { repository: 'arm32v7/busybox', tags, image: images.armhf },
  ]
}

export const helloImage = async (epoch: number): Promise<NamedImage> => {
  const madeFor = async (platform: Platform): Promise<PackedImage> => {
    const layer = await packLayer(filesFor(epoch)([program('hello', sayingProgram(helloText, platform.architecture))]))
    return packImage([layer], config('a program of a few bytes that Shipshape writes', { Cmd: ['/hello'] }), epoch, platform)
  }
  return {
    repository: 'library/hello-world',
    tags: ['latest', 'linux'],
    image: packIndex(await Promise.all(Object.values(platforms).map(madeFor))),
  }
}

const helloText = `
Hello from Docker!
This message shows that your installation appears to be working correctly.
(It comes from Shipshape's stand-in for hello-world, which did the same: the
client asked the daemon, the daemon pulled the image, started a container of
it, and sent you what the container said.)

`
