import { afterEach, describe, expect, test } from 'vitest'
import { type ApiClient, bodyOf, clientOf } from './api-client.ts'
import { request, sendRaw } from './http.ts'
import { serveSmall, wanted, type Served } from './served.ts'

let served: Served
afterEach(() => served.close())

const headers: ApiClient['headers'] = (more) => clientOf(served).headers(more)
const post: ApiClient['post'] = (...sent) => clientOf(served).post(...sent)

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
    const lines = chunked.headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')
    const inPieces = sendRaw(
      port,
      `POST /api/runs HTTP/1.1\r\n${lines}\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`,
    )
    expect([(await post('/api/runs', long)).status, (await inPieces).status]).toEqual([413, 413])
  })
})
