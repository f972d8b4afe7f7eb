import { afterEach, describe, expect, test } from 'vitest'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import type { RawReply } from './http.ts'
import { request } from './http.ts'
import { serveSmall, small, wanted, type Served } from './served.ts'
import { stepHash } from '../../../runner/core/hash.ts'

let served: Served
afterEach(() => served.close())

const headers = (more: readonly (readonly [string, string])[] = []): readonly (readonly [string, string])[] => [
  ['Host', `127.0.0.1:${served.server.port}`],
  ['Authorization', `Bearer ${served.server.token}`],
  ...more,
]
const get = (path: string): Promise<RawReply> => request(served.server.port, { path, headers: headers() })
const post = (path: string, body: string, type = 'application/json'): Promise<RawReply> =>
  request(served.server.port, { method: 'POST', path, headers: headers([['Content-Type', type]]), body })
const bodyOf = (reply: RawReply): unknown => JSON.parse(reply.text.slice(reply.text.indexOf('\r\n\r\n') + 4))
const runOf = (reply: RawReply): string => (bodyOf(reply) as { run: string }).run

const eventsOf = async (run: string): Promise<readonly RunEvent[]> => {
  for (;;) {
    const { events } = bodyOf(await get(`/api/runs/${run}/events?after=0`)) as { events: readonly RunEvent[] }
    if (events.at(-1)?.type === 'run-finished') return events
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('without the token', () => {
  const wrong = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic TOKEN',
    'TOKEN',
    'bearer TOKEN',
    'Bearer TOKENx',
    'Bearer TOKEN TOKEN',
    'Bearer  TOKEN',
  ]

  test('every route answers 401, whether it exists or not', async () => {
    served = await serveSmall()
    const { port, token } = served.server
    const routes = [
      ['GET', '/api/runs'],
      ['POST', '/api/runs'],
      ['GET', '/api/preparation'],
      ['POST', '/api/preparation/retry'],
      ['GET', '/api/targets'],
      ['GET', '/api/runs/x/events'],
      ['POST', '/api/runs/x/cancel'],
      ['GET', '/api/'],
      ['PUT', '/api/nothing'],
    ] as const
    const asked = routes.flatMap(([method, path]) =>
      [undefined, ...wrong].map((value) =>
        request(port, {
          method,
          path,
          headers: [
            ['Host', `127.0.0.1:${port}`],
            ['Content-Type', 'application/json'],
            ...(value === undefined ? [] : [['Authorization', value.replaceAll('TOKEN', token)] as const]),
          ],
          body: method === 'POST' ? wanted(served.hash) : '',
        }),
      ),
    )
    expect(new Set((await Promise.all(asked)).map((reply) => reply.status))).toEqual(new Set([401]))
    expect(await served.runs()).toBe(0)
  })

  test('a token in the address or twice in the header is none', async () => {
    served = await serveSmall()
    const { port, token } = served.server
    const own = ['Host', `127.0.0.1:${port}`] as const
    const bearer = ['Authorization', `Bearer ${token}`] as const
    const replies = await Promise.all([
      request(port, { path: `/api/runs?token=${token}`, headers: [own] }),
      request(port, { path: '/api/runs', headers: [own, ['Cookie', `token=${token}`]] }),
      request(port, { path: '/api/runs', headers: [own, bearer, bearer] }),
    ])
    expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401])
  })

  test('each start makes a new one', async () => {
    served = await serveSmall()
    const other = await serveSmall()
    const reply = await request(other.server.port, {
      path: '/api/runs',
      headers: [
        ['Host', `127.0.0.1:${other.server.port}`],
        ['Authorization', `Bearer ${served.server.token}`],
      ],
    })
    await other.close()
    expect(reply.status).toBe(401)
    expect(served.server.token).toMatch(/^[\w-]{43}$/)
  })
})

