import { rename, stat } from 'node:fs/promises'
import { download, openHttp, defaultTimeouts } from '../../packages/index.ts'
import type { Progress } from './image.ts'

export interface IsoDownload {
  readonly url: string
  /** 64 hex digits, from a trusted source. */
  readonly sha256: string
  /** The finished file. An existing file is kept as `.bak`; an unfinished download is `.new.part`. */
  readonly to: string
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Downloads a disc and puts it in place only when its checksum is right; an interrupted download resumes where it
 * stopped. RunnerError('broken') when the server is unreachable or refuses, and for a wrong checksum.
 */
export const downloadIso = async ({ url, sha256, to, progress, signal }: IsoDownload): Promise<void> => {
  const http = openHttp({ connectMs: 10_000, silentMs: 20_000 })
  const fresh = `${to}.new`
  try {
    await download({
      ...{ urls: [url], sha256, to: fresh, get: http.get, signal, timeouts: { ...defaultTimeouts, tries: 1 } },
      onBytes: (done, total) =>
        progress({ text: `Downloading ${url}`, done, ...(total === undefined ? {} : { total }), unit: 'bytes' }),
    })
    const isThere = await stat(to).then(
      () => true,
      () => false,
    )
    if (isThere) await rename(to, `${to}.bak`)
    await rename(fresh, to)
  } finally {
    await http.close()
  }
}
