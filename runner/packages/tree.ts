import { RunnerError } from '../errors.ts'
import { type PackedFile, readData } from './deb.ts'

const mostLinks = 16

/** Debian's /usr is merged: these are links into /usr, even when a package has them as folders (usrmerge). */
const merged = /^(?:bin|sbin|lib|lib32|lib64)(?=\/|$)/

/** The files of several packages, in memory. Links are resolved only within it. */
export class PackageTree {
  readonly #files = new Map<string, PackedFile>()

  add(files: readonly PackedFile[]): void {
    for (const file of files) {
      // base-files has the links of the merged /usr, which are already resolved.
      const isKnown = file.kind === 'link' && isMergedRoot(file.path)
      if (!isKnown) this.#files.set(mergedPath(file.path), file)
    }
  }

  /** The file at a path, with all links resolved; undefined when there is none. */
  find(path: string): PackedFile | undefined {
    const rest = path.split('/')
    let at = ''
    for (let part = rest.shift(), links = 0; part !== undefined; part = rest.shift()) {
      at = below(at, part)
      const file = this.#files.get(at)
      if (file?.kind !== 'link' && file?.kind !== 'hard-link') continue
      links += 1
      if (links > mostLinks) return undefined
      rest.unshift(...file.target.split('/'))
      at = file.kind === 'hard-link' || file.target.startsWith('/') ? '' : below(at, '..')
    }
    return this.#files.get(at)
  }

  /** Like `find`, but throws RunnerError('broken') when there is no such file. */
  file(path: string): PackedFile {
    const found = this.find(path)
    if (found?.kind === 'file') return found
    throw new RunnerError('broken', `Debian’s packages do not contain “${path}”.`, {
      hint: 'npx shipshape lab build --again',
    })
  }

  /** Names directly in a folder, in order. */
  list(folder: string): readonly string[] {
    return [...new Set(this.#below(folder).map(([path]) => path.split('/')[0] ?? ''))].sort()
  }

  /** Paths of all files below a folder, relative to it, in order. */
  files(folder: string): readonly string[] {
    const isFile = ({ kind }: PackedFile): boolean => kind === 'file' || kind === 'hard-link'
    return this.#below(folder)
      .filter(([, file]) => isFile(file))
      .map(([path]) => path)
      .sort()
  }

  #below(folder: string): readonly (readonly [string, PackedFile])[] {
    const start = `${mergedPath(folder)}/`
    const inside = [...this.#files].filter(([path]) => path.startsWith(start))
    return inside.map(([path, file]) => [path.slice(start.length), file])
  }
}

const mergedPath = (path: string): string => path.replace(merged, 'usr/$&')
const isMergedRoot = (path: string): boolean => !path.includes('/') && merged.test(path)

/** Resolves one component of a path (path_resolution(7)); `..` does not leave the tree. */
const below = (folder: string, part: string): string => {
  if (part === '' || part === '.') return folder
  if (part === '..') return folder.split('/').slice(0, -1).join('/')
  return folder === '' ? mergedPath(part) : `${folder}/${part}`
}

/** Reads packages one after another; `wants` selects files by their paths in the packages. */
export const readPackages = async (
  files: readonly string[],
  options: {
    readonly wants: (path: string) => boolean
    readonly signal: AbortSignal
    readonly onFile?: (done: number) => void
  },
): Promise<PackageTree> => {
  const tree = new PackageTree()
  for (const [index, file] of files.entries()) {
    options.signal.throwIfAborted()
    tree.add(await readData(file, options.wants))
    options.onFile?.(index + 1)
  }
  return tree
}
