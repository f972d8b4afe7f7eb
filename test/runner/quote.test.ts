import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { quote, quotePowershell } from '../../runner/quote.ts'

/** What a shell makes of the words: each back again, after a NUL. */
const backFrom = (shell: string, words: readonly string[]): readonly string[] =>
  execFileSync(shell, ['-c', `printf '%s\\0' ${words.map(quote).join(' ')}`])
    .toString('utf8')
    .split('\0')
    .slice(0, -1)

const nasty = [
  '',
  ' ',
  '\n',
  '\n\n',
  'a\n',
  "'",
  "''",
  '"',
  '\\',
  '\\\\',
  "\\'",
  '`id`',
  '$(id)',
  '${HOME}',
  '$HOME',
  '!',
  '!!',
  '*',
  '?',
  '[a]',
  '{a,b}',
  '~',
  '~root',
  '-',
  '--',
  '-rf',
  '-n',
  '=',
  '=ls',
  'a=b',
  '#',
  '# no comment',
  ';',
  '&&',
  '|',
  '>',
  '<',
  '(',
  ')',
  '\t',
  '\r',
  '\r\n',
  '\u0007',
  '\u001b[31m',
  '🐳',
  '日本語',
  'é',
  'e\u0301',
  '\u202e',
  '%s',
  '%n',
  'a b',
  ' a',
  'a ',
  '…',
  '“quoted”',
  '192.168.59.103',
  'tcp://127.0.0.1:2376',
  'name:tag@sha256',
  'x'.repeat(100_000),
]

test.for(['bash', 'sh'])('every nasty word arrives in %s as it is', (shell) => {
  expect(backFrom(shell, nasty)).toEqual(nasty)
})

/** Numbers that look random and are the same each time (mulberry32). */
const numbers = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

test('five thousand words made of what shells treat specially arrive as they are', () => {
  const next = numbers(42)
  const letters = [
    ...'\'"\\`$(){}[]*?!~#&|;<>=-+%@:,./ \t\n\r^abcAZ09é'.split(''),
    '🐳',
    '$(',
    '${',
    "'\\''",
    '\u0001',
    '\u007f',
  ]
  const word = (): string =>
    Array.from({ length: Math.floor(next() * 12) }, () => letters[Math.floor(next() * letters.length)]).join('')
  const words = Array.from({ length: 5000 }, word)
  expect(backFrom('bash', words)).toEqual(words)
})

test('a plain word stays as a person would type it', () => {
  expect(['web', '8800:80', 'nginx:1.26', '/tmp/a-b_c.d', 'user@host'].map(quote)).toEqual([
    'web',
    '8800:80',
    'nginx:1.26',
    '/tmp/a-b_c.d',
    'user@host',
  ])
})

test('a value never becomes an assignment or an option list of its own', () => {
  expect([quote('PATH=/tmp'), quote(''), quote('a b')]).toEqual(["'PATH=/tmp'", "''", "'a b'"])
})

test('a NUL is refused', () => {
  expect(() => quote('a\0b')).toThrowErrorMatchingInlineSnapshot(
    `[RunnerError: A value holds a NUL character, which cannot be part of a command.]`,
  )
})

test('a value is one string of PowerShell, whichever quotes are in it', () => {
  expect(['web', '-rf', '1e3', "it's", '“a”', '$x `n', '‘’‚‛'].map(quotePowershell)).toEqual([
    "'web'",
    "'-rf'",
    "'1e3'",
    "'it''s'",
    "'“a”'",
    "'$x `n'",
    "'‘‘’’‚‚‛‛'",
  ])
  expect(() => quotePowershell('a\0b')).toThrow('NUL')
})
