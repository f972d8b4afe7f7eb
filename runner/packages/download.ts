import { createHash, type Hash } from 'node:crypto'
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Response } from 'undici'
import { RunnerError } from '../errors.ts'
import { digestOf, feed } from '../host/digest.ts'
import { cannotWrite } from './disk.ts'
import { type Failure, gaveUp, statusFailure, temporary, unreachable, wrong } from './failures.ts'
import { type Get, piecesOf } from './http.ts'

export interface Download {
  /** URLs of the same file, the best one first. */
  readonly urls: readonly string[]
  /** 64 hex digits, from a trusted source. */
  readonly sha256: string
  /** In bytes, if known: more than that is never written. */
  readonly size?: number
  /** The finished file. A partial download is `.part` next to it, which the next attempt resumes. */
  readonly to: string
  readonly get: Get
  readonly signal: AbortSignal
  /** The bytes that have arrived, and the total if the server reports it. */
  readonly onBytes: (done: number, total: number | undefined) => void
  readonly timeouts?: Timeouts
}

export interface Timeouts {
  /** How often an address with a temporary failure is tried, including the first time. */
  readonly tries: number
  /** The delay before the second attempt; doubled before each further one. Milliseconds. */
  readonly pauseMs: number
  /** A server that sends less than `stallBytes` in this many milliseconds is abandoned. */
  readonly stallMs: number
  readonly stallBytes: number
}

export const defaultTimeouts: Timeouts = { tries: 4, pauseMs: 500, stallMs: 15_000, stallBytes: 32_768 }

/**
 * Downloads a file and puts it in place only when its checksum is right: `to` is always complete or absent.
 * An interrupted download is resumed (RFC 9110, “Range Requests”); after a temporary failure the next address is
 * tried first. RunnerError('broken') with every address and its reason, 'blocked' when the file cannot be written.
 */
export const download = async (wanted: Download): Promise<void> => {
  const failures: Failure[] = []
  const { tries, pauseMs } = wanted.timeouts ?? defaultTimeouts
  let urls = wanted.urls
  for (let round = 0; round < tries && urls.length > 0; round += 1) {
    if (round > 0) await pause(pauseMs * 2 ** (round - 1), undefined, { signal: wanted.signal })
    const again: string[] = []
    for (const url of urls) {
      const failure = await attempt(url, wanted)
      if (failure === undefined) return
      failures.push(failure)
      if (failure.kind === 'temporary') again.push(url)
    }
    urls = again
  }
  throw gaveUp(failures)
}

/** Tries one address, and once more when a resumed download is wrong: the earlier part may have been damaged. */
const attempt = async (url: string, wanted: Download): Promise<Failure | undefined> => {
  const isResumed = (await bytesThere(wanted)) > 0
  const failure = await tryOnce(url, wanted)
  const isDropped = isResumed && failure?.kind === 'wrong' && (await bytesThere(wanted)) === 0
  return isDropped ? tryOnce(url, wanted) : failure
}

const partOf = ({ to }: Download): string => `${to}.part`

const bytesThere = (wanted: Download): Promise<number> =>
  stat(partOf(wanted)).then(
    ({ size }) => size,
    () => 0,
  )

/** undefined when the file is in place. */
const tryOnce = async (url: string, wanted: Download): Promise<Failure | undefined> => {
  const part = partOf(wanted)
  const file = await open(part, 'a').catch((error: unknown) => {
    throw cannotWrite(error, wanted.to)
  })
  const fetched = await fill(file, url, wanted).finally(() => file.close())
  if ('failure' in fetched) return fetched.failure
  if (fetched.sha256 !== wanted.sha256) {
    await rm(part, { force: true })
    return wrong(url, `sent a file with the checksum ${fetched.sha256}, not ${wanted.sha256}; it was deleted`)
  }
  await rename(part, wanted.to).catch((error: unknown) => {
    throw cannotWrite(error, wanted.to)
  })
  return undefined
}

type Fetched = { readonly sha256: string } | { readonly failure: Failure }

