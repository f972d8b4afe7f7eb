import { expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import { concludedText } from '../../../runner/commands/concluded-text.ts'

const run = '20260101-000000-aaaaaa'

test('what became of an interrupted run is said as it is', () => {
  const leftover = {
    what: { en: 'Step “web” may not have been undone.', 'zh-cn': '' },
    hint: alike('docker rm -f web'),
  }
  const problem = { what: { en: 'Its journal is damaged.', 'zh-cn': '' }, hint: alike('rm -r x') }
  expect([
    concludedText({ kind: 'concluded', run, leftovers: [] }),
    concludedText({ kind: 'concluded', run, leftovers: [leftover] }),
    concludedText({ kind: 'left', run, problem }),
  ]).toEqual([
    `Run ${run} was interrupted, and is now recorded as broken. What it left behind has been cleaned up.`,
    `Run ${run} was interrupted, and is now recorded as broken. What it made is still there; these commands undo it:\n` +
      'Step “web” may not have been undone.\n  docker rm -f web',
    `Run ${run} was left as it is. Its journal is damaged.\n  rm -r x`,
  ])
})
