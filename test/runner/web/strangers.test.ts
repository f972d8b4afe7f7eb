import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { type Socket, connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveSmall, type Served } from './served.ts'

let served: Served
let sockets: Socket[] = []
beforeEach(async () => (served = await serveSmall()))
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  sockets = []
  await served.close()
})

/** Connections that have sent a part of a request and never send the rest. */
const holdOpen = async (count: number, part: string): Promise<void> => {
  const { port } = served.server
  const opened = Array.from({ length: count }, () => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined) // the server may close it
    socket.write(part)
    sockets.push(socket)
    return once(socket, 'connect')
  })
  await Promise.all(opened)
}

const ask = (path: string, agent: Agent | undefined, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = get({ host: '127.0.0.1', port: served.server.port, path, headers, agent }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
    asked.once('error', reject)
  })

const timed = async (work: Promise<number>): Promise<readonly [status: number, isInTime: boolean]> => {
  const begun = performance.now()
  return [await work, performance.now() - begun < 1000]
}

const host = 'Host: 127.0.0.1\r\n'

test.for([
  ['half a request', `GET / HTTP/1.1\r\n${host}`],
  ['nothing', ''],
  ['half a body', `POST /api/runs HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`],
] as const)('400 connections that sent %s do not keep a page from its answer', async ([, part]) => {
  await holdOpen(400, part)
  for (let count = 0; count < 5; count += 1) {
    expect(await timed(ask('/', undefined))).toEqual([200, true])
    await holdOpen(50, part)
  }
})

test('a page that is connected stays connected meanwhile', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const authorized = { Authorization: `Bearer ${served.server.token}` }
  expect(await ask('/api/runs', agent, authorized)).toBe(200)
  const [before] = Object.values(agent.freeSockets).flat()
  await holdOpen(400, 'GET / HTTP/1.1\r\n')
  expect(await timed(ask('/api/runs', agent, authorized))).toEqual([200, true])
  const [after] = Object.values(agent.freeSockets).flat()
  expect(after?.localPort).toBe(before?.localPort)
  agent.destroy()
})
