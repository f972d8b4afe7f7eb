import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { alike } from '../../../../playbooks/model/index.ts'
import { observeHttp } from '../../../../runner/checks/http/observe.ts'
import { observeName } from '../../../../runner/checks/name/observe.ts'
import { observePort } from '../../../../runner/checks/port/observe.ts'
import { observeRoute } from '../../../../runner/checks/route/observe.ts'

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

const listen = async (server: Server): Promise<number> => {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port // listening on TCP, so it is an object
}
const freePort = async (): Promise<number> => {
  const port = await listen(createServer())
  await new Promise((resolve) => servers.pop()?.close(resolve))
  return port
}
const signal = new AbortController().signal

test('a port is open, or refuses', async () => {
  expect(await observePort('127.0.0.1', await listen(createServer()))).toEqual({ kind: 'state', state: 'open' })
  expect(await observePort('localhost', await freePort())).toEqual({
    kind: 'state',
    state: 'refused',
    detail: alike('ECONNREFUSED'),
  })
})

test('an HTTP answer is seen with status and body, a redirect as itself', async () => {
  const port = await listen(createHttpServer((_, answer) => answer.writeHead(302, { location: '/' }).end('there')))
  expect(await observeHttp(`http://127.0.0.1:${port}/`, signal)).toEqual({ kind: 'http', status: 302, body: 'there' })
})

test('a server that is not there is unreachable, with the reason', async () => {
  const port = await freePort()
  expect(await observeHttp(`http://127.0.0.1:${port}/`, signal)).toEqual({
    kind: 'unreachable',
    reason: {
      en: `http://127.0.0.1:${port}/ does not answer: “ECONNREFUSED”`,
      'zh-cn': `http://127.0.0.1:${port}/ 没有应答：“ECONNREFUSED”`,
    },
  })
})

test('a name has an address or none', async () => {
  expect(await observeName('localhost')).toEqual({ kind: 'address', address: '127.0.0.1' })
  expect(await observeName('no-such-name.invalid')).toEqual({ kind: 'address', address: 'none' })
})

test('packets for this computer stay on its loopback device', async () => {
  expect(await observeRoute('127.0.0.1')).toEqual({ kind: 'device', device: 'lo' })
})
