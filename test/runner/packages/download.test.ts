import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { content, fetchOfAnyLength, fetchTo, other, place } from './downloading.ts'
import { answers, inTurn, nobody, sends, sendsWhole, serve, stopsAfter } from './server.ts'
import { timeouts } from './storing.ts'

describe('a file', () => {
  test('arrives whole, and the last word is its length', async () => {
    const { folder, to } = place()
    const seen = await fetchTo(to, [(await serve(sends(content))).url])
    expect([seen.at(-1), readdirSync(folder)]).toEqual([content.length, ['it']])
  })

  test('arrives without a length known beforehand', async () => {
    const { folder, to } = place()
    const { url } = await serve(sendsWhole(content))
    await fetchOfAnyLength(to, url)
    expect(readdirSync(folder)).toEqual(['it'])
  })

  test('arrives by way of redirects', async () => {
    const { to } = place()
    const last = await serve(sends(content))
    const first = await serve(answers(302, { location: `${last.url}/moved` }))
    await fetchTo(to, [first.url])
    expect(last.asked).toEqual(['/moved'])
  })

  test('arrives when redirects end in its continuation', async () => {
    const { to, part } = place()
    writeFileSync(part, content.subarray(0, 500))
    const last = await serve(sends(content))
    await fetchTo(to, [(await serve(answers(302, { location: last.url }))).url])
    expect(last.asked).toEqual(['/ bytes=500-'])
  })

  test('is asked for as it is, not compressed on the way', async () => {
    const { to } = place()
    const encodings: (string | undefined)[] = []
    const { url } = await serve((request, response) => {
      encodings.push(request.headers['accept-encoding']?.toString())
      sends(content)(request, response)
    })
    await fetchTo(to, [url])
    expect(encodings).toEqual(['identity'])
  })
})

describe('what has arrived before', () => {
  test('is continued', async () => {
    const { to, part } = place()
    writeFileSync(part, content.subarray(0, 1000))
    const { url, asked } = await serve(sends(content))
    const seen = await fetchTo(to, [url])
    expect([asked, seen.at(-1)]).toEqual([['/ bytes=1000-'], content.length])
  })

  test('is replaced when the server knows no ranges', async () => {
    const { folder, to, part } = place()
    writeFileSync(part, content.subarray(0, 1000))
    await fetchTo(to, [(await serve(sendsWhole(content))).url])
    expect(readdirSync(folder)).toEqual(['it'])
  })

  test('is enough when all of it is there', async () => {
    const { folder, to, part } = place()
    writeFileSync(part, content)
    await fetchTo(to, [await nobody()])
    expect(readdirSync(folder)).toEqual(['it'])
  })

  test.each([
    ['a beginning', other.subarray(0, 1000), ['/ bytes=1000-', '/']],
    ['all', other, ['/']],
    ['more than all', Buffer.concat([content, content]), ['/']],
  ])('is fetched again when it is damaged and %s of the length', async (_, damaged, expected) => {
    const { to, part } = place()
    writeFileSync(part, damaged)
    const { url, asked } = await serve(sends(content))
    await fetchTo(to, [url])
    expect(asked).toEqual(expected)
  })

  test('of nobody knows what length is fetched again when the server has less', async () => {
    const { to, part } = place()
    writeFileSync(part, Buffer.concat([content, content]))
    const { url, asked } = await serve(sends(content))
    await fetchOfAnyLength(to, url)
    expect(asked).toEqual([`/ bytes=${2 * content.length}-`, '/'])
  })

  test.each([
    ['ranges are refused', inTurn(answers(416), sends(content))],
    [
      'another range is sent',
      inTurn((_, response) => {
        response.writeHead(206, { 'content-range': `bytes 5-${content.length - 1}/${content.length}` })
        response.end(content.subarray(5))
      }, sends(content)),
    ],
  ])('is no hindrance where %s', async (_, listener) => {
    const { to, part } = place()
    writeFileSync(part, content.subarray(0, 1000))
    const { url, asked } = await serve(listener)
    await fetchTo(to, [url])
    expect(asked).toEqual(['/ bytes=1000-', '/'])
  })
})

describe('a download that is cancelled', () => {
  test.each([0, 1, 4999, content.length - 1])(
    'after %i bytes leaves a part, and a later one completes it',
    async (bytes) => {
      const { folder, to } = place()
      const stop = new AbortController()
      const { url, asked } = await serve(inTurn(stopsAfter(content, bytes, 'silence'), sends(content)))
      const onBytes = (done: number): void => {
        if (done === bytes) stop.abort(new Error('enough'))
      }
      if (bytes === 0) setTimeout(() => stop.abort(new Error('enough')), 50)
      await expect(fetchTo(to, [url], { signal: stop.signal, onBytes })).rejects.toThrow('enough')
      expect(readdirSync(folder)).toEqual(['it.part'])
      await fetchTo(to, [url])
      expect(asked).toEqual(['/', bytes === 0 ? '/' : `/ bytes=${bytes}-`])
    },
  )

  test('between two tries does not wait for the next one', async () => {
    const { to } = place()
    const stop = new AbortController()
    const { url } = await serve((request, response) => {
      answers(503)(request, response)
      setTimeout(() => stop.abort(), 50)
    })
    const slow = { ...timeouts, pauseMs: 60_000 }
    await expect(fetchTo(to, [url], { signal: stop.signal, timeouts: slow })).rejects.toThrow(
      'The operation was aborted',
    )
  })
})

describe('a folder', () => {
  test('that is not there is named', async () => {
    const { folder } = place()
    const lost = join(folder, 'none', 'it')
    await expect(fetchTo(lost, [(await serve(sends(content))).url])).rejects.toMatchObject({
      code: 'blocked',
      message: `${lost} cannot be written (ENOENT).`,
      hint: 'Make the folder writable, or name another one in SHIPSHAPE_CACHE.',
    })
  })

  test('that has a folder in the file’s place is named', async () => {
    const { folder } = place()
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true })
    const taken = join(folder, 'taken')
    await expect(fetchTo(taken, [(await serve(sends(content))).url])).rejects.toMatchObject({
      code: 'blocked',
      message: `${taken} cannot be written (EISDIR).`,
    })
  })
})
