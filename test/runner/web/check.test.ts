import { afterEach, expect, test } from 'vitest'
import { alike } from '../../../playbooks/model/index.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { truthfulTarget } from '../../site/support/truthful-target.ts'
import { bodyOf, clientOf } from './api-client.ts'
import { serveSmall, small, type Served } from './served.ts'

let served: Served | undefined
afterEach(async () => served?.close())

const ask = async (missing: Target['missing'], body: object): Promise<readonly [number, unknown]> => {
  served = await serveSmall({}, { targets: [{ ...truthfulTarget(small), missing }] })
  const reply = await clientOf(served).post('/api/check', JSON.stringify(body))
  return [reply.status, bodyOf(reply)]
}
const wanted = { playbook: 'small', target: 'lab' }

test('a check says what is missing on this computer, and starts no run', async () => {
  const problem = { what: alike('QEMU is missing.'), hint: alike('apt install qemu') }
  expect(await ask(() => Promise.resolve([problem]), wanted)).toEqual([200, { missing: [problem], steps: [] }])
  expect(await served?.runs()).toBe(0)
})

test('a check finds nothing where nothing is missing', async () => {
  expect(await ask(() => Promise.resolve([]), wanted)).toEqual([200, { missing: [], steps: [] }])
})

test.each([
  ['an unknown guide', { ...wanted, playbook: 'other' }, 404],
  ['a target that the guide does not have', { ...wanted, target: 'engine' }, 404],
  ['a command', { ...wanted, command: 'true' }, 400],
])('a check of %s is refused', async (_what, body, status) => {
  expect((await ask(() => Promise.resolve([]), body))[0]).toBe(status)
})
