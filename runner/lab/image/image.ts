import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import type { Architecture } from './architecture.ts'
import { digestOf } from '../../host/digest.ts'
import { type Depth, firstDamaged } from '../verified.ts'
import { parseManifest, type ImageManifest } from './manifest.ts'

/** A lab image, ready to boot. All paths are absolute; the files are only ever read. */
export interface Image {
  readonly id: string
  readonly architecture: Architecture
  readonly kernel: string
  readonly initrd: string
  readonly root: string
  /** The same image as one file. */
  readonly iso: string
  readonly manifest: ImageManifest
}

/** The progress: `done` of `total`, in steps when no unit is given. */
export type Progress = (event: {
  readonly text: string
  readonly done?: number
  readonly total?: number
  readonly unit?: 'bytes'
}) => void

export const imageFiles = {
  kernel: 'vmlinux',
  initrd: 'initrd.img',
  root: 'root.squashfs',
  iso: 'boot2docker.iso',
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
} as const

export const imagesFolder = (cache: string, architecture: Architecture): string => join(cache, 'images', architecture)

export const describeImage = (folder: string, manifest: ImageManifest): Image => ({
  id: manifest.id,
  architecture: manifest.architecture,
  kernel: join(folder, imageFiles.kernel),
  initrd: join(folder, imageFiles.initrd),
  root: join(folder, imageFiles.root),
  iso: join(folder, imageFiles.iso),
  manifest,
})

/** Writes the checksums of all files of a finished image, as `sha256sum -c SHA256SUMS` reads them. */
export const writeSums = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => name !== imageFiles.sums).sort()
  const sums: string[] = []
  for (const name of names) sums.push(`${(await digestOf(join(folder, name))).sha256}  ${name}\n`)
  await writeFile(join(folder, imageFiles.sums), sums.join(''))
}

export type Opened = { readonly image: Image } | { readonly damage: string }

/**
 * Opens the image in a folder after verifying what is booted: every byte (0.3 s), or only the stamps of files
 * that were right before. Damage is returned as a sentence; undefined when there is no such folder. The disc is not
 * verified: its reader does that.
 */
export const openImage = async (folder: string, depth: Depth = 'bytes'): Promise<Opened | undefined> => {
  if (!(await exists(folder))) return undefined
  try {
    const sums = parseSums(await readFile(join(folder, imageFiles.sums), 'utf8'))
    const damaged = await firstDamaged(
      folder,
      Object.fromEntries(checked.map((name) => [name, sums.get(name) ?? ''])),
      depth,
    )
    if (damaged !== undefined) return { damage: `${damaged} is damaged.` }
    const manifest = parseManifest(
      await readFile(join(folder, imageFiles.manifest), 'utf8'),
      join(folder, imageFiles.manifest),
    )
    return { image: describeImage(folder, manifest) }
  } catch (error) {
    if (error instanceof RunnerError) return { damage: error.message }
    if (error instanceof Error && 'code' in error)
      return { damage: `The image in ${folder} is incomplete: ${error.message}.` }
    throw error
  }
}

const checked = [imageFiles.manifest, imageFiles.initrd, imageFiles.kernel, imageFiles.root] as const

const parseSums = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/^([0-9a-f]{64}) {2}([\w.-]+)$/gm)].map(([, sha256 = '', name = '']) => [name, sha256]))

/** Moves a damaged image aside for inspection; only the last one is kept. */
export const moveAside = async (folder: string): Promise<string> => {
  const aside = `${folder}.damaged`
  await rm(aside, { recursive: true, force: true })
  await rename(folder, aside)
  return aside
}

const exists = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  return found !== undefined
}
