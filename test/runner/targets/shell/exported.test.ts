import { expect, test } from 'vitest'
import { quote } from '../../../../runner/quote.ts'
import { openForTest } from './living-shell.ts'

test('an exported variable is seen from outside, a plain or unset one is not', async () => {
  const { exec, shell } = openForTest()
  await exec(`export SEEN="a b"; plain=1; export GONE=1; export LINES_="a\nb'\\""`)
  await exec('unset GONE HOME')
  const names = ['SEEN', 'plain', 'GONE', 'HOME', 'LINES_']
  expect(await Promise.all(names.map((name) => shell.variable(name)))).toEqual([
    'a b',
    undefined,
    undefined,
    undefined,
    `a\nb'"`,
  ])
})

test.each([
  'a b',
  '',
  'two\nlines\n',
  `quotes " ' \\ $HOME \`id\` !`,
  '\x1b[31m\t\r\x01\x7f',
  '文件 ü 🐳\n',
  'a=b declare -x OTHER="c"\ndeclare -x ODD="d"',
])('an exported variable is seen with its value: %j', async (value) => {
  const { exec, shell } = openForTest()
  await exec(`export ODD=${quote(value)}; export EMPTY_LAST`)
  expect([await shell.variable('ODD'), await shell.variable('EMPTY_LAST')]).toEqual([value, undefined])
})
