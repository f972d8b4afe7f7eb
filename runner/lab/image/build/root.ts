import { copyFile, mkdir, readFile, readdir, realpath, stat, symlink, writeFile, chmod } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RunnerError } from '../../../errors.ts'
import { architectureFacts, type Architecture } from '../architecture.ts'
import type { Busybox } from './busybox.ts'
import { neededLibraries } from './elf.ts'
import { guestFolder } from './key.ts'
import { folders, links, otherLibraries, otherNames, plugins, programs, texts } from './recipe.ts'

/** Fills an empty folder with the guest's root, all but the kernel's modules, from unpacked packages. */
export const assembleRoot = async (tree: string, root: string, architecture: Architecture, busybox: Busybox): Promise<void> => {
  const { triplet, linker } = architectureFacts(architecture)
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true })
  for (const [path, target] of Object.entries(links)) await link(join(root, path), target)
  for (const [path, text] of Object.entries(texts)) await write(join(root, path), text)
  await Promise.all(['tmp', 'var/tmp'].map((folder) => chmod(join(root, folder), 0o1777)))
  for (const [path, mode] of Object.entries(modes)) await chmod(join(root, path), mode)

  const libraries = join('usr/lib', triplet)
  const extensions = (await readdir(join(tree, libraries, 'xtables'))).map((name) => join('xtables', name))
  const loaded = [...extensions, ...plugins].map((name) => join(libraries, name))
  await installPrograms(tree, root, [...programs, ...loaded], [libraries, ...otherLibraries])
  await install(tree, root, linker)
  await nameAliases(root, await busybox.applets())
  await installGuestScripts(root)
  await installData(tree, root)
}

const modes: Readonly<Record<string, number>> = { 'etc/shadow': 0o600, 'etc/sudoers': 0o440, 'etc/acpi/PWRF/00000080': 0o755 }

/** Copies programs and, again and again, the libraries that they name. */
const installPrograms = async (tree: string, root: string, wanted: readonly string[], folders: readonly string[]): Promise<void> => {
  const seen = new Set(wanted)
  for (const path of seen) {
    const file = await install(tree, root, path)
    const names = neededLibraries(await readFile(file)).filter((name) => !name.startsWith('ld-linux'))
    for (const name of names) seen.add(await whereIs(tree, name, folders))
  }
}

const whereIs = async (tree: string, name: string, [folder = '', ...others]: readonly string[]): Promise<string> => {
  const isHere = await stat(join(tree, folder, name)).then(() => true, () => false)
  return isHere || others.length === 0 ? join(folder, name) : whereIs(tree, name, others)
}

/** Follows links: the copy has the name that was asked for. Yields the copy's path. */
const install = async (tree: string, root: string, path: string): Promise<string> => {
  const copy = join(root, path)
  const source = await realpath(join(tree, path)).catch((error: unknown) => {
    throw new RunnerError('broken', `Debian’s packages brought no “${path}”.`, { hint: 'npx shipshape lab build', cause: error })
  })
  await mkdir(dirname(copy), { recursive: true })
  await copyFile(source, copy)
  await chmod(copy, (await stat(source)).mode & 0o7777)
  return copy
}

const installIfThere = async (tree: string, root: string, path: string): Promise<void> => {
  const isThere = await stat(join(tree, path)).then((found) => found.isFile(), () => false)
  if (isThere) await install(tree, root, path)
}

const nameAliases = async (root: string, applets: readonly string[]): Promise<void> => {
  const taken = new Set([...programs.map((path) => basename(path)), ...Object.values(otherNames).flat()])
  for (const applet of applets) if (applet !== '' && !taken.has(applet)) await link(join(root, 'usr/bin', applet), 'busybox')
  for (const [target, names] of Object.entries(otherNames)) for (const name of names) await link(join(root, 'usr/sbin', name), target)
}

const installGuestScripts = async (root: string): Promise<void> => {
  const elsewhere: Readonly<Record<string, string>> = { inittab: 'etc/inittab', 'containerd.toml': 'etc/containerd/config.toml', 'docker-service': 'etc/init.d/docker', 'initramfs-init': '' }
  for (const name of await readdir(guestFolder)) {
    const path = elsewhere[name] ?? join('usr/libexec/boot2docker', name)
    if (path === '') continue
    await write(join(root, path), await readFile(join(guestFolder, name), 'utf8'))
    if (/^(?:usr\/libexec|etc\/init\.d)\//.test(path)) await chmod(join(root, path), 0o755)
  }
}

/** Certificate authorities as one file, how to register the emulators (which nobody has done yet), and all licences. */
const installData = async (tree: string, root: string): Promise<void> => {
  const authorities = join(tree, 'usr/share/ca-certificates/mozilla')
  const certificates = await Promise.all((await readdir(authorities)).sort().map((name) => readFile(join(authorities, name), 'utf8')))
  await write(join(root, 'etc/ssl/certs/ca-certificates.crt'), certificates.join(''))
  for (const name of ['arm', 'aarch64']) {
    const path = join('usr/lib/binfmt.d', `qemu-${name}.conf`)
    await write(join(root, path), registration(await readFile(join(tree, path), 'utf8'), name))
  }
  for (const name of ['protocols', 'services']) await install(tree, root, join('etc', name))
  for (const name of await readdir(join(tree, 'usr/share/doc'))) await installIfThere(tree, root, join('usr/share/doc', name, 'copyright'))
}

/**
 * Debian's line for binfmt_misc, with the static emulator that the root has. Flag F: it is opened once, here, so that
 * containers need no copy of it. (The kernel's Documentation/admin-guide/binfmt-misc.rst.)
 */
export const registration = (line: string, name: string): string => line.replace(/[^:\n]*:\w*$/m, `/usr/bin/qemu-${name}-static:F`)

const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

const link = async (path: string, target: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await symlink(target, path)
}
