import { once } from 'node:events'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sha256Of } from '../../../../runner/host/digest.ts'
import { downloadIso } from '../../../../runner/lab/image/download.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const content = Buffer.from('all of the image. '.repeat(10_000))

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/boot2docker.iso` // A TCP server's address is one.
}

/** Where nobody listens any more. */
const closed = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server's address is one.
  server.close()
  return `http://127.0.0.1:${port}/boot2docker.iso`
}

/** Sends what is asked for; notes the ranges. */
const ranged =
  (ranges: (string | undefined)[]): RequestListener =>
  (request, response) => {
    ranges.push(request.headers.range)
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from >= content.length) return void response.writeHead(416).end()
    const head = from === 0 ? {} : { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
    response
      .writeHead(from === 0 ? 200 : 206, { ...head, 'content-length': content.length - from })
      .end(content.subarray(from))
  }

const downloadTo = (
  to: string,
  url: string,
  sha256 = sha256Of(content),
  signal = new AbortController().signal,
): Promise<number[]> => {
  const seen: number[] = []
  return downloadIso({ url, sha256, to, signal, progress: ({ done }) => seen.push(done ?? -1) }).then(() => seen)
}

const place = (): { folder: string; to: string } => {
  const folder = temporaryFolder()
  return { folder, to: join(folder, 'boot2docker.iso') }
}

describe('a download', () => {
  test('arrives whole and reports its progress', async () => {
    const { folder, to } = place()
    const seen = await downloadTo(to, await serve(ranged([])))
    expect(readFileSync(to)).toEqual(content)
    expect(seen.at(-1)).toBe(content.length)
    expect(readdirSync(folder)).toEqual(['boot2docker.iso'])
  })

  test('goes on where it was interrupted', async () => {
    const { to } = place()
    writeFileSync(`${to}.new.part`, content.subarray(0, 1000))
    const ranges: (string | undefined)[] = []
    await downloadTo(to, await serve(ranged(ranges)))
    expect(ranges).toEqual(['bytes=1000-'])
    expect(readFileSync(to)).toEqual(content)
  })

  test('starts over when the server knows no ranges', async () => {
    const { to } = place()
    writeFileSync(`${to}.new.part`, 'half of something')
    await downloadTo(to, await serve((_, response) => response.end(content)))
    expect(readFileSync(to)).toEqual(content)
  })

  test('is finished when all of it had come before', async () => {
    const { to } = place()
    writeFileSync(`${to}.new.part`, content)
    await downloadTo(to, await serve(ranged([])))
    expect(readFileSync(to)).toEqual(content)
  })

  test('keeps the file that was there', async () => {
    const { folder, to } = place()
    writeFileSync(to, 'the old one')
    await downloadTo(to, await serve(ranged([])))
    expect(readdirSync(folder)).toEqual(['boot2docker.iso', 'boot2docker.iso.bak'])
    expect(readFileSync(`${to}.bak`, 'utf8')).toBe('the old one')
  })

  test('with a wrong checksum is deleted, and the old file stays', async () => {
    const { folder, to } = place()
    writeFileSync(to, 'the old one')
    const url = await serve(ranged([]))
    const wrong = 'a'.repeat(64)
    await expect(downloadTo(to, url, wrong)).rejects.toMatchObject({
      code: 'broken',
      message: `${url} sent a file with the checksum ${sha256Of(content)}, not ${wrong}; it was deleted.`,
    })
    expect(readdirSync(folder)).toEqual(['boot2docker.iso'])
    expect(readFileSync(to, 'utf8')).toBe('the old one')
  })

  test('that breaks off keeps what has come, and the next one needs only the rest', async () => {
    const { to } = place()
    let breakOff = (): void => undefined
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 5000))
      breakOff = () => response.destroy()
    })
    // Not before they have come: what a broken connection still holds is lost.
    const progress = ({ done }: { readonly done?: number }) => {
      if (done === 5000) breakOff()
    }
    const broken = downloadIso({ url, sha256: sha256Of(content), to, progress, signal: new AbortController().signal })
    await expect(broken).rejects.toMatchObject({
      code: 'broken',
      message: `${url} broke off after 5000 bytes.`,
      hint: 'Check whether this computer is online, then try again: what has arrived is kept.',
    })
    const ranges: (string | undefined)[] = []
    await downloadTo(to, await serve(ranged(ranges)))
    expect(ranges).toEqual(['bytes=5000-'])
    expect(readFileSync(to)).toEqual(content)
  })

  test.each([
    [() => serve((_, response) => response.writeHead(404).end()), 'answered 404 Not Found.'],
    [() => closed(), 'is unreachable (ECONNREFUSED).'],
  ])('that cannot begin says why', async (address, words) => {
    const url = await address()
    await expect(downloadTo(place().to, url)).rejects.toMatchObject({ code: 'broken', message: `${url} ${words}` })
  })

  test('stops when it is cancelled', async () => {
    const stop = new AbortController()
    const url = await serve((_, response) => response.writeHead(200).write('x', () => stop.abort()))
    await expect(downloadTo(place().to, url, undefined, stop.signal)).rejects.toThrow('This operation was aborted')
  })
})
