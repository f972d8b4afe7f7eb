import { zstdCompress } from 'node:zlib'
import { promisify } from 'node:util'
import { sha256Of } from '../../host/digest.ts'
import { writeTar, type Member } from './tar.ts'

/** Content that is stored under its checksum. */
export interface ImageBlob {
  readonly mediaType: string
  readonly digest: string
  readonly data: Buffer
}

export interface Layer extends ImageBlob {
  /** The checksum of the uncompressed archive. */
  readonly diffId: string
}

export interface ContainerConfig {
  readonly Entrypoint?: readonly string[]
  readonly Cmd?: readonly string[]
  readonly Env?: readonly string[]
  readonly ExposedPorts?: Readonly<Record<string, object>>
  readonly Volumes?: Readonly<Record<string, object>>
  readonly StopSignal?: string
  readonly WorkingDir?: string
  readonly Labels: Readonly<Record<string, string>>
}

/** The platform, in the specification's terms. */
export interface Platform {
  readonly os: 'linux'
  readonly architecture: 'amd64' | 'arm64' | 'arm'
  readonly variant?: string | undefined
}

export const amd64: Platform = { os: 'linux', architecture: 'amd64' }

export interface PackedImage {
  readonly platform: Platform
  readonly manifest: ImageBlob
  readonly blobs: readonly ImageBlob[]
}

const zstd = promisify(zstdCompress)

const blobOf = (mediaType: string, data: Buffer): ImageBlob => ({ mediaType, digest: `sha256:${sha256Of(data)}`, data })

/** Compressed with zstd, which an emulated guest decompresses much faster than gzip. */
export const packLayer = async (members: readonly Member[]): Promise<Layer> => {
  const archive = writeTar(members)
  return {
    ...blobOf('application/vnd.oci.image.layer.v1.tar+zstd', await zstd(archive)),
    diffId: `sha256:${sha256Of(archive)}`,
  }
}

/** An image by the OCI Image Format Specification 1.0. The same parts give the same digests. */
export const packImage = (
  layers: readonly Layer[],
  config: ContainerConfig,
  epoch: number,
  platform: Platform = amd64,
): PackedImage => {
  const created = new Date(epoch * 1000).toISOString()
  const configBlob = blobOf(
    'application/vnd.oci.image.config.v1+json',
    json({
      ...{ created, ...platform, config },
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      history: layers.map(() => ({ created, created_by: 'Shipshape, from Debian packages' })),
    }),
  )
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const manifest = blobOf(
    mediaType,
    json({ schemaVersion: 2, mediaType, config: descriptor(configBlob), layers: layers.map(descriptor) }),
  )
  return { platform, manifest, blobs: [configBlob, ...layers] }
}

/** One platform's image in an index. */
export interface IndexEntry {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform: Platform
}

/** The same specification's image index: a client pulls the image of its own platform, or of the given one. */
export const packIndex = (manifests: readonly IndexEntry[]): ImageBlob => {
  const mediaType = 'application/vnd.oci.image.index.v1+json'
  return blobOf(mediaType, json({ schemaVersion: 2, mediaType, manifests }))
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value))

const descriptor = ({ mediaType, digest, data }: ImageBlob): object => ({ mediaType, digest, size: data.length })
