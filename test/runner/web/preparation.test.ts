import { afterEach, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { PreparationStatus } from '../../../runner/protocol/preparation.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { truthfulTarget } from '../../site/support/truthful-target.ts'
import type { RawReply } from './http.ts'
import { request } from './http.ts'
import { serveSmall, small, type Served } from './served.ts'

let served: Served
afterEach(() => served.close())

const headers = (): readonly (readonly [string, string])[] => [
  ['Host', `127.0.0.1:${served.server.port}`],
  ['Authorization', `Bearer ${served.server.token}`],
]
const get = (path: string): Promise<RawReply> => request(served.server.port, { path, headers: headers() })
const post = (path: string, body: string): Promise<RawReply> =>
  request(served.server.port, {
    method: 'POST',
    path,
    headers: [...headers(), ['Content-Type', 'application/json']],
    body,
  })
const bodyOf = (reply: RawReply): unknown => JSON.parse(reply.text.slice(reply.text.indexOf('\r\n\r\n') + 4))

const status: PreparationStatus = {
  parts: [
    {
      id: 'image',
      title: alike('Image'),
      state: 'failed',
      problem: { what: alike('no mirror'), hint: alike('npm start') },
    },
  ],
}

test('what is prepared is told as it is, and nothing when nothing is', async () => {
  served = await serveSmall({}, { preparation: { status: () => status, retry: () => undefined } })
  expect(bodyOf(await get('/api/preparation'))).toEqual(status)
  await served.close()
  served = await serveSmall()
  expect(bodyOf(await get('/api/preparation'))).toEqual({ parts: [] })
})

test('what failed is tried again, all of it or the named parts', async () => {
  const asked: (readonly string[] | undefined)[] = []
  served = await serveSmall({}, { preparation: { status: () => status, retry: (ids) => void asked.push(ids) } })
  const replies = [
    await post('/api/preparation/retry', '{}'),
    await post('/api/preparation/retry', '{"parts":["stand-in/nginx:1.26"]}'),
  ]
  expect(replies.map((reply) => reply.status)).toEqual([202, 202])
  expect(asked).toEqual([undefined, ['stand-in/nginx:1.26']])
})

test.each(['{"parts":"image"}', '{"parts":["../image"]}', '{"command":"touch /tmp/canary"}', '[]'])(
  '“%s” is refused',
  async (body) => {
    served = await serveSmall()
    expect((await post('/api/preparation/retry', body)).status).toBe(400)
  },
)

test('which targets can be opened is told at once, also of one that has to wait', async () => {
  const target = (id: string, missing: Target['missing']): Target => ({ ...truthfulTarget(small), id, missing })
  const missing = [{ what: alike('no QEMU'), hint: alike('npm start') }]
  served = await serveSmall(
    {},
    {
      targets: [
        target('engine', () => Promise.resolve([])),
        target('fusion', () => Promise.resolve(missing)),
        target('lab', ({ onProgress, signal }) => {
          onProgress(alike('waiting for: image'))
          return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('left'))))
        }),
        target('virtualbox', () => Promise.reject(new Error('a mistake'))),
      ],
    },
  )
  expect(bodyOf(await get('/api/targets'))).toEqual({
    targets: [
      { id: 'engine', state: 'ready', missing: [] },
      { id: 'fusion', state: 'missing', missing },
      { id: 'lab', state: 'preparing', missing: [] },
      { id: 'virtualbox', state: 'preparing', missing: [] },
    ],
  })
})
