import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { oneAtATime } from '../../../runner/host/one-at-a-time.ts'

const never = new AbortController().signal

test('work on one path is done by one caller after the other, work on two paths side by side', async () => {
  const log: string[] = []
  const work = (name: string) => async () => {
    log.push(`${name} begins`)
    await pause(5)
    log.push(`${name} ends`)
    return name
  }
  const all = Promise.all([
    oneAtATime('a', never, work('first')),
    oneAtATime('a', never, work('second')),
    oneAtATime('b', never, work('other')),
  ])
  expect(await all).toEqual(['first', 'second', 'other'])
  expect(log.indexOf('second begins')).toBeGreaterThan(log.indexOf('first ends'))
  expect(log.indexOf('other begins')).toBeLessThan(log.indexOf('first ends'))
})

test('whatever came of the first, the second has its turn', async () => {
  const failing = oneAtATime('a', never, () => Promise.reject(new Error('broken')))
  const second = oneAtATime('a', never, () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await second).toBe('done')
})

test('a caller that is aborted while it waits does nothing', async () => {
  const stop = new AbortController()
  const first = oneAtATime('a', never, () => pause(5))
  const second = oneAtATime('a', stop.signal, () => Promise.resolve('done'))
  stop.abort()
  await expect(second).rejects.toThrow('This operation was aborted')
  await first
})
