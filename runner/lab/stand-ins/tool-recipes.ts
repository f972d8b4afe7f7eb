import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PackageTree } from '../../packages/index.ts'
import type { PartPackages } from '../../packages/renew.ts'
import { neededLibraries } from '../image/build/elf.ts'
import { keepImage } from './keep-image.ts'
import { packImage, packLayer, type ContainerConfig } from './oci.ts'
import { busyboxLayer } from './small-recipes.ts'
import { config, filesFor, folder, program, type StandIn, type StandInWork, textFile } from './stand-in.ts'
import type { NewMember } from './tar.ts'

interface Recipe {
  readonly repository: string
  readonly tags: readonly string[]
  readonly config: ContainerConfig
  readonly files: (tree: PackageTree) => readonly NewMember[] | Promise<readonly NewMember[]>
  readonly wants?: (path: string) => boolean
}

/** Dependencies that are left out, because only the installation scripts of packages need them. */
const without = [
  'adduser',
  'debconf',
  'dpkg',
  'gcc-14-base',
  'init-system-helpers',
  'openssl',
  'openssl-provider-legacy',
  'passwd',
  'perl',
]

/** Packages on busybox, with their dependencies but for those of which nothing is used. */
export const packagesOnBusybox = (
  part: string,
  names: readonly string[],
  unused: readonly string[] = [],
): PartPackages => ({
  part,
  architecture: 'amd64',
  names: [...names, 'busybox-static'],
  without: [...without, ...unused],
})

const isProgramOrLibrary = (path: string): boolean =>
  /^(?:usr\/)?(?:s?bin|lib(?:64)?)\//.test(path) && !/^usr\/bin\/qemu-(?!(?:arm|aarch64)$)/.test(path)
const isWanted = (path: string): boolean => isProgramOrLibrary(path) || path.startsWith('usr/share/qemu/binfmt.d/')

/** Builds an image of a few programs on busybox; `wants` selects the packages' files by path. */
export const making =
  ({ repository, tags, config: how, files, wants = isWanted }: Recipe) =>
  async ({ tree, draft, epoch }: StandInWork): Promise<void> => {
    const found = await tree(wants)
    const below = await busyboxLayer(found.file('usr/bin/busybox').data, epoch)
    const layer = await packLayer(filesFor(epoch)(await files(found)))
    await keepImage(draft, { repository, tags }, packImage([below, layer], how, epoch))
  }

/** Debian's registry with the names, paths and port of Docker Hub's. */
export const registry: StandIn = {
  id: 'stand-in/registry',
  images: [{ name: 'registry:2' }],
  packages: packagesOnBusybox('stand-in/registry', ['docker-registry']),
  make: making({
    repository: 'library/registry',
    tags: ['2', '2.8'],
    config: config('Debian 13’s docker-registry package on busybox', {
      Entrypoint: ['/entrypoint.sh'],
      Cmd: ['/etc/docker/registry/config.yml'],
      ExposedPorts: { '5000/tcp': {} },
      Volumes: { '/var/lib/registry': {} },
    }),
    files: async (tree) => [
      ...programAndLibraries(tree, 'usr/bin/docker-registry', 'bin/registry'),
      folder('etc/docker'),
      folder('etc/docker/registry'),
      textFile(
        'etc/docker/registry/config.yml',
        await readFile(join(import.meta.dirname, 'registry-image.yml'), 'utf8'),
      ),
      folder('var/lib'),
      folder('var/lib/registry'),
      textFile('entrypoint.sh', registryEntry, 0o755),
    ],
  }),
}

const registryEntry = `#!/bin/sh
case "$1" in
  *.yml | *.yaml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
`

/**
 * Debian's Redis with the folder and the port of Docker Hub's, without its entrypoint, which gives up root and loads
 * modules. Hub's Redis is built without protected mode, so it is turned off here.
 */
