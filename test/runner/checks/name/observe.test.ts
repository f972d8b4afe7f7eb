import { expect, test } from 'vitest'
import { observeName } from '../../../../runner/checks/name/observe.ts'
import { whyNoNamespace } from '../../../fixtures/fake-lab.ts'
import { amongNoNames } from '../cannot-look/elsewhere.ts'

test('a name has an address', async () => {
  expect(await observeName('localhost')).toEqual({ kind: 'address', address: '127.0.0.1' })
})

test.skipIf(whyNoNamespace() !== undefined)('a name that no name server knows is absent', async () => {
  expect(await amongNoNames({ kind: 'name', name: 'a.example', address: 'none' })).toEqual({ kind: 'absent' })
})
