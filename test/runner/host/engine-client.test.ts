import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { engineClient } from '../../../runner/host/engine-client.ts'
import * as servers from '../checks/cannot-look/servers.ts'
import { freePort, listen } from '../checks/listening.ts'

const limits = { connectMs: 300, answerMs: 600, bytes: 1 << 20 }
const at = (port: number): ReturnType<typeof engineClient> =>
  engineClient({ protocol: 'http', host: '127.0.0.1', port }, limits)

describe('a call to an engine', () => {
  test.each([
    ['says nothing', servers.silent, 'no-answer'],
    ['ends in the middle of its answer', servers.halfAnswer, 'cut-short'],
    ['ends in the middle of its headers', servers.halfHead, 'cut-short'],
    ['answers half of a JSON text', servers.halfJson, 'cut-short'],
    ['never ends its answer', servers.endlessAnswer, 'too-long'],
  ] as const)('ends in time when somebody %s', async (_, serve, kind) => {
    const began = performance.now()
    await expect(at(await serve()).info()).rejects.toMatchObject({ name: 'RunnerError', code: 'broken', kind })
    expect(performance.now() - began).toBeLessThan(5000)
  })

  test('ends in time when an archive never ends', async () => {
    const archive = await at(await servers.endlessAnswer())
      .getContainer('web')
      .getArchive({ path: '/' })
    await expect(
      (async () => {
        for await (const piece of archive) expect(piece.length).toBeGreaterThan(0)
      })(),
    ).rejects.toThrow()
  })

  test('has the system’s error when nobody is there', async () => {
    await expect(at(await freePort()).ping()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('has the engine’s status and message when it refuses', async () => {
    const port = await listen(createServer((_, answer) => answer.writeHead(409).end('{"message":"it is in use"}')))
    await expect(at(port).getVolume('data').remove()).rejects.toMatchObject({
      statusCode: 409,
      json: { message: 'it is in use' },
    })
  })

  test('has the answer, of as many calls at once as there are', async () => {
    const port = await listen(
      createServer(({ url }, answer) => {
        answer.setHeader('content-type', 'application/json')
        setTimeout(() => answer.end(JSON.stringify({ Name: url })), Math.random() * 100)
      }),
    )
    const names = ['one', 'two', 'three', 'four']
    const volumes = await Promise.all(names.map((name) => at(port).getVolume(name).inspect()))
    expect(volumes.map(({ Name }) => Name)).toEqual(names.map((name) => `/volumes/${name}`))
  })
})
