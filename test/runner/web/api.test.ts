import { afterEach, describe, expect, test } from 'vitest'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { type ApiClient, bodyOf, clientOf } from './api-client.ts'
import type { RawReply } from './http.ts'
import { request } from './http.ts'
import { serveSmall, small, wanted, type Served } from './served.ts'
import { stepHash } from '../../../runner/core/hash.ts'

let served: Served
afterEach(() => served.close())

const headers: ApiClient['headers'] = (more) => clientOf(served).headers(more)
const get: ApiClient['get'] = (path) => clientOf(served).get(path)
const post: ApiClient['post'] = (...sent) => clientOf(served).post(...sent)
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

  test('gets only inputs that its guide asks for, as texts', async () => {
    served = await serveSmall()
    const replies = await Promise.all(
      [{ user: 'moby' }, { user: 1 }, { '../user': 'moby' }, ['moby']].map((inputs, index) =>
        post('/api/runs', wanted(served.hash, { inputs, key: `some-key-${index}` })),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual([404, 400, 400, 400])
    expect(replies[0]?.text).toContain('The guide “small” does not ask for “user”.')
    expect(await served.runs()).toBe(0)
  })

  test('is refused while another one has the target, and names it', async () => {
    served = await serveSmall({ departures: { one: { until: new Promise(() => undefined) } } })
    const run = runOf(await post('/api/runs', wanted(served.hash)))
    const reply = await post('/api/runs', wanted(served.hash, { key: 'another-key-1' }))
    expect(reply.status).toBe(409)
    const { error } = bodyOf(reply) as { readonly error: Record<string, unknown> } // Our own server's shape.
    expect(error).toEqual({
      what: {
        en: expect.stringContaining(`used by a run of the guide “small” (${run}, `) as string,
        'zh-cn': expect.stringContaining('正在运行指南“small”') as string,
      },
      hint: {
        en: 'Wait until it has ended, or cancel it on the page of that guide.',
        'zh-cn': '请等它结束，或在那篇指南的页面上取消它。',
      },
      busyWith: { run, playbook: 'small', title: small.title, mayCancel: true },
    })
  })

  test('is refused on a target that holds things of the reader, until they agree', async () => {
    const holds = { en: 'It holds 3 containers.', 'zh-cn': '有 3 个容器。' }
    served = await serveSmall({ holds })
    const reply = await post('/api/runs', wanted(served.hash))
    expect([reply.status, bodyOf(reply)]).toMatchObject([409, { error: { what: holds, mayAgree: true } }])
    expect(await served.runs()).toBe(0)
    const agreed = await post('/api/runs', wanted(served.hash, { agreed: true, key: 'another-key-1' }))
    expect((await eventsOf(runOf(agreed))).at(-1)).toMatchObject({ type: 'run-finished', status: 'passed' })
    const again = await post('/api/runs', wanted(served.hash, { key: 'another-key-2' }))
    await eventsOf(runOf(again)) // It is asked once.
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
