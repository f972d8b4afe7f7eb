import { createHash } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { feed } from './digest.ts'
import type { Progress } from './image.ts'

export interface Download {
  readonly url: string
  /** 64 hex digits, known beforehand from a source that is trusted. */
  readonly sha256: string
  /** The finished file. A file that is there already is kept as `.bak`; what is not finished yet is `.part`. */
  readonly to: string
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Downloads a file and puts it in place only when its checksum is right. A download that was interrupted is resumed
 * where it stopped, when the server can (RFC 9110, “Range Requests”). RunnerError('broken') when the server cannot be
 * reached or says no, and for a wrong checksum, after which the part is deleted.
 */
export const downloadIso = async (wanted: Download): Promise<void> => {
  const part = `${wanted.to}.part`
  const hash = createHash('sha256')
  const file = await open(part, 'a')
  try {
    await fill(file, part, hash, wanted)
  } finally {
    await file.close()
  }
  const sha256 = hash.digest('hex')
  if (sha256 !== wanted.sha256) {
    await rm(part)
    throw new RunnerError('broken', `What ${wanted.url} sent has the checksum ${sha256}, not ${wanted.sha256}; it was deleted.`, {
      hint: 'Check that the address and the checksum belong together, then download again.',
    })
  }
  await keepOld(wanted.to)
  await rename(part, wanted.to)
}

const fill = async (file: FileHandle, part: string, hash: Hash, wanted: Download): Promise<void> => {
  const already = (await file.stat()).size
  const response = await request(wanted, already)
  const isResumed = response.status === 206 && startOf(response) === already
  if (response.status === 416) {
    await feed(hash, part, already)
    return
  }
  if (!isResumed) await file.truncate(0)
  let done = isResumed ? await feed(hash, part, already) : 0
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const total = Number.isNaN(length) ? undefined : done + length
  try {
    for await (const piece of response.body ?? []) {
      hash.update(piece)
      await file.appendFile(piece)
      done += piece.length
      wanted.progress({ text: `Downloading ${wanted.url}`, done, ...(total === undefined ? {} : { total }) })
    }
  } catch (error) {
    wanted.signal.throwIfAborted()
    throw interrupted(wanted.url, done, error)
  }
  if (total !== undefined && done < total) throw interrupted(wanted.url, done)
}

/** Asks for the rest of a file; a server that does not know ranges sends all of it. */
const request = async ({ url, signal }: Download, from: number): Promise<Response> => {
  const headers: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-` }
  // Ranges and checksums are about the bytes as they are.
  const response = await fetch(url, { signal, headers: { ...headers, 'accept-encoding': 'identity' } }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw new RunnerError('broken', `${url} could not be reached.`, { hint: 'Look whether this computer is online, then download again.', cause: error })
  })
  if (response.ok || (from > 0 && response.status === 416)) return response
  throw new RunnerError('broken', `${url} answered ${response.status} ${response.statusText}.`, { hint: 'Check the address of the image.' })
}

const startOf = (response: Response): number => Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN)

const interrupted = (url: string, bytes: number, cause?: unknown): RunnerError =>
  new RunnerError('broken', `The download of ${url} was interrupted after ${bytes} bytes.`, {
    hint: 'Download again: it goes on where it stopped.',
    state: 'What has come so far was kept.',
    cause,
  })

const keepOld = async (path: string): Promise<void> => {
  const isThere = await stat(path).then(() => true, () => false)
  if (isThere) await rename(path, `${path}.bak`)
}
