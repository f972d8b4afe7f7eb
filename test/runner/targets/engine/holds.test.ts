import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { engine } from '../../../../runner/targets/engine/engine.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { bringClient } from './doubles.ts'

let socket = ''
beforeEach(() => {
  const folder = temporaryFolder()
  socket = join(folder, 'docker.sock')
  for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) vi.stubEnv(name, undefined)
  bringClient(folder, `unix://${socket}`)
})
afterEach(() => vi.unstubAllEnvs())

/** An engine with this number of containers, all of them stopped, and of volumes. */
const serve = async (containers: number, volumes: number): Promise<void> => {
  const server = createServer((request, reply) => {
    if (request.url === '/_ping') return void reply.end('OK')
    const wantsAll = request.url === '/containers/json?all=true'
    const answer =
      request.url === '/volumes'
        ? // The engine's way to say that there are none.
          { Volumes: volumes === 0 ? null : Array.from({ length: volumes }, (_, index) => ({ Name: `v${index}` })) }
        : Array.from({ length: wantsAll ? containers : 0 }, (_, index) => ({ Id: `c${index}` }))
    reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  onTestFinished(() => void server.close())
}

test.each([
  [1, 0, '1 container and 0 volumes'],
  [3, 2, '3 containers and 2 volumes'],
  [0, 1, '0 containers and 1 volume'],
])('an engine with %i containers and %i volumes: the sentence names %s', async (containers, volumes, counted) => {
  await serve(containers, volumes)
  const held = await engine.holds?.()
  expect(held?.en).toContain(`unix://${socket} (context “desktop-linux”) holds ${counted}.`)
  expect(held?.['zh-cn']).toContain(`${containers} 个容器和 ${volumes} 个卷`)
})

test('of an engine without containers and volumes, nothing is asked', async () => {
  await serve(0, 0)
  expect(await engine.holds?.()).toBe(undefined)
})

test('where no engine answers, the run says so', async () => {
  expect(await engine.holds?.()).toBe(undefined)
})
