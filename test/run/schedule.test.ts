import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type Job, inOrder, schedule } from './schedule.ts'

const job = (name: string, seconds: number, ...after: readonly string[]): Job => ({ name, seconds, after })

interface Journal {
  readonly lines: readonly string[]
  readonly most: number
}

/** Runs jobs whose seconds are milliseconds, and writes down what happened. */
const runAll = async (jobs: readonly Job[], slots: number, failing: readonly string[] = []): Promise<Journal> => {
  const lines: string[] = []
  let [now, most] = [0, 0]
  await schedule(jobs, {
    slots,
    run: async ({ name, seconds }) => {
      most = Math.max(most, (now += 1))
      lines.push(`start ${name}`)
      await wait(seconds)
      now -= 1
      return !failing.includes(name)
    },
    giveUp: ({ name }) => void lines.push(`give up ${name}`),
  })
  return { lines, most }
}

test('what is urgent comes first, then what others wait for, then what takes longest', () => {
  const jobs = [
    job('short', 5),
    job('long', 60),
    job('image', 20),
    job('guide', 50, 'image'),
    { ...job('lint', 1), urgent: true },
  ]
  expect(inOrder(jobs).map(({ name }) => name)).toEqual(['lint', 'image', 'long', 'guide', 'short'])
})

describe('a schedule', () => {
  test('starts a job once those before it have ended, and another one in the meantime', async () => {
    const jobs = [job('guide', 30, 'image'), job('image', 40), job('fast', 10)]
    expect((await runAll(jobs, 2)).lines).toEqual(['start image', 'start fast', 'start guide'])
  })

  test('fills its slots, and not more', async () => {
    expect(
      (
        await runAll(
          [1, 2, 3, 4, 5].map((each) => job(`job ${each}`, 10)),
          2,
        )
      ).most,
    ).toBe(2)
    expect(
      (
        await runAll(
          [1, 2, 3].map((each) => job(`job ${each}`, 10)),
          1,
        )
      ).most,
    ).toBe(1)
  })

  test('gives up what waits for a job that has failed, and runs the rest', async () => {
    const jobs = [job('image', 5), job('guide', 5, 'image'), job('click', 5, 'guide'), job('fast', 1)]
    expect((await runAll(jobs, 1, ['image'])).lines).toEqual([
      'start image',
      'give up guide',
      'give up click',
      'start fast',
    ])
  })

  test('does not wait for a job that was not asked for', async () => {
    expect((await runAll([job('guide', 1, 'image')], 1)).lines).toEqual(['start guide'])
  })

  test('starts nothing more once a run throws, lets the others end, and throws then', async () => {
    const ended: string[] = []
    const run = async ({ name, seconds }: Job): Promise<boolean> => {
      await wait(seconds)
      if (name === 'stopped') throw new Error('Stopped.')
      ended.push(name)
      return true
    }
    const jobs = [job('slow', 40), job('stopped', 20), job('later', 1)]
    await expect(schedule(jobs, { slots: 2, run, giveUp: () => undefined })).rejects.toThrow('Stopped.')
    expect(ended).toEqual(['slow'])
  })
})
