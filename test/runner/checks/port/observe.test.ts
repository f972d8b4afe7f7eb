import { expect, test } from 'vitest'
import { alike } from '../../../../playbooks/model/index.ts'
import { observePort } from '../../../../runner/checks/port/observe.ts'
import { freePort, listen } from '../listening.ts'

const { signal } = new AbortController()

test('a port is open, or refuses', async () => {
  expect(await observePort('127.0.0.1', await listen(), signal)).toEqual({ kind: 'state', state: 'open' })
  expect(await observePort('localhost', await freePort(), signal)).toEqual({
    kind: 'state',
    state: 'refused',
    detail: alike('ECONNREFUSED'),
  })
})
