import { expect, test } from 'vitest'
import { observeName } from '../../../../runner/checks/name/observe.ts'

test('a name has an address or none', async () => {
  expect(await observeName('localhost')).toEqual({ kind: 'address', address: '127.0.0.1' })
  expect(await observeName('no-such-name.invalid')).toEqual({ kind: 'absent' })
})
