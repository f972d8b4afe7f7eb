import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../../errors.ts'
import type { Busybox } from './busybox.ts'
import { dependencies, lightenModule, moduleName } from './module-file.ts'

export interface ModuleSet {
  readonly release: string
  /** Those that the first program loads: paths below the folder of modules; what a module depends on stands before it. */
  readonly early: readonly string[]
}

export interface WantedModules {
  readonly early: readonly string[]
  readonly later: readonly string[]
}

/** The one kernel that was unpacked. */
export const kernelRelease = async (tree: string): Promise<string> => {
  const [release, ...others] = await readdir(join(tree, 'usr/lib/modules'))
  if (release !== undefined && others.length === 0) return release
  throw new RunnerError('broken', 'Debian’s packages brought no kernel, or more than one.', { hint: 'npx shipshape lab build' })
}

/** Copies the wanted modules and what they depend on into the root: unpacked, lightened, indexed. */
export const installModules = async (tree: string, root: string, wanted: WantedModules, busybox: Busybox): Promise<ModuleSet> => {
  const release = await kernelRelease(tree)
  const [from, to] = [join(tree, 'usr/lib/modules', release), join(root, 'usr/lib/modules', release)]
  const names = await readdir(from, { recursive: true })
  const index = new Map(names.filter((name) => name.endsWith('.ko.xz')).map((name) => [moduleName(name), name]))
  const builtIn = new Set((await readFile(join(from, 'modules.builtin'), 'utf8')).split('\n').map(moduleName))
  const files: string[] = []
  const install = async (name: string): Promise<void> => {
    const packed = index.get(moduleName(name))
    if (packed === undefined && builtIn.has(moduleName(name))) return
    if (packed === undefined) throw new RunnerError('broken', `The kernel ${release} has no module “${name}”.`, { hint: 'npx shipshape lab build' })
    const file = packed.slice(0, -'.xz'.length)
    if (files.includes(file)) return
    for (const dependency of await unpack(from, to, packed, busybox)) await install(dependency)
    files.push(file)
  }
  for (const name of wanted.early) await install(name)
  const early = [...files]
  for (const name of wanted.later) await install(name)
  for (const name of ['modules.builtin', 'modules.builtin.modinfo', 'modules.order']) await copyFile(join(from, name), join(to, name))
  await busybox.depmod(root, release)
  // Of busybox's indexes only the guest's modprobe reads any, and not this one, which is the largest.
  await rm(join(to, 'modules.symbols'), { force: true })
  return { release, early }
}

const unpack = async (from: string, to: string, packed: string, busybox: Busybox): Promise<readonly string[]> => {
  const copy = join(to, packed)
  await mkdir(dirname(copy), { recursive: true })
  await copyFile(join(from, packed), copy)
  await busybox.unxz([copy])
  const file = copy.slice(0, -'.xz'.length)
  const module = await readFile(file)
  await writeFile(file, lightenModule(module), { mode: 0o644 })
  return dependencies(module)
}
