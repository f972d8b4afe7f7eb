import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { fromHome } from '../../runner/paths.ts'

test.for([
  ['~', '/home/me'],
  ['~/code/site', '/home/me/code/site'],
  ['~other/code', '~other/code'],
  ['/tmp/~', '/tmp/~'],
  ['code', 'code'],
] as const)('%s leads to %s', ([path, expected]) => {
  expect(fromHome(path, '/home/me')).toBe(expected)
})

test('a home is taken as it is called, and the reader’s own when none is named', () => {
  expect(fromHome('~/a', '/home/$&')).toBe('/home/$&/a')
  expect(fromHome('~', undefined)).toBe(homedir())
})
