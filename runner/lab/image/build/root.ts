import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PackageTree } from '../../../packages/index.ts'
import { type Architecture, architectureFacts } from '../architecture.ts'
import { applets } from './applets.ts'
import { neededLibraries } from './elf.ts'
import { guestFolder } from './key.ts'
import { folders, links, otherLibraries, otherNames, plugins, programs, texts } from './recipe.ts'

/** Fills an empty folder with the guest's root from Debian's packages, without the kernel modules. */
export const assembleRoot = async (tree: PackageTree, root: string, architecture: Architecture): Promise<void> => {
  const { triplet, linker, registered } = architectureFacts(architecture)
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true })
  for (const [path, target] of Object.entries(links)) await link(join(root, path), target)
  for (const [path, text] of Object.entries(texts)) await write(join(root, path), text)
  await Promise.all(['tmp', 'var/tmp'].map((folder) => chmod(join(root, folder), 0o1777)))
  for (const [path, mode] of Object.entries(modes)) await chmod(join(root, path), mode)

  const libraries = join('usr/lib', triplet)
  const extensions = tree.list(join(libraries, 'xtables')).map((name) => join('xtables', name))
  const loaded = [...extensions, ...plugins].map((name) => join(libraries, name))
  await installPrograms(tree, root, [...programs(architecture), ...loaded], [libraries, ...otherLibraries])
  await install(tree, root, linker)
  await nameAliases(root, applets(tree.file('usr/bin/busybox').data), programs(architecture))
  await installGuestScripts(root)
  await installData(tree, root, registered)
}

const modes: Readonly<Record<string, number>> = {
  'etc/shadow': 0o600,
  'etc/sudoers': 0o440,
  'etc/acpi/PWRF/00000080': 0o755,
}

/** Copies programs and, recursively, the libraries that they need. */
const installPrograms = async (
  tree: PackageTree,
  root: string,
  wanted: readonly string[],
  places: readonly string[],
): Promise<void> => {
  const seen = new Set(wanted)
  for (const path of seen) {
    const names = neededLibraries(await install(tree, root, path)).filter((name) => !name.startsWith('ld-linux'))
    for (const name of names) seen.add(libraryPath(tree, name, places))
  }
}

const libraryPath = (tree: PackageTree, name: string, places: readonly string[]): string =>
  join(places.find((place) => tree.find(join(place, name)) !== undefined) ?? places[0] ?? '', name)

/** Copies a file, following links: the copy has the requested name. Returns its content. */
const install = async (tree: PackageTree, root: string, path: string): Promise<Buffer> => {
  const { data, mode } = tree.file(path)
  await write(join(root, path), data)
  await chmod(join(root, path), mode)
  return data
}

const nameAliases = async (root: string, names: readonly string[], installed: readonly string[]): Promise<void> => {
  const taken = new Set([...installed.map((path) => basename(path)), ...Object.values(otherNames).flat()])
  for (const name of names) if (!taken.has(name)) await link(join(root, 'usr/bin', name), 'busybox')
  for (const [target, others] of Object.entries(otherNames))
    for (const name of others) await link(join(root, 'usr/sbin', name), target)
}

/** The destinations of the guest's scripts that init does not run. */
const elsewhere: Readonly<Record<string, string>> = {
  inittab: 'etc/inittab',
  'containerd.toml': 'etc/containerd/config.toml',
  'docker-service': 'etc/init.d/docker',
  'initramfs-init': '',
}

const installGuestScripts = async (root: string): Promise<void> => {
  for (const name of await readdir(guestFolder)) {
    const path = elsewhere[name] ?? join('usr/libexec/boot2docker', name)
    if (path === '') continue
    await write(join(root, path), await readFile(join(guestFolder, name)))
    if (/^(?:usr\/libexec|etc\/init\.d)\//.test(path)) await chmod(join(root, path), 0o755)
  }
}

/** Adds certificate authorities as one file, the emulators' binfmt lines (not registered), and all licences. */
const installData = async (tree: PackageTree, root: string, registered: readonly string[]): Promise<void> => {
  const authorities = 'usr/share/ca-certificates/mozilla'
  const certificates = tree.list(authorities).map((name) => tree.file(join(authorities, name)).data)
  await write(join(root, 'etc/ssl/certs/ca-certificates.crt'), Buffer.concat(certificates))
  for (const name of registered) {
    const path = join('usr/lib/binfmt.d', `qemu-${name}.conf`)
    await write(join(root, path), registration(tree.file(path).data.toString(), name))
  }
  for (const name of ['protocols', 'services']) await install(tree, root, join('etc', name))
  for (const path of tree.files('usr/share/doc')) await install(tree, root, join('usr/share/doc', path))
}

/**
 * Debian's line for binfmt_misc, with the static emulator of the root. Flag F: it is opened at registration, so that
 * containers need no copy of it. (The kernel's Documentation/admin-guide/binfmt-misc.rst.)
 */
export const registration = (line: string, name: string): string =>
  line.replace(/[^:\n]*:\w*$/m, `/usr/bin/qemu-${name}-static:F`)

const write = async (path: string, content: string | Buffer): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

const link = async (path: string, target: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await symlink(target, path)
}
