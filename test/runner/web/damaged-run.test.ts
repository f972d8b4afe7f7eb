import { appendFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { journalPath, runFolder } from '../../../runner/runs/folder.ts'
import { bodyOf, clientOf } from './api-client.ts'
import { serveSmall, type Served, wanted } from './served.ts'

let served: Served
afterEach(() => served.close())

interface Answer {
  readonly events: readonly RunEvent[]
  readonly problem?: { readonly what: { readonly en: string } }
}

test('a page is given the reason in place of the end of a damaged run, and other runs go on', async () => {
  served = await serveSmall()
  const { get, post } = clientOf(served)
  const start = async (key: string): Promise<string> =>
    (bodyOf(await post('/api/runs', wanted(served.hash, { key }))) as { readonly run: string }).run
  const eventsOf = async (run: string): Promise<Answer> => bodyOf(await get(`/api/runs/${run}/events`)) as Answer
  const ended = async (run: string): Promise<Answer> => {
    for (;;) {
      const answer = await eventsOf(run)
      if (answer.events.at(-1)?.type === 'run-finished') return answer
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const run = await start('key-0000000001')
  const { events } = await ended(run)
  const journal = journalPath(runFolder(served.state, run))
  appendFileSync(journal, 'garbage')
  const { events: rest, problem } = await eventsOf(run)
  expect(rest).toEqual(events.slice(0, -1))
  expect(problem?.what.en).toBe(
    `The journal ${journal} is damaged in line ${events.length + 1}, so the result of this run is not known.`,
  )
  expect(bodyOf(await get('/api/runs'))).toMatchObject({ runs: [{ run, status: 'damaged', playbook: 'small' }] })
  const second = await start('key-0000000002')
  expect((await ended(second)).problem).toBeUndefined()
  expect(served.log.filter((line) => line.includes('failed'))).toEqual([])
})