const fill = async (file: FileHandle, url: string, wanted: Download): Promise<Fetched> => {
  const already = (await file.stat()).size
  if (wanted.size !== undefined && already >= wanted.size) return digestOf(partOf(wanted))
  const stop = new AbortController()
  const signal = AbortSignal.any([wanted.signal, stop.signal])
  try {
    const response = await wanted.get(url, { signal, headers: already === 0 ? {} : { range: `bytes=${already}-` } })
    if (response.status === 416) return await digestOf(partOf(wanted))
    if (!response.ok) return { failure: statusFailure(url, response) }
    return await receive(response, already, { file, hash: createHash('sha256'), url, wanted, stop })
  } catch (error) {
    wanted.signal.throwIfAborted()
    if (error instanceof RunnerError) throw error
    return { failure: unreachable(url, error) }
  } finally {
    stop.abort()
  }
}

interface Receiving {
  readonly file: FileHandle
  readonly hash: Hash
  readonly url: string
  readonly wanted: Download
  readonly stop: AbortController
}

/** Appends to the partial file, or starts over when the server does not support ranges. */
const receive = async (response: Response, already: number, receiving: Receiving): Promise<Fetched> => {
  const { file, hash, url, wanted } = receiving
  const start = startOf(response)
  const total = totalOf(response, start)
  if (wanted.size !== undefined && total !== undefined && total !== wanted.size) {
    return { failure: wrong(url, `has ${total} bytes, not ${wanted.size}`) }
  }
  if (start !== already) await file.truncate(0)
  if (start !== already && start !== 0) return { failure: wrong(url, `sent what begins at byte ${start}`) }
  if (start > 0) await feed(hash, partOf(wanted), already)
  return takeAll(response, start, { ...receiving, total: wanted.size ?? total })
}

const startOf = ({ status, headers }: Response): number =>
  status === 206 ? Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? 0) : 0

/** The size of the whole file, if the server reports it. */
const totalOf = ({ headers }: Response, start: number): number | undefined => {
  // It is the length of the encoded content, which fetch has decoded.
  const isEncoded = (headers.get('content-encoding') ?? 'identity') !== 'identity'
  const length = headers.get('content-length')
  return length === null || isEncoded ? undefined : start + Number(length)
}

const takeAll = async (
  response: Response,
  from: number,
  { file, hash, url, wanted, stop, total }: Receiving & { readonly total: number | undefined },
): Promise<Fetched> => {
  const stalled = watchForStall(wanted.timeouts ?? defaultTimeouts, stop)
  let done = from
  try {
    for await (const piece of piecesOf(response)) {
      if (wanted.size !== undefined && done + piece.length > wanted.size) return await tooLong(url, file, wanted.size)
      hash.update(piece)
      await append(file, piece, wanted)
      done += piece.length
      stalled.saw(piece.length)
      wanted.onBytes(done, total)
    }
  } catch (error) {
    wanted.signal.throwIfAborted()
    if (error instanceof RunnerError) throw error
    return { failure: temporary(url, stop.signal.aborted ? 'is too slow' : `broke off after ${done} bytes`, error) }
  } finally {
    stalled.end()
  }
  if (total !== undefined && done < total) {
    return { failure: temporary(url, `broke off after ${done} of ${total} bytes`) }
  }
  return { sha256: hash.digest('hex') }
}

const append = (file: FileHandle, piece: Uint8Array, { to }: Download): Promise<void> =>
  file.appendFile(piece).catch((error: unknown) => {
    throw cannotWrite(error, to)
  })

/** It cannot be the file, so the partial download is deleted. */
const tooLong = async (url: string, file: FileHandle, size: number): Promise<Fetched> => {
  await file.truncate(0)
  return { failure: wrong(url, `sent more than ${size} bytes`) }
}

const watchForStall = (
  { stallMs, stallBytes }: Timeouts,
  stop: AbortController,
): { saw(bytes: number): void; end(): void } => {
  let since = 0
  const timer = setInterval(() => {
    if (since < stallBytes) stop.abort()
    since = 0
  }, stallMs)
  return { saw: (bytes) => void (since += bytes), end: () => clearInterval(timer) }
}
