import { expect, test } from 'vitest'
import { observeRoute } from '../../../../runner/checks/route/observe.ts'

test('packets for this computer stay on its loopback device', async () => {
  expect(await observeRoute('127.0.0.1')).toEqual({ kind: 'device', device: 'lo' })
})
