import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageManifest } from '../manifest.ts'

/** What was unpacked, by the names of the packages' files, which is the only note of it that is kept. */
export const unpackedPackages = async (tree: string): Promise<ImageManifest['packages']> =>
  parseArchives(await readdir(join(tree, 'var/cache/apt/archives')))

/** From names as apt gives them, `NAME_VERSION_ARCHITECTURE.deb`, a colon written as `%3a`. Sorted by name. */
export const parseArchives = (files: readonly string[]): ImageManifest['packages'] =>
  files
    .flatMap((file) => {
      const [, name, version, architecture] = /^([^_]+)_([^_]+)_([^_]+)\.deb$/.exec(file) ?? []
      return name === undefined || version === undefined || architecture === undefined ? [] : [{ name, version: decodeURIComponent(version), architecture }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
