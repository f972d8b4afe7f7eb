import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { Part } from '../../../runner/preparation/part.ts'
import { Preparation } from '../../../runner/preparation/preparation.ts'
import { isLocked, takeLock } from '../../../runner/host/lock.ts'
import { english } from '../../fixtures/english.ts'
import { gate } from '../../site/support/rehearsed.ts'
import { filePart, type FilePart } from './parts.ts'

let folder = ''
let preparation: Preparation
let made: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-preparation-'))
  made = []
})
afterEach(async () => {
  await preparation.close()
  await rm(folder, { recursive: true, force: true })
})

const part = (id: string, more: Partial<FilePart> = {}): Part =>
  filePart({ folder: join(folder, 'parts'), id, onMake: () => made.push(id), ...more })
const begin = (...parts: readonly Part[]): Preparation => {
  preparation = new Preparation(parts, { cache: folder, lockEveryMs: 20 })
  preparation.start()
  return preparation
}
const { signal } = new AbortController()
const settle = async (): Promise<readonly string[]> => {
  const ids = preparation.status().parts.map(({ id }) => id)
  return (await preparation.settled(ids, { signal, onProgress: () => undefined })).map(
    ({ id, state }) => `${id} ${state}`,
  )
}
const until = async (holds: () => boolean): Promise<void> => {
  if (holds()) return
  await new Promise<void>((resolve) => {
    const stop = preparation.subscribe(() => {
      if (!holds()) return
      stop()
      resolve()
    })
  })
}
const stateOf = (id: string): string | undefined => preparation.status().parts.find((each) => each.id === id)?.state
const files = (): Promise<readonly string[]> => readdir(join(folder, 'parts'))

describe('what is missing', () => {
  test('is made in its order, each after what it needs, and the lock is released', async () => {
    begin(part('a'), part('b', { after: ['a'] }), part('c', { after: ['b'] }))
    expect(await settle()).toEqual(['a ready', 'b ready', 'c ready'])
    expect(made).toEqual(['a', 'b', 'c'])
    expect(await files()).toEqual(['a', 'b', 'c'])
    expect(isLocked(join(folder, 'build.lock'))).toBe(false)
  })

  test('is made two at a time', async () => {
    const wait = gate()
    begin(...['a', 'b', 'c'].map((id) => part(id, { until: () => wait.passed })))
    await until(() => stateOf('b') === 'preparing' && preparation.status().parts[0]?.done === 1)
    expect(english(preparation.status().parts)).toMatchObject([
      { id: 'a', state: 'preparing', text: 'writing a', done: 1, total: 2, unit: 'steps' },
      { id: 'b', state: 'preparing' },
      { id: 'c', state: 'waiting', text: 'waiting for its turn' },
    ])
    wait.open()
    expect(await settle()).toEqual(['a ready', 'b ready', 'c ready'])
  })

  test('says what it waits for', async () => {
    const wait = gate()
    begin(part('a', { until: () => wait.passed }), part('b', { after: ['a'] }))
    await until(() => stateOf('a') === 'preparing')
    expect(english(preparation.status().parts[1])).toMatchObject({ state: 'waiting', text: 'waiting for: A' })
    wait.open()
    await settle()
  })
})

test('what is there, or not needed, is not made, and no lock is taken', async () => {
  await begin(part('a')).settled(['a'], { signal, onProgress: () => undefined })
  await preparation.close()
  const holder = takeLock(join(folder, 'build.lock'))
  begin(part('a'), { ...part('b'), find: () => Promise.resolve('not-needed') }, part('c', { after: ['b'] }), part('d'))
  await until(() => stateOf('b') === 'not-needed' && stateOf('a') === 'ready')
  expect(made).toEqual(['a'])
  holder?.release()
  expect(await settle()).toEqual(['a ready', 'b not-needed', 'c ready', 'd ready'])
})

test('what cannot be looked for yet is looked for again before it is made', async () => {
  let looks = 0
  const find: Part['find'] = () => (
    (looks += 1),
    looks === 1 ? Promise.reject(new Error('no qemu')) : Promise.resolve('ready')
  )
  begin(part('a'), { ...part('b', { after: ['a'] }), find })
  expect(await settle()).toEqual(['a ready', 'b ready'])
  expect(made).toEqual(['a'])
})

