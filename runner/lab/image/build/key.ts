import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256Of } from '../../../host/digest.ts'
import { packagesOf, readLock } from '../../../packages/index.ts'
import { imagePart } from './recipe.ts'
import type { Architecture } from '../architecture.ts'

const here = import.meta.dirname
export const guestFolder = join(dirname(here), 'guest')

/**
 * The key of an image before it is built: 16 hex digits of a hash over everything that determines its content: the
 * recipe, the code, the guest's scripts, and the checksums of the packages.
 */
export const recipeKey = async (architecture: Architecture): Promise<string> => {
  const [parts, lock] = await Promise.all([Promise.all([here, guestFolder].map(contentsOf)), readLock()])
  const packages = packagesOf(lock, imagePart(architecture)).map(({ sha256 }) => sha256)
  return sha256Of(JSON.stringify([architecture, parts, packages])).slice(0, 16)
}

/** The names and contents of all files in a folder, in order. */
export const contentsOf = async (folder: string): Promise<readonly (readonly [string, string])[]> => {
  const names = (await readdir(folder)).sort()
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const))
}
