import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { engineAt } from '../../../../runner/checks/look/engine.ts'
import { cannotMount } from '../../../../runner/targets/engine/cannot-mount.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

/** What an engine answers to the request for a container. */
const serve = async (status: number, message: string): Promise<{ readonly path: string; readonly asked: string[] }> => {
  const path = join(temporaryFolder(), 'docker.sock')
  const asked: string[] = []
  const server = createServer((request, reply) => {
    request.setEncoding('utf8')
    request.on('data', (body: string) => asked.push(`${request.url ?? ''} ${body}`))
    request.on('end', () => {
      reply.writeHead(status, { 'content-type': 'application/json' })
      reply.end(JSON.stringify({ message }))
    })
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return { path, asked }
}

const ask = async (status: number, message: string): Promise<string | undefined> => {
  const { path } = await serve(status, message)
  return (await cannotMount(engineAt({ kind: 'socket', path }), '/home/me/runs'))?.what.en
}

test.each([
  // Docker's engine 28.5; the same in the lab, in test/playbooks/on-engine.lab.test.ts.
  [400, 'invalid mount config for type "bind": bind source path does not exist: /home/me/runs'],
  // Docker Desktop, in the words of the symptom “Mounts denied” (playbooks/troubleshooting/registry.ts).
  [500, 'Mounts denied: \nThe path /home/me/runs is not shared from the host and is not known to Docker.'],
])('%i %s: the engine cannot mount the folder', async (status, message) => {
  expect(await ask(status, message)).toBe(
    'Your engine cannot mount /home/me/runs: it runs on another computer, or its VM does not share this folder',
  )
})

test.each([
  [404, 'No such image: shipshape.invalid/none:0'],
  [500, 'it is ill'],
])('%i %s: nothing speaks against it', async (status, message) => {
  expect(await ask(status, message)).toBe(undefined)
})

test('it asks for a container of an image that cannot exist', async () => {
  const { path, asked } = await serve(404, 'No such image')
  await cannotMount(engineAt({ kind: 'socket', path }), '/home/me/runs')
  const [, body = ''] = /^\/containers\/create\S* (.*)$/.exec(asked[0] ?? '') ?? []
  expect(JSON.parse(body)).toEqual({
    Image: 'shipshape.invalid/none:0',
    HostConfig: { Mounts: [{ Type: 'bind', Source: '/home/me/runs', Target: '/folder' }] },
  })
})
