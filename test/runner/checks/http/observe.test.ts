import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { expect, test } from 'vitest'
import { alike } from '../../../../playbooks/model/index.ts'
import type { Observation } from '../../../../runner/contract/observation.ts'
import { type HttpQuestion, observeHttp } from '../../../../runner/checks/http/observe.ts'
import { whyNoNamespace } from '../../../fixtures/fake-lab.ts'
import { amongNoNames } from '../cannot-look/elsewhere.ts'
import { freePort, listen } from '../listening.ts'

const { signal } = new AbortController()

const look = (port: number, more: Partial<HttpQuestion> = {}): Promise<Observation> =>
  observeHttp({ url: `http://127.0.0.1:${port}/`, readsBody: false, ...more }, signal)

test('an HTTP answer is seen with its status, and with its body when that is asked for', async () => {
  const port = await listen(createServer((_, answer) => answer.writeHead(302, { location: '/' }).end('there')))
  expect(await look(port)).toEqual({ kind: 'http', status: 302 })
  expect(await look(port, { readsBody: true })).toEqual({ kind: 'http', status: 302, body: 'there' })
})

test('a login is sent as RFC 7617 says', async () => {
  const port = await listen(
    createServer(({ headers }, answer) =>
      answer.writeHead(headers.authorization === undefined ? 401 : 200).end(headers.authorization),
    ),
  )
  expect(await look(port)).toEqual({ kind: 'http', status: 401 })
  expect(await look(port, { login: { user: 'ann', password: 'secret' }, readsBody: true })).toEqual({
    kind: 'http',
    status: 200,
    body: `Basic ${Buffer.from('ann:secret').toString('base64')}`,
  })
})

test('a media type is asked for', async () => {
  const port = await listen(createServer(({ headers }, answer) => answer.end(headers.accept)))
  expect(await look(port, { readsBody: true })).toEqual({ kind: 'http', status: 200, body: '' })
  expect(await look(port, { accept: 'text/markdown', readsBody: true })).toEqual({
    ...{ kind: 'http', status: 200, body: 'text/markdown' },
  })
})

test('a body that never ends is not read when only the status is asked for', async () => {
  const port = await listen(createServer((_, answer) => void answer.writeHead(200).write('x')))
  expect(await look(port)).toEqual({ kind: 'http', status: 200 })
})

test('a server that is not there is seen as refused, one that hangs up at once as closed', async () => {
  expect(await look(await freePort())).toEqual({ kind: 'state', state: 'refused', detail: alike('ECONNREFUSED') })
  const closing = await listen(createTcpServer((socket) => socket.destroy()))
  expect(await look(closing)).toEqual({ kind: 'state', state: 'closed', detail: alike('ECONNRESET') })
})

test.skipIf(whyNoNamespace() !== undefined)('a server whose name no name server knows is absent', async () => {
  expect(await amongNoNames({ kind: 'http', url: 'http://a.example/', status: 200 })).toEqual({ kind: 'absent' })
})
