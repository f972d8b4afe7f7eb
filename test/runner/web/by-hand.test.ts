import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type Playbook, byHand, run, sh } from '../../../playbooks/model/index.ts'
import { contentHash } from '../../../runner/core/hash.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { truthfulTarget } from '../../site/support/truthful-target.ts'
import { bodyOf, clientOf } from './api-client.ts'
import { serveSmall, wanted, type Served } from './served.ts'

let served: Served
afterEach(() => served.close())

const clicks: Playbook = playbookOf(
  make('click', {
    action: byHand({ en: 'Click “New”.', 'zh-cn': '点击“新建”。' }),
    checks: [fileIs('new', 'present')],
    undo: run(sh`rm -f new`),
  }),
  make('two'),
)

const post = async (path: string, body: object): Promise<{ readonly status: number; readonly body: unknown }> => {
  const reply = await clientOf(served).post(path, JSON.stringify(body))
  return { status: reply.status, body: bodyOf(reply) }
}

interface Happened {
  readonly type: string
  readonly status?: string
}

const untilEvent = async (id: string, type: string): Promise<readonly Happened[]> => {
  for (;;) {
    const { events } = bodyOf(await clientOf(served).get(`/api/runs/${id}/events`)) as { events: Happened[] } // ours
    if (events.some((event) => event.type === type)) return events
    await sleep(20)
  }
}

/** Starts the guide, and waits until it waits for the reader. */
const startClicks = async (): Promise<string> => {
  served = await serveSmall({}, { playbooks: [clicks], targets: [truthfulTarget(clicks)] })
  const asked = wanted(await contentHash(clicks), { playbook: 'fixture' })
  const { body } = await post('/api/runs', JSON.parse(asked) as object)
  const { run: id } = body as { run: string } // our own server's answer
  await untilEvent(id, 'waiting-for-reader')
  return id
}

test('a run waits until the page says that its reader has done the step', async () => {
  const id = await startClicks()
  expect((await post(`/api/runs/${id}/done`, { step: 'click' })).status).toBe(202)
  const events = await untilEvent(id, 'run-finished')
  expect(events.find(({ type }) => type === 'reader-done')).toMatchObject({ step: 'click', saidIn: 'page' })
  expect(events.at(-1)).toMatchObject({ type: 'run-finished', status: 'passed' })
})

test('a step for which the run does not wait is refused, and so is anything but a step', async () => {
  const id = await startClicks()
  const refused = await post(`/api/runs/${id}/done`, { step: 'two' })
  expect(refused).toMatchObject({
    status: 409,
    body: { error: { what: { en: 'The run does not wait for this step now.' } } },
  })
  expect((await post('/api/runs/nowhere/done', { step: 'click' })).status).toBe(409)
  expect((await post(`/api/runs/${id}/done`, { step: 'click', command: 'rm' })).status).toBe(400)
  expect((await post(`/api/runs/${id}/done`, {})).status).toBe(400)
})

test('a run that waits for its reader can be cancelled', async () => {
  const id = await startClicks()
  expect((await post(`/api/runs/${id}/cancel`, {})).status).toBe(202)
  expect((await untilEvent(id, 'run-finished')).at(-1)).toMatchObject({ status: 'cancelled' })
  expect((await post(`/api/runs/${id}/done`, { step: 'click' })).status).toBe(409)
})