describe('a run', () => {
  test('is started, listed and followed to its end', async () => {
    served = await serveSmall()
    const run = runOf(await post('/api/runs', wanted(served.hash)))
    const events = await eventsOf(run)
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1))
    expect(events.at(-1)).toMatchObject({ type: 'run-finished', status: 'passed' })
    expect(bodyOf(await get('/api/runs'))).toMatchObject({
      runs: [{ run, playbook: 'small', contentHash: served.hash, status: 'passed' }],
    })
    expect(bodyOf(await get(`/api/runs/${run}/events?after=${events.length - 1}`))).toEqual({
      events: events.slice(-1),
      more: false,
    })
  })

  test('is one for twenty requests with the same key', async () => {
    served = await serveSmall()
    const replies = await Promise.all(Array.from({ length: 20 }, () => post('/api/runs', wanted(served.hash))))
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([202]))
    expect(new Set(replies.map(runOf)).size).toBe(1)
    expect(await served.runs()).toBe(1)
  })

  test('is not what the same key asks for with other words', async () => {
    served = await serveSmall()
    await post('/api/runs', wanted(served.hash))
    expect((await post('/api/runs', wanted(served.hash, { steps: { kind: 'only', step: 'one' } }))).status).toBe(409)
  })

  test('is refused while another one has the target, and names it', async () => {
    served = await serveSmall({ departures: { one: { until: new Promise(() => undefined) } } })
    const run = runOf(await post('/api/runs', wanted(served.hash)))
    const reply = await post('/api/runs', wanted(served.hash, { key: 'another-key-1' }))
    expect(reply.status).toBe(409)
    expect(reply.text).toContain(run)
  })

  test('can be cancelled', async () => {
    served = await serveSmall({ departures: { one: { until: new Promise(() => undefined) } } })
    const run = runOf(await post('/api/runs', wanted(served.hash)))
    expect((await post(`/api/runs/${run}/cancel`, '{}')).status).toBe(202)
    expect((await eventsOf(run)).at(-1)).toMatchObject({ type: 'run-finished', status: 'cancelled' })
  })

  test('is cancelled and finished when the server closes', async () => {
    served = await serveSmall({ departures: { one: { until: new Promise(() => undefined) } } })
    const run = runOf(await post('/api/runs', wanted(served.hash)))
    await served.server.close()
    const { readEvents } = await import('../../../runner/runs/index.ts')
    expect((await readEvents(served.state, run, 0)).at(-1)).toMatchObject({ type: 'run-finished', status: 'cancelled' })
  })

  test('of what the reader did not see is refused', async () => {
    served = await serveSmall()
    const other = await stepHash(small.steps[0])
    expect((await post('/api/runs', wanted(other))).status).toBe(409)
    expect(await served.runs()).toBe(0)
  })
})

