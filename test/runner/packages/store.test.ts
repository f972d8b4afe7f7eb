import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { obtainPackages, packagesFolder } from '../../../runner/packages/store.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { locked } from './repository.ts'
import { answers, inTurn, nobody, sends, sendsFiles, serve, type Server, stopsAfter } from './server.ts'
import { archivesAt, obtaining, timeouts, poolOf } from './storing.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const wanted = names.map((name) => locked({ name }, name.repeat(2000)))
const single = locked({ name: 'a' }, 'a'.repeat(2000))
const data = new Map(wanted.map((one) => [one, Buffer.from(one.name.repeat(2000))]))
const total = 2000 * wanted.length

const pool = (): Promise<Server> => serve(sendsFiles(poolOf(data)))
const kept = (cache: string): readonly string[] => readdirSync(packagesFolder(cache)).sort()
const sums = wanted.map(({ sha256 }) => sha256).sort()

describe('packages', () => {
  test('are had in the order in which they are wanted, each in a file by its checksum', async () => {
    const [cache, { url }] = [temporaryFolder(), await pool()]
    const { stored, notes, bytes } = await obtaining(wanted, cache, archivesAt(url))
    expect(stored).toEqual(wanted.map((one) => ({ ...one, from: one, file: join(packagesFolder(cache), one.sha256) })))
    expect(stored.map(({ file }) => readFileSync(file, 'utf8'))).toEqual(names.map((name) => name.repeat(2000)))
    expect([notes, bytes.at(-1), kept(cache)]).toEqual([[], [total, total], sums])
  })

  test('is reported byte by byte, never back nor beyond the total', async () => {
    const { bytes } = await obtaining(wanted, temporaryFolder(), archivesAt((await pool()).url))
    expect(bytes.map(([done]) => done)).toEqual(bytes.map(([done]) => done).toSorted((a, b) => a - b))
    expect(new Set(bytes.map(([, all]) => all))).toEqual(new Set([total]))
  })

  test('are not asked for when they are in the cache', async () => {
    const [cache, { url, asked }] = [temporaryFolder(), await pool()]
    await obtaining(wanted, cache, archivesAt(url))
    asked.length = 0
    const { bytes } = await obtaining(wanted, cache, archivesAt(await nobody()))
    expect([asked, bytes.at(-1)]).toEqual([[], [total, total]])
  })

  test('are fetched again when they are damaged in the cache', async () => {
    const [cache, { url, asked }] = [temporaryFolder(), await pool()]
    await obtaining(wanted, cache, archivesAt(url))
    asked.length = 0
    const [flipped = '', cut = '', emptied = '', replaced = ''] = sums.map((sum) => join(packagesFolder(cache), sum))
    writeFileSync(flipped, readFileSync(flipped).fill('x', 5, 6))
    writeFileSync(cut, readFileSync(cut).subarray(0, 100))
    writeFileSync(emptied, '')
    rmSync(replaced)
    mkdirSync(join(replaced, 'folder'), { recursive: true })
    const { stored } = await obtaining(wanted, cache, archivesAt(url))
    expect(asked.length).toBe(4)
    expect(stored.map(({ file }) => readFileSync(file, 'utf8'))).toEqual(names.map((name) => name.repeat(2000)))
  })

  test('of none there is nothing to do', async () => {
    const { stored, bytes } = await obtaining([], temporaryFolder(), archivesAt(await nobody()))
    expect([stored, bytes]).toEqual([[], []])
  })
})

describe('a package that cannot be had', () => {
  test('is named with each mirror and its reason, and what has arrived is kept', async () => {
    const cache = temporaryFolder()
    const files = poolOf(data)
    files.delete('/debian/pool/c.deb')
    const [first, second] = [await serve(sendsFiles(files)), await serve(answers(403))]
    const failed = obtaining(wanted, cache, archivesAt(second.url, await nobody()))
    await expect(failed).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringMatching(
        /^The package [a-h] 1\.0 \(amd64\) could not be downloaded: http:\S+ answered 403 Forbidden\. http:\S+ is unreachable \(ECONNREFUSED\)\.$/,
      ) as string,
      hint: 'Check whether this computer is online, then try again: what has arrived is kept.',
      state: 'What has arrived is kept.',
    })
    await obtaining(
      wanted.filter(({ name }) => name !== 'c'),
      cache,
      archivesAt(first.url),
    )
    expect(kept(cache).filter((name) => !name.endsWith('.part')).length).toBe(wanted.length - 1)
  })

  test('ends the others, and nothing is being written afterwards', async () => {
    const cache = temporaryFolder()
    const forbidden = answers(403)
    const { url } = await serve((request, response) => {
      const listener =
        request.url?.endsWith('/b.deb') === true ? forbidden : stopsAfter(Buffer.alloc(2000), 100, 'silence')
      listener(request, response)
    })
    await expect(obtaining(wanted, cache, archivesAt(url))).rejects.toMatchObject({ code: 'broken' })
    const later = await pool()
    await obtaining(wanted, cache, archivesAt(later.url))
    expect(kept(cache)).toEqual(sums)
  })

  test('for the time being is asked for again', async () => {
    const { url, asked } = await serve(inTurn(answers(503), sends(Buffer.from('a'.repeat(2000)))))
    await obtaining([single], temporaryFolder(), archivesAt(url))
    expect(asked.length).toBe(2)
  })
})

describe('obtaining packages', () => {
  test('stops when it is cancelled, and the next time completes it', async () => {
    const [cache, { url }] = [temporaryFolder(), await pool()]
    const stop = new AbortController()
    const cancelled = obtainPackages(wanted, {
      ...{ cache, timeouts, lock: wanted, archives: archivesAt(url), signal: stop.signal, onNote: () => undefined },
      onBytes: (done) => {
        if (done > 3000) stop.abort(new Error('enough'))
      },
    })
    await expect(cancelled).rejects.toThrow('enough')
    const left = kept(cache)
    expect(left.filter((name) => !sums.includes(name.replace(/\.part$/, '')))).toEqual([])
    await obtaining(wanted, cache, archivesAt(url))
    expect(kept(cache)).toEqual(sums)
  })

  test('does not begin when it is cancelled before, even if all is in the cache', async () => {
    const [cache, { url }] = [temporaryFolder(), await pool()]
    await obtaining(wanted, cache, archivesAt(url))
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(obtaining(wanted, cache, archivesAt(url), { signal })).rejects.toThrow('enough')
  })

  test('goes by way of this computer’s proxy', async () => {
    const proxy = await serve(sends(Buffer.from('a'.repeat(2000))))
    const archives = { ...archivesAt('http://mirror.invalid'), proxies: { httpProxy: proxy.url } }
    await obtaining([single], temporaryFolder(), archives)
    expect(proxy.asked).toEqual(['http://mirror.invalid/debian/pool/a.deb'])
  })

  test('says which folder cannot be written', async () => {
    const cache = join(temporaryFolder(), 'file')
    writeFileSync(cache, '')
    await expect(obtaining(wanted, cache, archivesAt(await nobody()))).rejects.toMatchObject({
      code: 'blocked',
      message: `${cache}/packages cannot be written (ENOTDIR).`,
    })
  })
})
