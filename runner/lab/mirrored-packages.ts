import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readContents } from './stand-ins/index.ts'

/** A list of a Debian mirror's packages (Debian's RepositoryFormat). */
const isPackageList = (path: string): boolean => path.endsWith('/Packages')

/** The names of all packages that the mirrors in these folders of stand-ins have. */
export const packagesIn = async (folders: readonly string[]): Promise<readonly string[]> => {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const files = Object.entries((await readContents(folder))?.files ?? {})
      return Promise.all(
        files.filter(([path]) => isPackageList(path)).map(([, { sha256 }]) => readFile(join(folder, sha256), 'utf8')),
      )
    }),
  )
  return lists.flat().flatMap((list) => [...list.matchAll(/^Package: (\S+)$/gm)].map(([, name = '']) => name))
}
