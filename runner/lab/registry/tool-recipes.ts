import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { neededLibraries } from '../image/build/elf.ts'
import { packImage, packLayer, type ContainerConfig, type Layer } from './oci.ts'
import { config, filesFor, folder, program, textFile } from './stand-in.ts'
import type { NamedImage } from './storage.ts'
import type { NewMember } from './tar.ts'

/** What the tools below are taken from. */
export const toolPackages: readonly string[] = ['busybox-static', 'docker-registry', 'apache2-utils', 'qemu-user-static']

export interface ToolBox {
  /** Debian's packages, unpacked. */
  readonly tree: string
  /** The layer of busybox:1.37, which they all stand on. */
  readonly below: Layer
  readonly epoch: number
}

interface Recipe {
  readonly repository: string
  readonly tags: readonly string[]
  readonly files: readonly NewMember[]
  readonly config: ContainerConfig
}

const made = async ({ below, epoch }: ToolBox, { repository, tags, files, config: how }: Recipe): Promise<NamedImage> => ({
  repository,
  tags,
  image: packImage([below, await packLayer(filesFor(epoch)(files))], how, epoch),
})

/** Debian's registry with the names, paths and port of Docker Hub's. */
export const registryImage = async (box: ToolBox): Promise<NamedImage> =>
  made(box, {
    repository: 'library/registry',
    tags: ['2', '2.8'],
    files: [
      ...(await programAndLibraries(box.tree, 'usr/bin/docker-registry', 'bin/registry')),
      folder('etc/docker'),
      folder('etc/docker/registry'),
      textFile('etc/docker/registry/config.yml', await readFile(join(import.meta.dirname, 'registry-image.yml'), 'utf8')),
      folder('var/lib'),
      folder('var/lib/registry'),
      textFile('entrypoint.sh', registryEntry, 0o755),
    ],
    config: config('Debian 13’s docker-registry package on busybox', {
      Entrypoint: ['/entrypoint.sh'],
      Cmd: ['/etc/docker/registry/config.yml'],
      ExposedPorts: { '5000/tcp': {} },
      Volumes: { '/var/lib/registry': {} },
    }),
  })

const registryEntry = `#!/bin/sh
case "$1" in
  *.yml | *.yaml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
`

/** No web server: only htpasswd, for which guides take this image. */
export const httpdImage = async (box: ToolBox): Promise<NamedImage> =>
  made(box, {
    repository: 'library/httpd',
    tags: ['2.4', 'latest'],
    files: await programAndLibraries(box.tree, 'usr/bin/htpasswd', 'bin/htpasswd'),
    config: config('only htpasswd, of Debian 13’s apache2-utils package, on busybox', { Cmd: ['sh'] }),
  })

/** Debian's emulators of ARM processors, registered by a script that speaks as the original's program does. */
export const binfmtImage = async (box: ToolBox): Promise<NamedImage> => {
  const names = ['qemu-aarch64', 'qemu-arm']
  const emulators = await Promise.all(names.map(async (name) => program(`bin/${name}`, await readFile(join(box.tree, 'usr/bin', name)))))
  const lines = await Promise.all(names.map(async (name) => textFile(`etc/binfmt/${name}`, registration(await readFile(join(box.tree, 'usr/lib/binfmt.d', `${name}.conf`), 'utf8'), name))))
  return made(box, {
    repository: 'tonistiigi/binfmt',
    tags: ['qemu-v9.2.2', 'latest'],
    files: [...emulators, folder('etc/binfmt'), ...lines, program('bin/binfmt', await readFile(join(import.meta.dirname, 'binfmt.sh')))],
    config: config('qemu-arm and qemu-aarch64 of Debian 13’s qemu-user-static package, and a script, on busybox', { Entrypoint: ['/usr/bin/binfmt'] }),
  })
}

/**
 * Debian's line for binfmt_misc, with this image's emulator and flags. The original's: C, the program's own rights; F,
 * opened at once. And P, the program's own name, without which busybox does not know what it is called; the original's
 * emulator is changed so that it needs no P.
 */
const registration = (line: string, name: string): string => line.trimEnd().replace(/[^:]*:\w*$/, `/usr/bin/${name}:CFP`)

const linker = 'lib64/ld-linux-x86-64.so.2'
const libraries = 'lib/x86_64-linux-gnu'

/** A program and, again and again, the libraries that they name, where Debian's linker looks for them. */
const programAndLibraries = async (tree: string, source: string, name: string): Promise<readonly NewMember[]> => {
  const first = await readFile(join(tree, source))
  const seen = new Map<string, Buffer>()
  const waiting = [...neededLibraries(first)]
  for (const library of waiting) {
    if (seen.has(library) || basename(linker) === library) continue
    const data = await readFile(await libraryFile(tree, library))
    seen.set(library, data)
    waiting.push(...neededLibraries(data))
  }
  return [
    ...[program(name, first), folder('lib'), folder(libraries), folder('lib64')],
    program(linker, await readFile(join(tree, 'usr', linker))),
    ...[...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([library, data]) => program(`${libraries}/${library}`, data)),
  ]
}

const libraryFile = async (tree: string, name: string): Promise<string> => {
  const merged = join(tree, 'usr', libraries, name)
  const isThere = await stat(merged).then(() => true, () => false)
  return realpath(isThere ? merged : join(tree, libraries, name))
}
