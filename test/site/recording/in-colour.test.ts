import { describe, expect, test } from 'vitest'
import { foldOutput } from '../../../site/recording/folded.ts'
import { coloursOf, inColour } from '../../../site/recording/in-colour.ts'

describe('the colours of an output', () => {
  const written = 'a \u001b[31mred\nline\u001b[0m\nend\n'
  const output = 'a red\nline\nend\n'

  test('split its parts where a colour begins or ends, and a matched line stays matched', () => {
    const parts = [
      { text: 'a red\n', isMatched: true },
      { text: 'line\nend\n', isMatched: false },
    ]
    expect(inColour(parts, coloursOf(written, output))).toEqual([
      { text: 'a ', isMatched: true },
      { text: 'red\n', isMatched: true, classes: ['ansi-red'] },
      { text: 'line', isMatched: false, classes: ['ansi-red'] },
      { text: '\nend\n', isMatched: false },
    ])
  })

  test('are kept by what is folded', () => {
    const red = inColour([{ text: output, isMatched: false }], coloursOf(written, output))
    expect(foldOutput(red).visible).toEqual([
      { text: 'a ', isMatched: false },
      { text: 'red\nline', isMatched: false, classes: ['ansi-red'] },
      { text: '\nend', isMatched: false },
    ])
  })

  test('are none where the program wrote no colour, or something else than was recorded', () => {
    expect(coloursOf(output, output)).toEqual([])
    expect(coloursOf(`${written}more`, output)).toEqual([])
    expect(coloursOf('\u001b[31m10%\r100%\u001b[0m\n', '100%\n')).toEqual([])
    const parts = [{ text: output, isMatched: false }]
    expect(inColour(parts, [])).toEqual(parts)
  })
})
