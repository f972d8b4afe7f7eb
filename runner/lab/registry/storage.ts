import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { digestOf } from '../image/digest.ts'
import type { Blob, PackedImage, PackedIndex } from './oci.ts'

export interface NamedImage {
  /** As Docker Hub has it: `library/busybox`. */
  readonly repository: string
  readonly tags: readonly string[]
  readonly image: PackedImage | PackedIndex
}

const base = 'docker/registry/v2'

/**
 * Lays images down as docker-registry's “filesystem” storage has them, so that no registry has to run to receive them.
 * (Layout: distribution 2.8, registry/storage/paths.go.)
 */
export const writeStorage = async (folder: string, images: readonly NamedImage[]): Promise<void> => {
  for (const { repository, tags, image } of images) {
    const home = join(folder, base, 'repositories', repository)
    const parts = 'images' in image ? image.images : [image]
    for (const { manifest, blobs } of [image, ...parts].map(revision)) {
      for (const blob of [manifest, ...blobs]) await put(join(folder, blobPath(blob)), blob.data)
      for (const blob of blobs) await put(join(home, '_layers', linkPath(blob)), blob.digest)
      await put(join(home, '_manifests/revisions', linkPath(manifest)), manifest.digest)
    }
    for (const tag of tags) {
      const place = join(home, '_manifests/tags', tag)
      await put(join(place, 'current/link'), image.manifest.digest)
      await put(join(place, 'index', linkPath(image.manifest)), image.manifest.digest)
    }
  }
}

const revision = (image: PackedImage | PackedIndex): { readonly manifest: Blob; readonly blobs: readonly Blob[] } =>
  'images' in image ? { manifest: image.manifest, blobs: [] } : image

/** The path of a blob whose content is not what its name says, or undefined when all are right. */
export const damagedBlob = async (folder: string): Promise<string | undefined> => {
  const blobs = join(folder, base, 'blobs/sha256')
  const names = await readdir(blobs, { recursive: true })
  for (const name of names.filter((path) => path.endsWith('/data'))) {
    const path = join(blobs, name)
    if ((await digestOf(path)).sha256 !== name.split('/').at(-2)) return path
  }
  return undefined
}

const hex = ({ digest }: Blob): string => digest.slice('sha256:'.length)
const blobPath = (blob: Blob): string => join(base, 'blobs/sha256', hex(blob).slice(0, 2), hex(blob), 'data')
const linkPath = (blob: Blob): string => join('sha256', hex(blob), 'link')

const put = async (path: string, data: string | Buffer): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, data)
}

/** The mirror of packages lies beside the images' own folder. */
export const mirrorOf = (storage: string): string => join(storage, 'mirror')
