import { expect, test } from 'vitest'
import { compareVersions } from '../../../runner/packages/version.ts'

test.each([
  ['1.0', '1.1'],
  ['1.9', '1.10'],
  ['9', '1:0'],
  ['1:9', '10:0'],
  ['1.0~rc1', '1.0'],
  ['1.0~~', '1.0~'],
  ['1.0~', '1.0'],
  ['1.0', '1.0a'],
  ['1.0a', '1.0b'],
  ['1.0Z', '1.0a'],
  ['1.0a', '1.0+b1'],
  ['1.0a', '1.0.'],
  ['1.0+b9', '1.0+b10'],
  ['1.0-1', '1.0-2'],
  ['1.0', '1.0-1'],
  ['1.0-1', '1.0-1+b1'],
  ['1.0-1~deb13u1', '1.0-1'],
  ['1.0-1', '1.0-1-1'],
  ['20250101', '20250102'],
  ['1.99999999999999999998', '1.99999999999999999999'],
  ['2.4.65-1~deb13u1', '2.4.71-1~deb13u1'],
])('%s is older than %s', (older, newer) => {
  expect([compareVersions(older, newer), compareVersions(newer, older)].map(Math.sign)).toEqual([-1, 1])
})

test.each([
  ['1.0', '1.0'],
  ['1.0', '0:1.0'],
  ['1.0', '1.00'],
  ['1.0', '1.0-0'],
  ['1.0.', '1.0.0'],
  ['0001', '1'],
])('%s and %s are the same version', (one, other) => {
  expect(compareVersions(one, other)).toBe(0)
})
