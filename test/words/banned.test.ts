import { describe, expect, test } from 'vitest'
import { banned } from './banned.ts'
import { bannedIn, complaintsOf } from './find.ts'

const refused = banned.flatMap(({ refused, use }) => refused.map((text) => [text, use] as const))
const accepted = banned.flatMap(({ accepted = [] }) => accepted)

describe('the lint for words', () => {
  test.each(refused)('refuses “%s” and shows what to write: %s', (text, use) => {
    expect(bannedIn(text).map((finding) => finding.use)).toContain(use)
  })

  test.each(accepted)('accepts “%s”', (text) => {
    expect(bannedIn(text)).toEqual([])
  })

  test('names the file, the line, the word and its replacement', () => {
    expect(complaintsOf('runner/one.ts', 'const a = 1\nconst takenBack = a // It heals.\n')).toEqual([
      'runner/one.ts:2: “heals”, write: fix',
      'runner/one.ts:2: “taken back”, write: undo, restore, clean up',
    ])
  })

  test('reads the names of files', () => {
    expect(complaintsOf('test/mutation/hunt-step.ts', '')).toEqual([
      'test/mutation/hunt-step.ts: “hunt”, write: mutation run, mutate',
    ])
  })
})
