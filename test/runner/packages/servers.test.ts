import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256Of } from '../../../runner/host/digest.ts'
import { content, fetchTo, hasty, other, place, sha256 } from './downloading.ts'
import { answers, inTurn, nobody, sends, serve, stopsAfter } from './server.ts'

const online = 'Check whether this computer is online, then try again: what has arrived is kept.'
const another = 'Try again later, or use another mirror: sudo apt edit-sources'

describe('a server', () => {
  test.each([
    ['shorter file', content.subarray(0, 500), `has 500 bytes, not ${content.length}`],
    ['longer file', Buffer.concat([content, other]), `has ${2 * content.length} bytes, not ${content.length}`],
    [
      'file of the same length',
      other,
      `sent a file with the checksum ${sha256Of(other)}, not ${sha256}; it was deleted`,
    ],
  ])('with a %s is asked once, and nothing of it is kept', async (_, wrong, reason) => {
    const { folder, to } = place()
    const { url, asked } = await serve(sends(wrong))
    await expect(fetchTo(to, [url])).rejects.toMatchObject({
      code: 'broken',
      message: `${url} ${reason}.`,
      hint: another,
    })
    expect(asked).toEqual(['/'])
    expect(readdirSync(folder).filter((name) => readFileSync(join(folder, name)).length > 0)).toEqual([])
  })

  test('that names no length and sends too much is stopped', async () => {
    const { to, part } = place()
    const { url } = await serve((_, response) => {
      response.write(content, () => response.write(other, () => response.write(other)))
    })
    const message = `${url} sent more than ${content.length} bytes.`
    await expect(fetchTo(to, [url])).rejects.toMatchObject({ code: 'broken', message })
    expect(readFileSync(part).length).toBe(0)
  })

  test.each([
    [404, 'Not Found', true],
    [410, 'Gone', true],
    [403, 'Forbidden', false],
    [401, 'Unauthorized', false],
  ])('that answers %i is asked once', async (status, words, isGone) => {
    const { to } = place()
    const { url, asked } = await serve(answers(status))
    const message = `${url} answered ${status} ${words}.`
    await expect(fetchTo(to, [url])).rejects.toMatchObject({ code: 'broken', message, hint: another, isGone })
    expect(asked).toEqual(['/'])
  })

  test.each([503, 500, 429, 408])('that answers %i for a while is asked again', async (status) => {
    const { to } = place()
    const { url, asked } = await serve(inTurn(answers(status), answers(status), sends(content)))
    await fetchTo(to, [url])
    expect(asked).toEqual(['/', '/', '/'])
  })

  test('that answers 503 all the time is given up', async () => {
    const { to } = place()
    const { url, asked } = await serve(answers(503))
    const message = `${url} answered 503 Service Unavailable.`
    await expect(fetchTo(to, [url])).rejects.toMatchObject({ code: 'broken', message, hint: online, isGone: false })
    expect(asked).toEqual(['/', '/', '/'])
  })

  test('that breaks off is asked for the rest', async () => {
    const { to } = place()
    const { url, asked } = await serve(inTurn(stopsAfter(content, 5000, 'cut'), sends(content)))
    await fetchTo(to, [url])
    expect(asked).toEqual(['/', '/ bytes=5000-'])
  })

  test('that breaks off each time is given up, and what came is kept', async () => {
    const { to, part } = place()
    const { url } = await serve(stopsAfter(content, 5000, 'cut'))
    const message = `${url} broke off after 5000 bytes.`
    await expect(fetchTo(to, [url])).rejects.toMatchObject({ code: 'broken', message, hint: online })
    expect(readFileSync(part)).toEqual(content.subarray(0, 5000))
  })

  test('that sends a byte now and then is too slow', async () => {
    const { to } = place()
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': content.length })
      const timer = setInterval(() => response.write('a'), 50)
      response.on('close', () => clearInterval(timer))
    })
    const message = `${url} is too slow.`
    await expect(fetchTo(to, [url], { timeouts: hasty })).rejects.toMatchObject({
      code: 'broken',
      message,
      hint: online,
    })
  })

  test('that accepts and says nothing is given up', async () => {
    const { to } = place()
    const { url } = await serve(() => undefined)
    const message = `${url} is unreachable (Headers Timeout Error).`
    await expect(fetchTo(to, [url], { timeouts: hasty, silentMs: 500 })).rejects.toMatchObject({
      code: 'broken',
      message,
      hint: online,
    })
  })

  test('that is not there is named', async () => {
    const { to } = place()
    const url = await nobody()
    const message = `${url} is unreachable (ECONNREFUSED).`
    await expect(fetchTo(to, [url])).rejects.toMatchObject({ code: 'broken', message, hint: online, isGone: false })
  })

  test('that redirects in circles is given up', async () => {
    const { to } = place()
    const { url } = await serve(answers(302, { location: '/' }))
    const message = `${url} is unreachable (redirect count exceeded).`
    await expect(fetchTo(to, [url], { timeouts: hasty })).rejects.toMatchObject({
      code: 'broken',
      message,
    })
  })
})

describe('of several servers', () => {
  test.each([
    ['does not have it', answers(404)],
    ['refuses', answers(403)],
    ['is out of order', answers(503)],
    ['has another file', sends(other)],
    ['has a longer file', sends(Buffer.concat([content, other]))],
    ['is silent', () => undefined],
    ['stops in the middle', stopsAfter(content, 5000, 'silence')],
    ['breaks off', stopsAfter(content, 5000, 'cut')],
  ])('the second one is asked when the first one %s', async (_, listener) => {
    const { folder, to } = place()
    const [first, second] = [await serve(listener), await serve(sends(content))]
    await fetchTo(to, [first.url, second.url], { timeouts: hasty, silentMs: 2_000 })
    expect([first.asked.length, second.asked.length, readdirSync(folder)]).toEqual([1, 1, ['it']])
  })

  test('the second one continues what the first one began', async () => {
    const { to } = place()
    const [first, second] = [await serve(stopsAfter(content, 5000, 'cut')), await serve(sends(content))]
    await fetchTo(to, [first.url, second.url])
    expect(second.asked).toEqual(['/ bytes=5000-'])
  })

  test('the second one is not blamed for what the first one began', async () => {
    const { to } = place()
    const [first, second] = [await serve(stopsAfter(other, 5000, 'cut')), await serve(sends(content))]
    await fetchTo(to, [first.url, second.url])
    expect(second.asked).toEqual(['/ bytes=5000-', '/'])
  })

  test('all are named with their reasons', async () => {
    const { to } = place()
    const [{ url }, none] = [await serve(answers(404)), await nobody()]
    const message = `${url} answered 404 Not Found. ${none} is unreachable (ECONNREFUSED).`
    await expect(fetchTo(to, [url, none])).rejects.toMatchObject({ code: 'broken', message, isGone: true })
  })
})
