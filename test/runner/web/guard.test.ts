import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request, sendRaw, type RawRequest } from './http.ts'
import { serveSmall, wanted, type Served } from './served.ts'

let served: Served
let port = 0
beforeAll(async () => {
  served = await serveSmall()
  port = served.server.port
})
afterAll(() => served.close())

const host = (): readonly [string, string] => ['Host', `127.0.0.1:${port}`]
const token = (): readonly [string, string] => ['Authorization', `Bearer ${served.server.token}`]
const jsonType = ['Content-Type', 'application/json'] as const

/** A run, asked for with everything that a paired page sends, but for what the test adds or replaces. */
const startWith = (headers: RawRequest['headers'] = [], hosts: RawRequest['headers'] = [host()]): RawRequest => ({
  method: 'POST',
  path: '/api/runs',
  headers: [...hosts, token(), jsonType, ...headers],
  body: wanted(served.hash),
})

describe('a host that is not ours', () => {
  const spellings = [
    'evil.test',
    'evil.test:PORT',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:1',
    'localhost:1',
    'localhost.:PORT',
    '127.0.0.1.:PORT',
    '127.1:PORT',
    '127.0.0.2:PORT',
    '0.0.0.0:PORT',
    '0:PORT',
    '[::1]:PORT',
    '[::ffff:7f00:1]:PORT',
    '2130706433:PORT',
    '0x7f000001:PORT',
    '0177.0.0.1:PORT',
    'localhost.evil.test:PORT',
    '127.0.0.1.nip.io:PORT',
    'user@127.0.0.1:PORT',
    '127.0.0.1:PORT@evil.test',
    '127.0.0.1:PORT:PORT',
    '127.0.0.1:0PORT',
    '127.0.0.1:+PORT',
    '127.0.0.1:PORT/',
    '127.0.0.1:PORT#',
    '127.0.0.1:PORT?',
    'http://127.0.0.1:PORT',
    '127.0.0.1:PORT, evil.test',
    'evil.test, 127.0.0.1:PORT',
    '127.0.0.1:PORT evil.test',
    '１２７.0.0.1:PORT',
    'lоcalhost:PORT',
    '',
    '*',
    'null',
    ':PORT',
    '127.0.0.1::PORT',
    '127.0.0.1%00:PORT',
    'localhost%2eevil.test:PORT',
  ]
  test.each(spellings)('“%s” is refused', async (spelling) => {
    const reply = await request(port, startWith([], [['Host', spelling.replaceAll('PORT', String(port))]]))
    expect([400, 421]).toContain(reply.status)
  })

  test('two of them are refused, ours among them', async () => {
    const replies = await Promise.all([
      request(port, startWith([], [host(), ['Host', 'evil.test']])),
      request(port, startWith([], [['Host', 'evil.test'], host()])),
      request(port, startWith([], [host(), host()])),
    ])
    expect(replies.map((reply) => reply.status)).toEqual([421, 421, 421])
  })

  test('none is refused', async () => {
    expect((await request(port, startWith([], []))).status).toBe(400)
  })

  test('it is refused on every path and by every method', async () => {
    const foreign = [['Host', 'evil.test'], token()] as const
    const asked = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'].flatMap((method) =>
      ['/', '/guide/', '/nothing', '/health', '/api/runs', '/api/nothing'].map((path) =>
        request(port, { method, path, headers: foreign }),
      ),
    )
    expect(new Set((await Promise.all(asked)).map((reply) => reply.status))).toEqual(new Set([421]))
  })
})

