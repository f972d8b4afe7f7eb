import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { ReadableRun } from '../../../runner/protocol/api.ts'
import { bodyOf, clientOf } from './api-client.ts'
import { serveSmall, wanted, type Served } from './served.ts'

let served: Served
afterEach(() => served.close())

const listed = async (): Promise<readonly ReadableRun[]> => {
  const { runs } = bodyOf(await clientOf(served).get('/api/runs')) as { runs: ReadableRun[] } // our own server's answer
  return runs
}

test('a run is listed with its time, and its journal is given as it is on disk', async () => {
  served = await serveSmall()
  await clientOf(served).post('/api/runs', wanted(served.hash))
  let runs = await listed()
  while (runs[0]?.status !== 'passed') {
    await sleep(20)
    runs = await listed()
  }
  expect(runs[0].milliseconds).toBeGreaterThan(0)
  const { run } = runs[0]
  const { text } = await clientOf(served).get(`/api/runs/${run}/journal`)
  const onDisk = await readFile(join(served.state, 'runs', run, 'journal.jsonl'), 'utf8')
  expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toBe(onDisk)
})

test('a journal of no run is not found', async () => {
  served = await serveSmall()
  expect((await clientOf(served).get('/api/runs/20260101-000000-aaaaaa/journal')).status).toBe(404)
})