describe('a failure', () => {
  test('fails what comes after it, with its reason and fix, and nothing else', async () => {
    begin(part('a', { fails: () => 'no room' }), part('b', { after: ['a'] }), part('c', { after: ['b'] }), part('d'))
    expect(await settle()).toEqual(['a failed', 'b failed', 'c failed', 'd ready'])
    expect(english(preparation.status().parts.map(({ problem }) => problem))).toEqual([
      { what: 'no room', hint: 'fix-a' },
      { what: 'It needs “A”, which could not be prepared.', hint: 'fix-a' },
      { what: 'It needs “B”, which could not be prepared.', hint: 'fix-a' },
      undefined,
    ])
    expect(await files()).toEqual(['d'])
  })

  test('can be tried again, with all that failed because of it', async () => {
    let failure: string | undefined = 'no room'
    begin(part('a', { fails: () => failure }), part('b', { after: ['a'] }))
    await settle()
    failure = undefined
    preparation.retry(['b'])
    expect(await settle()).toEqual(['a ready', 'b ready'])
    expect(made).toEqual(['a', 'a', 'b'])
  })

  test('of the lock itself is reported by each part', async () => {
    await writeFile(join(folder, 'file'), '')
    preparation = new Preparation([part('a')], { cache: join(folder, 'file') })
    preparation.start()
    expect(await settle()).toEqual(['a failed'])
    expect(preparation.status().parts[0]?.problem?.what.en).toContain('EEXIST')
  })
})

describe('stopping', () => {
  test('leaves nothing half made', async () => {
    begin(part('a', { until: () => new Promise(() => undefined) }), part('b', { after: ['a'] }))
    await until(() => stateOf('a') === 'preparing' && preparation.status().parts[0]?.done === 1)
    expect((await preparation.close()).parts.map(({ state, text }) => `${state}: ${text?.en ?? ''}`)).toEqual([
      'waiting: stopped; it is made at the next start',
      'waiting: stopped; it is made at the next start',
    ])
    expect(await files()).toEqual([])
    expect(isLocked(join(folder, 'build.lock'))).toBe(false)
  })

  test('ends a waiting caller by its own signal', async () => {
    const leaving = new AbortController()
    begin(part('a', { until: () => new Promise(() => undefined) }))
    const heard: string[] = []
    const waiting = preparation.settled(['a'], {
      signal: leaving.signal,
      onProgress: (pending) => heard.push(pending.map(({ id }) => id).join()),
    })
    leaving.abort(new Error('left'))
    await expect(waiting).rejects.toThrow('left')
    expect(heard[0]).toBe('a')
  })
})

describe('another process that prepares', () => {
  test('is waited for, and what it made is found', async () => {
    const holder = takeLock(join(folder, 'build.lock'))
    begin(part('a'))
    await until(() => preparation.status().parts[0]?.text?.en === 'another Shipshape on this computer is preparing it')
    await writeFile(join(folder, 'a-made-elsewhere'), '')
    await filePart({ folder: join(folder, 'parts'), id: 'a' }).make({ progress: () => undefined, signal })
    holder?.release()
    expect(await settle()).toEqual(['a ready'])
    expect(made).toEqual([])
  })

  test('is waited for when it is killed, too, and then the part is made here', async () => {
    const lock = new URL('../../../runner/host/lock.ts', import.meta.url).href
    const script = `const { takeLock } = await import(${JSON.stringify(lock)}); globalThis.held = takeLock(${JSON.stringify(join(folder, 'build.lock'))}); console.log('held'); setInterval(() => undefined, 1000)`
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(child.stdout, 'data')
    begin(part('a'))
    await until(() => preparation.status().parts[0]?.text?.en === 'another Shipshape on this computer is preparing it')
    child.kill('SIGKILL')
    expect(await settle()).toEqual(['a ready'])
    expect(made).toEqual(['a'])
  })
})

test('a part that is not prepared here is not waited for', async () => {
  begin(part('a'))
  expect(await preparation.settled(['x'], { signal, onProgress: () => undefined })).toEqual([])
  expect(english(preparation.status().parts[0]?.title ?? alike(''))).toBe('A')
})
