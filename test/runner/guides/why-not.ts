import { expect } from 'vitest'
import { findingText } from '../../../runner/guides/finding.ts'
import { loadGuides } from '../../../runner/guides/load.ts'
import { checkoutOf, tinyGuide } from '../../fixtures/checkout.ts'

/** What is said of a guide with this source; the other guide must load in any case. */
export const whyNot = async (source: string, withinMs = 5000): Promise<readonly string[]> => {
  const { notLoaded, playbooks, ids } = await loadGuides({
    ...checkoutOf({ broken: source, good: tinyGuide('good') }),
    withinMs,
  })
  expect([ids, playbooks.map(({ id }) => id), notLoaded.map(({ id }) => id)]).toEqual([
    ['broken', 'good'],
    ['good'],
    ['broken'],
  ])
  return notLoaded.flatMap(({ findings }) => findings.map(findingText))
}
