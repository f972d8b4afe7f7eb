import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { sha256Of } from '../../../runner/host/digest.ts'
import { download, type Download, type Timeouts } from '../../../runner/packages/download.ts'
import { openHttp } from '../../../runner/packages/http.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { timeouts } from './storing.ts'

/** What is to be downloaded, and something else of the same length. */
export const content = Buffer.from('all of the package. '.repeat(1000))
export const other = Buffer.from('something else here '.repeat(1000))
export const sha256 = sha256Of(content)

/** For servers that are slow on purpose. */
export const hasty: Timeouts = { ...timeouts, tries: 1, stallMs: 300 }

export interface Place {
  readonly folder: string
  readonly to: string
  readonly part: string
}

/** An empty folder. Whatever a test does there: in the end the file is whole or absent. */
export const place = (): Place => {
  const folder = temporaryFolder()
  const to = join(folder, 'it')
  onTestFinished(() => {
    if (existsSync(to)) expect(readFileSync(to)).toEqual(content)
  })
  return { folder, to, part: `${to}.part` }
}

const base = (urls: readonly string[], to: string, silentMs = 10_000): Download => {
  const http = openHttp({ connectMs: 10_000, silentMs })
  onTestFinished(() => http.close())
  const signal = new AbortController().signal
  return { urls, sha256, to, get: http.get, signal, timeouts, onBytes: () => undefined }
}

/** Downloads it, and yields how many bytes were there each time that it was said. An answer begins in `silentMs`. */
export const fetchTo = async (
  to: string,
  urls: readonly string[],
  { silentMs = 10_000, ...more }: Partial<Download> & { readonly silentMs?: number } = {},
): Promise<readonly number[]> => {
  const seen: number[] = []
  const onBytes = (done: number): void => void seen.push(done)
  await download({ ...base(urls, to, silentMs), size: content.length, onBytes, ...more })
  return seen
}

/** The same when only its checksum is known. */
export const fetchOfAnyLength = (to: string, url: string): Promise<void> => download(base([url], to))
