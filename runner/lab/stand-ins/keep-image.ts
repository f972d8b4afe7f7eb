import type { Draft } from './kept.ts'
import type { PackedImage } from './oci.ts'

interface ImagePlace {
  /** As on Docker Hub: `library/busybox`. */
  readonly repository: string
  readonly tags: readonly string[]
  /** Served as one of several platforms under the name. */
  readonly isIndex?: boolean
}

/** Stores an image in the form in which a registry serves it (OCI Distribution Specification 1.1, “Pull”). */
export const keepImage = async (
  draft: Draft,
  { repository, tags, isIndex = false }: ImagePlace,
  image: PackedImage,
): Promise<void> => {
  const { manifest, blobs, platform } = image
  await draft.add(manifestPath(repository, manifest.digest), manifest.mediaType, manifest.data)
  for (const { digest, data } of blobs)
    await draft.add(`/v2/${repository}/blobs/${digest}`, 'application/octet-stream', data)
  const { mediaType, digest, data } = manifest
  draft.addImage({ repository, tags, platform, isIndex, manifest: { mediaType, digest, size: data.length } })
}

export const manifestPath = (repository: string, reference: string): string =>
  `/v2/${repository}/manifests/${reference}`
