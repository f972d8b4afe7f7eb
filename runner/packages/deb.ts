import { openAsBlob } from 'node:fs'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { extract, type Extract as TarReader, type Headers as TarHeaders } from 'tar-stream'
import { RunnerError } from '../errors.ts'
import { type ArMember, arMembers, noPackage, type ReadAt } from './ar.ts'
import { xzStream } from './xz.ts'

/** One member of a package's archive, with its bytes. */
export interface PackedFile {
  /** Without a leading `./` or `/`; never with `..` in it. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link'
  readonly mode: number
  /** The target of a link, as in the archive. */
  readonly target: string
  readonly data: Buffer
}

const kinds: Readonly<Partial<Record<NonNullable<TarHeaders['type']>, PackedFile['kind']>>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'folder',
  symlink: 'link',
  link: 'hard-link',
}

/**
 * The files that a Debian package (deb(5)) installs; `wants` selects them by path, and others are
 * skipped. Nothing is executed and nothing is written. RunnerError('broken') when the file is damaged, or has a path
 * outside of the root.
 */
export const readData = (file: string, wants: (path: string) => boolean): Promise<readonly PackedFile[]> =>
  readArchive(file, 'data.tar', wants)

/** A package's control file, deb-control(5). */
export const readControl = async (file: string): Promise<string> => {
  const found = await readArchive(file, 'control.tar', (path) => path === 'control')
  const [control] = found
  if (control === undefined) throw noPackage(file)
  return control.data.toString().trimEnd()
}

const readArchive = async (
  file: string,
  name: string,
  wants: (path: string) => boolean,
): Promise<readonly PackedFile[]> => {
  try {
    const blob = await openAsBlob(file)
    const readAt: ReadAt = async (start, length) => Buffer.from(await blob.slice(start, start + length).arrayBuffer())
    const member = (await arMembers(readAt, file)).find((each) => each.name.startsWith(name))
    // A truncated file may end within a member without an error.
    if (member === undefined || member.start + member.size > blob.size) throw noPackage(file)
    const found: PackedFile[] = []
    await pipeline([...unpacked(blob, member), readTar(file, wants, found)])
    return found
  } catch (error) {
    throw error instanceof RunnerError ? error : noPackage(file, error)
  }
}

/** Selects the decompression by the name's extension, as dpkg does. */
const unpacked = (blob: Blob, { name, start, size }: ArMember): readonly (Readable | Transform)[] => {
  const packed = blob.slice(start, start + size).stream()
  if (name.endsWith('.xz')) return [readable(xzStream(packed))]
  if (name.endsWith('.zst')) return [readable(packed), createZstdDecompress()]
  return name.endsWith('.gz') ? [readable(packed), createGunzip()] : [readable(packed)]
}

/** Both are the same streams; only their declarations differ. */
const readable = (stream: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])

const readTar = (file: string, wants: (path: string) => boolean, found: PackedFile[]): TarReader => {
  const tar = extract()
  tar.on('entry', (headers, stream, next) => {
    // The reader gets the error from the archive; without this listener it would also end the process.
    stream.on('error', () => undefined)
    const path = insidePath(headers.name)
    if (path === undefined) {
      next(new Error(`${file} has a file outside: ${headers.name}`))
      return
    }
    const kind = kinds[headers.type ?? 'file']
    const pieces: Buffer[] = []
    const isWanted = kind !== undefined && path !== '' && wants(path)
    stream.on('data', (piece: Buffer) => {
      if (isWanted) pieces.push(piece)
    })
    stream.on('end', () => {
      if (isWanted) found.push({ path, kind, ...modeAndTarget(headers), data: Buffer.concat(pieces) })
      next()
    })
  })
  return tar
}

const modeAndTarget = ({ mode, linkname }: TarHeaders): Pick<PackedFile, 'mode' | 'target'> => ({
  mode: (mode ?? 0o644) & 0o7777,
  target: linkname ?? '',
})

/** A name as a path below the root; undefined when it is outside of it. */
export const insidePath = (name: string): string | undefined => {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  return parts.includes('..') ? undefined : parts.join('/')
}
