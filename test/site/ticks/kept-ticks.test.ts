import { expect, test } from 'vitest'
import { keepTicks, readTicks, type TickStorage } from '../../../site/ticks/kept-ticks.ts'

/** What a browser does: texts by their keys. */
const storageWith = (entries: Readonly<Record<string, string>> = {}): TickStorage & { readonly kept: () => object } => {
  const texts = new Map(Object.entries(entries))
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    kept: () => Object.fromEntries(texts),
  }
}

const steps = new Map([
  ['init', 'a1'],
  ['up', 'b2'],
])

test('ticks are read again as they were kept', () => {
  const storage = storageWith()
  keepTicks(storage, 'boot2docker', new Set(['up']), steps)
  expect(storage.kept()).toEqual({ 'shipshape-ticked-boot2docker': '{"up":"b2"}' })
  expect([...readTicks(storage, 'boot2docker', steps)]).toEqual(['up'])
  expect([...readTicks(storage, 'arm-on-mac', steps)]).toEqual([])
})

test('a step that has changed since, or is no longer in the guide, is not ticked', () => {
  const storage = storageWith({ 'shipshape-ticked-g': '{"init":"a1","up":"old","gone":"c3"}' })
  expect([...readTicks(storage, 'g', steps)]).toEqual(['init'])
})

test('nothing is kept when nothing is ticked', () => {
  const storage = storageWith({ 'shipshape-ticked-g': '{"init":"a1"}' })
  keepTicks(storage, 'g', new Set(), steps)
  expect(storage.kept()).toEqual({})
})

test.each(['', 'no JSON', 'null', '7', '[]', '{"init":1}', '{"init":null}'])('%j is no tick', (text) => {
  expect([...readTicks(storageWith({ 'shipshape-ticked-g': text }), 'g', steps)]).toEqual([])
})
