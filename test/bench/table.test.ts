import { expect, test } from 'vitest'
import { median } from './measure.ts'
import { table } from './table.ts'

test('the median is the middle value, or the mean of the two', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})

test('the table shows each figure, and ours as a multiple of the others’', () => {
  const rows = [
    { what: 'a step', unit: 'ms', ours: 20, others: { bash: 1, cram: 0.4 }, note: 'of 50' },
    { what: 'a boot', unit: 's', ours: 16.25, others: {} },
    { what: 'an image', unit: 'MB', ours: undefined, others: {}, note: 'not built' },
  ] as const
  expect(table(rows)).toBe(`what      shipshape  bash           cram
────────  ─────────  ─────────────  ─────────────  ─────────
a step    20.0 ms    1.00 ms (20×)  0.40 ms (50×)  of 50
a boot    16.3 s     –              –
an image  –          –              –              not built`)
})
