import { createHash, type Hash } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Response } from 'undici'
import { RunnerError } from '../errors.ts'
import { digestOf, feed } from '../host/digest.ts'
import { type Failure, gaveUp, reached, statusFailure, temporary, wrongContent } from './failures.ts'
import type { Get } from './http.ts'

export interface Download {
  /** The same file at several places, the best one first. */
  readonly urls: readonly string[]
  /** 64 hex digits, known beforehand from a source that is trusted. */
  readonly sha256: string
  /** In bytes, when it is known beforehand: more than that is never written. */
  readonly size?: number
  /** The finished file. What has come so far is `.part` beside it, from which the next try goes on. */
  readonly to: string
  readonly get: Get
  readonly signal: AbortSignal
  /** Bytes that are there, and how many it will be when the server says so. */
  readonly onBytes: (done: number, total: number | undefined) => void
  readonly patience?: Patience
}

export interface Patience {
  /** How often an address that fails for a while is tried, the first time included. */
  readonly tries: number
  /** Before the second try; doubled before each further one. Milliseconds. */
  readonly pauseMs: number
  /** A server that sends less than `stallBytes` in so many milliseconds is given up. */
  readonly stallMs: number
  readonly stallBytes: number
}

export const usualPatience: Patience = { tries: 4, pauseMs: 500, stallMs: 15_000, stallBytes: 32_768 }

/**
 * Downloads a file and puts it in place only when its checksum is right: whatever happens, `to` is whole or absent.
 * What was interrupted is resumed (RFC 9110, “Range Requests”); what fails for a while is tried again, at the next
 * address first. RunnerError('broken') with every address and its reason, 'blocked' when the disk is full.
 */
export const download = async (wanted: Download): Promise<void> => {
  const failures: Failure[] = []
  const { tries, pauseMs } = wanted.patience ?? usualPatience
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

/** One try at one address; undefined when the file is in place. */
const attempt = async (url: string, wanted: Download): Promise<Failure | undefined> => {
  const part = `${wanted.to}.part`
  const file = await open(part, 'a')
  const fetched = await fill(file, part, url, wanted).finally(() => file.close())
  if ('failure' in fetched) return fetched.failure
  if (fetched.sha256 !== wanted.sha256) {
    await rm(part, { force: true })
    return wrongContent(url, fetched.sha256, wanted.sha256)
  }
  await rename(part, wanted.to)
  return undefined
}

type Fetched = { readonly sha256: string } | { readonly failure: Failure }

const fill = async (file: FileHandle, part: string, url: string, wanted: Download): Promise<Fetched> => {
  const already = (await file.stat()).size
  if (already === wanted.size) return { sha256: (await digestOf(part)).sha256 }
  const stop = new AbortController()
  const signal = AbortSignal.any([wanted.signal, stop.signal])
  try {
    const response = await wanted.get(url, { signal, headers: already === 0 ? {} : { range: `bytes=${already}-` } })
    if (response.status === 416) return { sha256: (await digestOf(part)).sha256 }
    if (!response.ok) return { failure: statusFailure(url, response) }
    const hash = createHash('sha256')
    const done = await resumeAt(response, already, file, part, hash)
    return await receive(response, done, { file, hash, url, wanted, stop })
  } catch (error) {
    wanted.signal.throwIfAborted()
    throwWhenFull(error, wanted.to)
    return { failure: reached(url, error) }
  }
}

/** Where the answer begins: behind what is there, or at the start when the server knows no ranges. */
const resumeAt = async (response: Response, already: number, file: FileHandle, part: string, hash: Hash): Promise<number> => {
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN)
  if (response.status === 206 && start === already) return feed(hash, part, already)
  await file.truncate(0)
  return 0
}

interface Receiving {
  readonly file: FileHandle
  readonly hash: Hash
  readonly url: string
  readonly wanted: Download
  readonly stop: AbortController
}

const receive = async (response: Response, from: number, { file, hash, url, wanted, stop }: Receiving): Promise<Fetched> => {
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const total = wanted.size ?? (Number.isNaN(length) ? undefined : from + length)
  const stalled = watchForStall(wanted.patience ?? usualPatience, stop)
  let done = from
  try {
    for await (const piece of response.body ?? []) {
      if (wanted.size !== undefined && done + piece.length > wanted.size) return await tooLong(url, file, wanted.size)
      hash.update(piece)
      await file.appendFile(piece)
      done += piece.length
      stalled.saw(piece.length)
      wanted.onBytes(done, total)
    }
  } catch (error) {
    wanted.signal.throwIfAborted()
    throwWhenFull(error, wanted.to)
    return { failure: temporary(url, stop.signal.aborted ? 'is too slow' : `broke off after ${done} bytes`, error) }
  } finally {
    stalled.end()
  }
  if (total !== undefined && done < total) return { failure: temporary(url, `broke off after ${done} of ${total} bytes`) }
  return { sha256: hash.digest('hex') }
}

/** It cannot be the file: nothing of it is kept. */
const tooLong = async (url: string, file: FileHandle, size: number): Promise<Fetched> => {
  await file.truncate(0)
  return { failure: { kind: 'wrong', url, reason: `sent more than ${size} bytes` } }
}

const watchForStall = ({ stallMs, stallBytes }: Patience, stop: AbortController): { saw(bytes: number): void; end(): void } => {
  let since = 0
  const timer = setInterval(() => {
    if (since < stallBytes) stop.abort()
    since = 0
  }, stallMs)
  return { saw: (bytes) => void (since += bytes), end: () => clearInterval(timer) }
}

/** A full disk is no fault of the server's, and trying again does not help. */
export const throwWhenFull = (error: unknown, path: string): void => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return
  throw new RunnerError('blocked', `The disk is full; ${path} could not be written.`, {
    hint: 'Free some space, or name another folder in SHIPSHAPE_CACHE: df -h',
    state: 'What was complete before is kept; nothing incomplete is used.',
    cause: error,
  })
}
