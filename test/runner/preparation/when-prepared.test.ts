import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { Part } from '../../../runner/preparation/part.ts'
import { Preparation } from '../../../runner/preparation/preparation.ts'
import { waitingText } from '../../../runner/preparation/progress-text.ts'
import { whenPrepared } from '../../../runner/preparation/when-prepared.ts'
import type { EventBody } from '../../../runner/protocol/events.ts'
import { english } from '../../fixtures/english.ts'
import { executeHere } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget, type Script } from '../../fixtures/scripted-target.ts'
import { gate } from '../../site/support/rehearsed.ts'
import { filePart } from './parts.ts'

let folder = ''
let preparation: Preparation
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-when-'))
})
afterEach(async () => {
  await preparation.close()
  await rm(folder, { recursive: true, force: true })
})

const run = (
  parts: readonly Part[],
  script: Script = {},
  cancel = new AbortController(),
): ReturnType<typeof executeHere> => {
  preparation = new Preparation(parts, { cache: folder })
  preparation.start()
  const target = whenPrepared(
    scriptedTarget(script),
    preparation,
    parts.map(({ id }) => id),
    () => (time += 5_000),
  )
  return executeHere(playbookOf(make('one')), { target, cancel: cancel.signal })
}
let time = 0
const preparing = (events: readonly EventBody[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'preparing' ? [event.text.en] : []))

test('a run begun too early waits, says for what, and then runs', async () => {
  const wait = gate()
  const running = run([
    filePart({ folder, id: 'image', until: () => wait.passed }),
    filePart({ folder, id: 'vm', after: ['image'] }),
  ])
  setTimeout(wait.open, 100)
  const { report, events } = await running
  expect(report.status).toBe('passed')
  expect(preparing(events)).toContain('waiting for: IMAGE (50 %); 1 more to come')
})

test('a part that failed is the reason, with its fix, where the target cannot be opened', async () => {
  const missing = [{ what: alike('no image'), hint: alike('npx shipshape lab build') }]
  const { report } = await run(
    [
      filePart({ folder, id: 'image', fails: () => 'the mirror is broken' }),
      filePart({ folder, id: 'vm', after: ['image'] }),
    ],
    { missing },
  )
  expect(report.status).toBe('blocked')
  expect(english(report.missing)).toEqual([{ what: 'the mirror is broken', hint: 'fix-image' }])
})

test('a part that failed and that the target can do without stops nothing', async () => {
  expect((await run([filePart({ folder, id: 'image', fails: () => 'the mirror is broken' })])).report.status).toBe(
    'passed',
  )
})

test('what the target itself finds missing is said when every part is ready', async () => {
  const missing = [{ what: alike('no client'), hint: alike('npx shipshape doctor') }]
  expect(english((await run([filePart({ folder, id: 'image' })], { missing })).report.missing)).toEqual(
    english(missing),
  )
})

test('a run that waits can be cancelled', async () => {
  const cancel = new AbortController()
  const running = run([filePart({ folder, id: 'image', until: () => new Promise(() => undefined) })], {}, cancel)
  setTimeout(() => cancel.abort(), 50)
  expect((await running).report.status).toBe('cancelled')
})

test.each([
  [
    [{ id: 'a', state: 'preparing', done: 12e6, total: 70e6, unit: 'bytes' }],
    'waiting for: A (12 of 70 MB)',
    '等待准备：A（12 / 70 MB）',
  ],
  [
    [
      { id: 'a', state: 'preparing' },
      { id: 'b', state: 'preparing', done: 1, total: 3 },
      { id: 'c', state: 'waiting' },
    ],
    'waiting for: A, B (33 %); 1 more to come',
    '等待准备：A、B（33 %）；之后还有 1 项',
  ],
  [
    [
      { id: 'a', state: 'waiting' },
      { id: 'b', state: 'waiting' },
    ],
    'waiting for: A; 1 more to come',
    '等待准备：A；之后还有 1 项',
  ],
] as const)('what a run waits for is said in both languages: %j', (parts, en, zhCn) => {
  expect(waitingText(parts.map((part) => ({ ...part, title: alike(part.id.toUpperCase()) })))).toEqual({
    en,
    'zh-cn': zhCn,
  })
})
