import { describe, expect, test } from 'vitest'
import { foldOutput } from '../../../site/recording/folded.ts'
import { markMatched } from '../../../site/recording/matched.ts'

const plain = (text: string): { readonly text: string; readonly isMatched: boolean } => ({ text, isMatched: false })
const marked = (text: string): { readonly text: string; readonly isMatched: boolean } => ({ text, isMatched: true })

describe('the lines of an output in which a check finds what it looks for', () => {
  const output = 'Client:\n Version: 28\nServer:\n Version: 26\n'

  test('are marked as whole lines, those of a text and those of a pattern', () => {
    expect(markMatched(output, [{ how: 'contains', text: 'rver' }])).toEqual([
      plain('Client:\n Version: 28\n'),
      marked('Server:\n'),
      plain(' Version: 26\n'),
    ])
    expect(markMatched(output, [{ how: 'matches', pattern: '^Server:\\n Version: \\d+$' }])).toEqual([
      plain('Client:\n Version: 28\n'),
      marked('Server:\n Version: 26\n'),
    ])
  })

  test('are marked once where two checks find the same, and only at the first place', () => {
    const matches = [
      { how: 'matches', pattern: 'Version' },
      { how: 'contains', text: 'Version: 28' },
    ] as const
    expect(markMatched(output, matches)).toEqual([
      plain('Client:\n'),
      marked(' Version: 28\n'),
      plain('Server:\n Version: 26\n'),
    ])
  })

  test('are all lines of an output that is compared as a whole', () => {
    expect(markMatched('one\ntwo\n', [{ how: 'equals', text: 'one\ntwo\n' }])).toEqual([marked('one\ntwo\n')])
  })

  test('are none where a value is not known, something must be absent, or nothing is looked for', () => {
    expect(markMatched('80\n', [{ how: 'equals', text: '‹port›' }])).toEqual([plain('80\n')])
    expect(markMatched('80\n', [{ how: 'excludes', text: '80' }])).toEqual([plain('80\n')])
    expect(markMatched('80\n', [{ how: 'matches', pattern: '^' }])).toEqual([plain('80\n')])
    expect(markMatched('80\n', [])).toEqual([plain('80\n')])
  })

  test('keep an output that does not end with a line end', () => {
    expect(markMatched('a\nb', [{ how: 'contains', text: 'b' }])).toEqual([plain('a\n'), marked('b')])
  })
})

describe('an output on a page', () => {
  const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('')

  test('is visible as a whole up to eight lines', () => {
    expect(foldOutput([plain(lines(8))])).toEqual({
      visible: [plain(lines(8).trimEnd())],
      folded: [],
      foldedLines: 0,
      leftOutLines: 0,
    })
  })

  test('shows five of nine lines, and keeps what is marked on both sides', () => {
    const folding = foldOutput([plain(lines(4)), marked('line 5\nline 6\n'), plain('line 7\nline 8\nline 9\n\n')])
    expect(folding).toEqual({
      visible: [plain(lines(4)), marked('line 5')],
      folded: [marked('line 6\n'), plain('line 7\nline 8\nline 9')],
      foldedLines: 4,
      leftOutLines: 0,
    })
  })

  test('counts a long line as the rows that it takes in the terminal, and shows at least one line', () => {
    const long = 'x'.repeat(900)
    expect(foldOutput([plain(`${long}\nend\n`)])).toEqual({
      visible: [plain(long)],
      folded: [plain('end')],
      foldedLines: 1,
      leftOutLines: 0,
    })
  })

  test('leaves the lines after the thirtieth to the transcript', () => {
    const { visible, folded, foldedLines, leftOutLines } = foldOutput([plain(lines(84))])
    const shown = [...visible, plain('\n'), ...folded].map(({ text }) => text).join('')
    expect(shown).toBe(lines(30).trimEnd())
    expect([foldedLines, leftOutLines]).toEqual([25, 54])
  })
})
