import { expect, onTestFinished, test, vi } from 'vitest'
import { type Outcome, single } from './count.ts'
import type { TestJob } from './parts.ts'
import { runJobs, totalOf } from './run-jobs.ts'

const environment = { root: '/nowhere', log: '/nowhere/log', env: {} }

interface Fake {
  readonly name: string
  readonly outcome?: Outcome
  readonly prints?: string
  readonly after?: readonly string[]
}

const job = ({ name, outcome = single(true), prints = '', after = [] }: Fake): TestJob => ({
  name,
  after,
  part: 'fake',
  seconds: 1,
  run: ({ onOutput }) => {
    onOutput?.(prints)
    return Promise.resolve(outcome)
  },
})

/** What a person sees, without times. */
const shown = async (...jobs: readonly Fake[]): Promise<{ readonly text: string; readonly total: object }> => {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  onTestFinished(() => log.mockRestore())
  const done = await runJobs(jobs.map(job), environment)
  return { text: lines.join('\n').replaceAll(/\d+\.\d s/g, 'N s'), total: totalOf(done) }
}

test('a job that is good is a line, one that is not shows what it printed', async () => {
  const { text, total } = await shown(
    { name: 'lint', prints: 'nothing of interest\n' },
    { name: 'types', outcome: single(false), prints: 'index.ts(1,1): error\n' },
  )
  expect(text).toBe(
    '✓ lint: 1 passed, 0 failed in N s\n\n── types ──\nindex.ts(1,1): error\n──\n✗ types: 0 passed, 1 failed in N s',
  )
  expect(total).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('what cannot be run because something before it has failed counts as failed, and says why', async () => {
  const { text, total } = await shown(
    { name: 'image', outcome: single(false), prints: 'no room\n' },
    { name: 'guide', after: ['image'] },
  )
  expect(text).toContain('── guide ──\nIt needs image.\n──\n✗ guide: 0 passed, 1 failed in N s')
  expect(total).toEqual({ passed: 0, failed: 2, skipped: 0 })
})

test('a job that is alone prints by itself, as it comes', async () => {
  const onOutput: unknown[] = []
  const alone: TestJob = {
    ...job({ name: 'alone' }),
    run: (where) => {
      onOutput.push(where.onOutput)
      return Promise.resolve(single(true))
    },
  }
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  onTestFinished(() => log.mockRestore())
  await runJobs([alone], environment)
  expect(onOutput).toEqual([undefined])
})