export const redis: StandIn = {
  id: 'stand-in/redis',
  images: [{ name: 'redis:8.0' }],
  packages: packagesOnBusybox('stand-in/redis', ['redis-server']),
  make: making({
    repository: 'library/redis',
    tags: ['8.0'],
    config: config('Debian 13’s redis-server and redis-tools packages on busybox, run as root', {
      Cmd: ['redis-server', '--bind', '* -::*', '--protected-mode', 'no'],
      ExposedPorts: { '6379/tcp': {} },
      Volumes: { '/data': {} },
      WorkingDir: '/data',
    }),
    files: (tree) => [
      ...programsAndLibraries(tree, [
        ['usr/bin/redis-check-rdb', 'bin/redis-server'],
        ['usr/bin/redis-cli', 'bin/redis-cli'],
      ]),
      folder('data'),
    ],
  }),
}

/** Only htpasswd, which guides use this image for; no web server. */
export const httpd: StandIn = {
  id: 'stand-in/httpd',
  images: [{ name: 'httpd:2.4' }],
  packages: packagesOnBusybox('stand-in/httpd', ['apache2-utils']),
  make: making({
    repository: 'library/httpd',
    tags: ['2.4', 'latest'],
    config: config('only htpasswd, of Debian 13’s apache2-utils package, on busybox', { Cmd: ['sh'] }),
    files: (tree) => programAndLibraries(tree, 'usr/bin/htpasswd', 'bin/htpasswd'),
  }),
}

const emulators = ['qemu-aarch64', 'qemu-arm']

/** Debian's emulators of ARM processors, registered by a script with the messages of the original program. */
export const binfmt: StandIn = {
  id: 'stand-in/binfmt',
  images: [{ name: 'tonistiigi/binfmt:qemu-v9.2.2' }],
  packages: packagesOnBusybox('stand-in/binfmt', ['qemu-user-static']),
  make: making({
    repository: 'tonistiigi/binfmt',
    tags: ['qemu-v9.2.2', 'latest'],
    config: config('qemu-arm and qemu-aarch64 of Debian 13’s qemu-user-static package, and a script, on busybox', {
      Entrypoint: ['/usr/bin/binfmt'],
    }),
    files: async (tree) => [
      ...emulators.map((name) => program(`bin/${name}`, tree.file(`usr/bin/${name}`).data)),
      folder('etc/binfmt'),
      ...emulators.map((name) =>
        textFile(`etc/binfmt/${name}`, registration(tree.file(`usr/lib/binfmt.d/${name}.conf`).data.toString(), name)),
      ),
      program('bin/binfmt', await readFile(join(import.meta.dirname, 'binfmt.sh'))),
    ],
  }),
}

/**
 * Debian's line for binfmt_misc, with this image's emulator and flags. The original's: C, the program's own rights; F,
 * opened at once. And P, the program's own name, without which busybox does not know what it is called; the original's
 * emulator is changed so that it needs no P.
 */
const registration = (line: string, name: string): string =>
  line.trimEnd().replace(/[^:]*:\w*$/, `/usr/bin/${name}:CFP`)

const linker = 'lib64/ld-linux-x86-64.so.2'
const libraries = 'lib/x86_64-linux-gnu'

const programAndLibraries = (tree: PackageTree, source: string, name: string): readonly NewMember[] =>
  programsAndLibraries(tree, [[source, name]])

/** Programs and, recursively, the libraries that they need, where Debian's linker looks for them. */
export const programsAndLibraries = (
  tree: PackageTree,
  wanted: readonly (readonly [source: string, name: string])[],
): readonly NewMember[] => {
  const programs = wanted.map(([source, name]) => program(name, tree.file(source).data))
  const seen = new Map<string, Buffer>()
  const waiting = wanted.flatMap(([source]) => neededLibraries(tree.file(source).data))
  for (const library of waiting) {
    if (seen.has(library) || basename(linker) === library) continue
    const { data } = tree.file(`usr/${libraries}/${library}`)
    seen.set(library, data)
    waiting.push(...neededLibraries(data))
  }
  return [
    ...[...programs, folder('lib'), folder(libraries), folder('lib64')],
    program(linker, tree.file(linker).data),
    ...[...seen]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([library, data]) => program(`${libraries}/${library}`, data)),
  ]
}
