import { zstdCompress } from 'node:zlib'
import { promisify } from 'node:util'
import { sha256Of } from '../image/digest.ts'
import { writeTar, type Member } from './tar.ts'

/** Something stored under its own checksum. */
export interface Blob {
  readonly mediaType: string
  readonly digest: string
  readonly data: Buffer
}

export interface Layer extends Blob {
  /** Of the archive before it was packed. */
  readonly diffId: string
}

export interface ContainerConfig {
  readonly Cmd: readonly string[]
  readonly Env?: readonly string[]
  readonly ExposedPorts?: Readonly<Record<string, object>>
  readonly StopSignal?: string
  readonly Labels: Readonly<Record<string, string>>
}

export interface PackedImage {
  readonly manifest: Blob
  readonly blobs: readonly Blob[]
}

const zstd = promisify(zstdCompress)

const blobOf = (mediaType: string, data: Buffer): Blob => ({ mediaType, digest: `sha256:${sha256Of(data)}`, data })

/** Packed with zstd, which an emulated guest unpacks much faster than gzip. */
export const packLayer = async (members: readonly Member[]): Promise<Layer> => {
  const archive = writeTar(members)
  return { ...blobOf('application/vnd.oci.image.layer.v1.tar+zstd', await zstd(archive)), diffId: `sha256:${sha256Of(archive)}` }
}

/** An image by the OCI Image Format Specification 1.0, for linux/amd64. The same parts give the same digests. */
export const packImage = (layers: readonly Layer[], config: ContainerConfig, epoch: number): PackedImage => {
  const created = new Date(epoch * 1000).toISOString()
  const configBlob = blobOf(
    'application/vnd.oci.image.config.v1+json',
    json({
      ...{ created, architecture: 'amd64', os: 'linux', config },
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      history: layers.map(() => ({ created, created_by: 'Shipshape, from Debian packages' })),
    }),
  )
  const mediaType = 'application/vnd.oci.image.manifest.v1+json'
  const manifest = blobOf(mediaType, json({ schemaVersion: 2, mediaType, config: descriptor(configBlob), layers: layers.map(descriptor) }))
  return { manifest, blobs: [configBlob, ...layers] }
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value))

const descriptor = ({ mediaType, digest, data }: Blob): object => ({ mediaType, digest, size: data.length })
