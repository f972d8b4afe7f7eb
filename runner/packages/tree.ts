import { RunnerError } from '../errors.ts'
import { insidePath, type PackedFile, readData } from './deb.ts'

const mostLinks = 16

/** Debian's root is merged: these are links into /usr, whatever a package calls its files (usrmerge). */
const merged = /^(?:bin|sbin|lib|lib32|lib64)(?=\/|$)/

/** What several packages install together, in memory. Links are followed inside it only. */
export class PackageTree {
  readonly #files = new Map<string, PackedFile>()

  add(files: readonly PackedFile[]): void {
    for (const file of files) this.#files.set(mergedPath(file.path), file)
  }

  /** The file behind a path, links followed; undefined when there is none. */
  find(path: string): PackedFile | undefined {
    let at = mergedPath(path)
    for (let links = 0; links < mostLinks; links += 1) {
      const file = this.#files.get(at)
      if (file === undefined || file.kind === 'file' || file.kind === 'folder') return file
      const next = mergedPath(file.kind === 'hard-link' ? (insidePath(file.target) ?? '') : targetPath(at, file.target))
      at = next
    }
    return undefined
  }

  /** As `find`; RunnerError('broken') when there is no such file. */
  file(path: string): PackedFile {
    const found = this.find(path)
    if (found?.kind === 'file') return found
    throw new RunnerError('broken', `Debian’s packages brought no “${path}”.`, { hint: 'npx shipshape lab build --again' })
  }

  /** Names directly in a folder, in order. */
  list(folder: string): readonly string[] {
    const start = `${mergedPath(folder)}/`
    const names = [...this.#files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length).split('/')[0] ?? '')
    return [...new Set(names)].sort()
  }

  /** Paths of all files below a folder, relative to it, in order. */
  files(folder: string): readonly string[] {
    const start = `${mergedPath(folder)}/`
    return [...this.#files].filter(([path, { kind }]) => kind === 'file' && path.startsWith(start)).map(([path]) => path.slice(start.length)).sort()
  }
}

const mergedPath = (path: string): string => path.replace(merged, 'usr/$&')

/** symlink(7): an absolute target begins at the root, which is the tree's; `..` does not lead out of it. */
const targetPath = (from: string, target: string): string => {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Reads packages, one after another; `wants` chooses by path, as the packages say it. */
export const readPackages = async (
  files: readonly string[],
  options: { readonly wants: (path: string) => boolean; readonly signal: AbortSignal; readonly onFile?: (done: number) => void },
): Promise<PackageTree> => {
  const tree = new PackageTree()
  for (const [index, file] of files.entries()) {
    options.signal.throwIfAborted()
    tree.add(await readData(file, options.wants))
    options.onFile?.(index + 1)
  }
  return tree
}
