import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../../../errors.ts'
import { type PackageTree, unpackXz } from '../../../packages/index.ts'
import { aliases, dependencies, lightenModule, moduleName } from './module-file.ts'

export interface ModuleSet {
  readonly release: string
  /**
   * Those that the first program loads: paths below the folder of modules; what a module depends on stands before it.
   */
  readonly early: readonly string[]
}

export interface WantedModules {
  readonly early: readonly string[]
  readonly later: readonly string[]
}

/** The one kernel of the packages. */
export const kernelRelease = (tree: PackageTree): string => {
  const [release, ...others] = tree.list('usr/lib/modules')
  if (release !== undefined && others.length === 0) return release
  throw new RunnerError('broken', 'Debian’s packages brought no kernel, or more than one.', {
    hint: 'npx shipshape lab build --again',
  })
}

interface Installed {
  /** Below the folder of modules. */
  readonly file: string
  readonly dependencies: readonly string[]
  readonly aliases: readonly string[]
}

/** Copies the wanted modules and what they depend on into the root: unpacked, lightened, indexed. */
export const installModules = async (tree: PackageTree, root: string, wanted: WantedModules): Promise<ModuleSet> => {
  const release = kernelRelease(tree)
  const [from, to] = [join('usr/lib/modules', release), join(root, 'usr/lib/modules', release)]
  const packed = new Map(
    tree
      .files(from)
      .filter((name) => name.endsWith('.ko.xz'))
      .map((name) => [moduleName(name), name]),
  )
  const builtIn = new Set(tree.file(join(from, 'modules.builtin')).data.toString().split('\n').map(moduleName))
  const installed = new Map<string, Installed>()
  const install = async (name: string): Promise<void> => {
    const source = packed.get(moduleName(name))
    if (source === undefined && builtIn.has(moduleName(name))) return
    if (source === undefined)
      throw new RunnerError('broken', `The kernel ${release} has no module “${name}”.`, {
        hint: 'npx shipshape lab build --again',
      })
    if (installed.has(moduleName(name))) return
    const module = lightenModule(await unpackXz(tree.file(join(from, source)).data))
    for (const dependency of dependencies(module)) await install(dependency)
    const file = source.replace(/\.xz$/, '')
    installed.set(moduleName(name), { file, dependencies: dependencies(module), aliases: aliases(module) })
    await mkdir(dirname(join(to, file)), { recursive: true })
    await writeFile(join(to, file), module, { mode: 0o644 })
  }
  for (const name of wanted.early) await install(name)
  const early = [...installed.values()].map(({ file }) => file)
  for (const name of wanted.later) await install(name)
  for (const name of ['modules.builtin', 'modules.builtin.modinfo', 'modules.order'])
    await writeFile(join(to, name), tree.file(join(from, name)).data)
  await writeFile(join(to, 'modules.dep'), dependencyIndex(installed))
  await writeFile(join(to, 'modules.alias'), aliasIndex(installed))
  return { release, early }
}

/** modules.dep(5): each module with all that must be loaded before it. They are loaded from the last to the first. */
export const dependencyIndex = (installed: ReadonlyMap<string, Pick<Installed, 'file' | 'dependencies'>>): string => {
  const lines = [...installed].map(([name, { file }]) => {
    const seen = new Set<string>()
    visit(name, installed, seen)
    const before = [...seen].slice(0, -1).reverse()
    return `${file}: ${before.map((each) => installed.get(each)?.file ?? '').join(' ')}`.trimEnd()
  })
  return `${lines.sort().join('\n')}\n`
}

/** Adds a module after all that it depends on. */
const visit = (
  name: string,
  installed: ReadonlyMap<string, Pick<Installed, 'dependencies'>>,
  seen: Set<string>,
): void => {
  const module = installed.get(name)
  if (module === undefined || seen.has(name)) return
  for (const each of module.dependencies) visit(moduleName(each), installed, seen)
  seen.add(name)
}

/** As depmod(8) writes it: how a device or a kernel feature names the module that it needs. */
const aliasIndex = (installed: ReadonlyMap<string, Installed>): string => {
  const lines = [...installed].flatMap(([name, module]) => module.aliases.map((alias) => `alias ${alias} ${name}`))
  return `${lines.sort().join('\n')}\n`
}