describe('a body', () => {
  const strange: readonly (readonly [string, object | string])[] = [
    ['a command', { command: 'touch /tmp/canary' }],
    ['a folder', { cwd: '/' }],
    ['an environment', { env: { PATH: '/evil' } }],
    ['a shell', { shell: 'bash' }],
    ['a prototype', '{"__proto__":{"x":1}}'],
    ['no guide', { playbook: undefined }],
    ['a guide that climbs', { playbook: '../small' }],
    ['a number for a key', { key: 12345678 }],
    ['a short key', { key: 'x' }],
    ['steps of an unknown kind', { steps: { kind: 'from', step: 'one' } }],
    ['steps with a command', { steps: { kind: 'all', line: 'true' } }],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['half of one', '{"playbook":'],
    ['bytes that are no text', '"\\ud800"'],
  ]
  test.each(strange)('with %s is refused', async (_name, change) => {
    served = await serveSmall()
    const reply = await post('/api/runs', typeof change === 'string' ? change : wanted(served.hash, change))
    expect(reply.status).toBe(400)
    expect(await served.runs()).toBe(0)
  })

  test.each([
    ['an unknown guide', { playbook: 'other' }, 404],
    ['an unknown step', { steps: { kind: 'to', step: 'three' } }, 404],
    ['an unknown target', { target: 'engine' }, 404],
  ])('with %s says which there are', async (_name, change, status) => {
    served = await serveSmall()
    const reply = await post('/api/runs', wanted(served.hash, change))
    expect(reply.status).toBe(status)
    expect(bodyOf(reply)).toMatchObject({
      error: {
        what: { en: expect.stringContaining('“') as string, 'zh-cn': expect.stringContaining('“') as string },
        hint: { en: expect.stringMatching(/./) as string },
      },
    })
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    'text/plain; application/json',
    '',
  ])('of type “%s” is not read', async (type) => {
    served = await serveSmall()
    expect((await post('/api/runs', wanted(served.hash), type)).status).toBe(415)
  })

  test('of two types is not read, and one that is announced as too long is not waited for', async () => {
    served = await serveSmall()
    const { port } = served.server
    const json = ['Content-Type', 'application/json'] as const
    const twice = await request(port, {
      method: 'POST',
      path: '/api/runs',
      headers: headers([json, json]),
      body: wanted(served.hash),
    })
    const announced = await request(port, {
      method: 'POST',
      path: '/api/runs',
      headers: headers([json, ['Content-Length', '100000000']]),
    })
    expect([twice.status, announced.status]).toEqual([415, 413])
  })

  test('that is too long is not read, announced or not', async () => {
    served = await serveSmall()
    const { port } = served.server
    const long = wanted(served.hash, { key: 'x'.repeat(70_000) })
    const chunked = {
      method: 'POST',
      path: '/api/runs',
      headers: headers([
        ['Content-Type', 'application/json'],
        ['Transfer-Encoding', 'chunked'],
      ]),
    }
    const { sendRaw } = await import('./http.ts')
    const lines = chunked.headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')
    const inPieces = sendRaw(
      port,
      `POST /api/runs HTTP/1.1\r\n${lines}\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`,
    )
    expect([(await post('/api/runs', long)).status, (await inPieces).status]).toEqual([413, 413])
  })
})

test('a run’s name cannot climb out of its folder', async () => {
  served = await serveSmall()
  const names = [
    '..',
    '.',
    '%2e%2e',
    '..%2f..%2fsecret.txt',
    '%2fetc%2fpasswd',
    'a/b',
    'x'.repeat(200),
    'nothing',
    '%00',
  ]
  const replies = await Promise.all(
    names.flatMap((name) => [get(`/api/runs/${name}/events`), post(`/api/runs/${name}/cancel`, '{}')]),
  )
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([404]))
})

test('a GET changes nothing, and other methods are not known', async () => {
  served = await serveSmall()
  const { port } = served.server
  const replies = await Promise.all(
    [
      ['PUT', '/api/runs'],
      ['DELETE', '/api/runs/x/events'],
      ['GET', '/api/runs/x/cancel'],
      ['OPTIONS', '/api/runs'],
      ['POST', '/'],
      ['PUT', '/site.css'],
    ].map(([method, path]) => request(port, { method: method ?? '', path: path ?? '', headers: headers() })),
  )
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([405]))
  expect(await served.runs()).toBe(0)
})

test('the token is in no answer and in no line of the log', async () => {
  served = await serveSmall()
  const { token } = served.server
  const run = runOf(await post('/api/runs', wanted(served.hash)))
  await eventsOf(run)
  const replies = await Promise.all([
    get('/'),
    get('/guide'),
    get('/nothing'),
    get('/health'),
    get('/api/runs'),
    get(`/api/runs/${run}/events`),
    get('/api/runs?after=x'),
    post('/api/runs', '{'),
    post('/api/runs', wanted('0'.repeat(64))),
  ])
  expect(replies.filter((reply) => reply.text.includes(token))).toEqual([])
  expect(served.log.filter((line) => line.includes(token))).toEqual([])
})
