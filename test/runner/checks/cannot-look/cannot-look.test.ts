import { describe, expect, test } from 'vitest'
import { whyNoNamespace } from '../../../fixtures/fake-lab.ts'
import { rows } from './kinds.ts'
import { type Row, type Trial, type Way, ways } from './ways.ts'

const noNamespace = whyNoNamespace()

const trialsOf = (cell: Row[Way]): readonly Trial[] => {
  if (typeof cell === 'string') return []
  return typeof cell === 'function' ? [cell] : cell
}

const names = Object.keys(ways) as readonly Way[] // of our own list

const someText: unknown = expect.stringMatching(/\S/)
const inWords = { en: someText, 'zh-cn': someText }

describe.each(Object.entries(rows))('a check of the kind %s', (_kind, row) => {
  for (const way of names) {
    const trials = trialsOf(row[way])
    // A cell that is a text says why there is nothing to try.
    if (trials.length > 0)
      test(`cannot look ${ways[way]}`, async ({ skip }) => {
        if (way === 'resolver' && noNamespace !== undefined) skip(noNamespace)
        const seen = await Promise.all(trials.map((trial) => trial()))
        expect(seen).toEqual(trials.map(() => ({ kind: 'cannot-look', reason: inWords })))
      })
  }
})