describe('an origin that is not ours', () => {
  const origins = [
    'http://evil.test',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost:PORT',
    'http://127.0.0.1:PORT/',
    'http://127.0.0.1:PORT.evil.test',
    'http://evil.test#127.0.0.1:PORT',
    'HTTP://127.0.0.1:PORT',
    'null',
    '',
    '*',
    'file://',
    'chrome-extension://abc',
    'http://user@127.0.0.1:PORT',
    'http://127.0.0.1:PORT http://evil.test',
    'http://127.0.0.1:PORT, http://evil.test',
  ]
  test.each(origins)('“%s” is refused', async (origin) => {
    const reply = await request(port, startWith([['Origin', origin.replaceAll('PORT', String(port))]]))
    expect(reply.status).toBe(403)
  })

  test('two of them are refused, ours among them', async () => {
    const own = ['Origin', `http://127.0.0.1:${port}`] as const
    expect((await request(port, startWith([own, ['Origin', 'http://evil.test']]))).status).toBe(403)
  })

  test.each(['cross-site', 'same-site', 'none, cross-site', 'Same-Origin', ''])(
    'the browser’s word “%s” about it is enough to refuse',
    async (site) => {
      expect((await request(port, startWith([['Sec-Fetch-Site', site]]))).status).toBe(403)
    },
  )

  test('a person following a link may look at a page, and only at a page', async () => {
    const followed = [
      host(),
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Dest', 'document'],
    ] as const
    const framed = [
      host(),
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Dest', 'iframe'],
    ] as const
    const fetched = [
      host(),
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'no-cors'],
      ['Sec-Fetch-Dest', 'document'],
    ] as const
    const asked: readonly RawRequest[] = [
      { path: '/guide/', headers: followed },
      { path: '/guide/', headers: framed },
      { path: '/guide/', headers: fetched },
      { path: '/api/runs', headers: [...followed, token()] },
      { method: 'POST', path: '/', headers: followed },
    ]
    expect((await Promise.all(asked.map((each) => request(port, each)))).map((reply) => reply.status)).toEqual([
      200, 403, 403, 403, 403,
    ])
  })
})

describe('a request that is not of the usual shape', () => {
  const shapes: readonly (readonly [string, string, readonly number[]])[] = [
    ['HTTP/1.0', 'GET / HTTP/1.0\r\nHost: HOST\r\n\r\n', [505]],
    ['HTTP/1.0 without a host', 'GET / HTTP/1.0\r\n\r\n', [505]],
    ['an absolute address', 'GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n', [400]],
    ['two slashes', 'GET //evil.test/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n', [400]],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n', [400]],
    ['a tunnel', 'CONNECT evil.test:443 HTTP/1.1\r\nHost: HOST\r\n\r\n', [0]],
    [
      'an upgrade to a web socket',
      'GET /api/runs HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer TOKEN\r\nConnection: Upgrade\r\nUpgrade: ' +
        'websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      [400],
    ],
    [
      'a body to be waited for',
      'POST /api/runs HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer TOKEN\r\nExpect: 100-continue\r\n' +
        'Content-Length: 2\r\n\r\n',
      [417],
    ],
    [
      'two lengths',
      'POST /api/runs HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer TOKEN\r\nContent-Length: 2\r\n' +
        'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      [400],
    ],
    ['a zero byte', 'GET /\0 HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
    ['nonsense', 'hello\r\n\r\n', [400]],
  ]
  test.each(shapes)('%s is refused', async (_name, bytes, statuses) => {
    const reply = await sendRaw(
      port,
      bytes.replaceAll('HOST', `127.0.0.1:${port}`).replaceAll('TOKEN', served.server.token),
    )
    expect(statuses).toContain(reply.status)
    expect(reply.text).not.toContain('101 Switching')
    expect(reply.text).not.toContain('100 Continue')
  })

  test('a megabyte of headers is refused', async () => {
    const reply = await request(port, { headers: [host(), ['X-Long', 'x'.repeat(1024 * 1024)]] })
    expect([431, 0]).toContain(reply.status)
  })
})

test('nothing that was refused has started a run', async () => {
  expect(await served.runs()).toBe(0)
  expect(served.log).toEqual([])
})

test('our own two addresses are answered, with and without an origin', async () => {
  const local = ['Host', `LocalHost:${port}`] as const
  const replies = await Promise.all([
    request(port, { headers: [host()] }),
    request(port, { headers: [local] }),
    request(port, { headers: [host(), ['Origin', `http://127.0.0.1:${port}`], ['Sec-Fetch-Site', 'same-origin']] }),
    request(port, { headers: [local, ['Origin', `http://localhost:${port}`]] }),
  ])
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200])
})
