import { expect, test } from 'vitest'
import { alike, text } from '../../../playbooks/model/index.ts'
import { canonicalJson, checkedHash, contentHash, stepHash } from '../../../runner/core/hash.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

test('the order of keys does not matter, the order of items does', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: undefined, c: null } })).toBe('{"a":{"c":null},"b":[2,1]}')
})

test('a playbook that went through JSON has the same hash', async () => {
  const playbook = playbookOf(make('one'), make('two'))
  const copy = JSON.parse(JSON.stringify(playbook)) as typeof playbook
  expect(await contentHash(copy)).toBe(await contentHash(playbook))
  expect(await contentHash(playbook)).toMatch(/^[0-9a-f]{64}$/)
})

test('one other character is another hash', async () => {
  expect(await stepHash(make('one'))).not.toBe(await stepHash(make('one', { deadline: '3m' })))
  expect(await contentHash(playbookOf(make('one')))).not.toBe(
    await contentHash({ ...playbookOf(make('one')), machine: 'ready' }),
  )
})

test('what decides whether a step passes is the same under another title, and for another reason', async () => {
  const check = { kind: 'folder', where: 'host', path: text`one`, state: 'present' } as const
  const hashOf = (reason: string, title: string, change = {}): Promise<string> =>
    checkedHash({ ...make('one', { checks: [{ ...check, mayHoldBefore: reason }], ...change }), title: alike(title) })
  const one = await hashOf('It is shared.', 'Make it')
  expect(await hashOf('Another step made it.', 'Make the folder')).toBe(one)
  expect(await hashOf('It is shared.', 'Make it', { undo: 'nothing' })).not.toBe(one)
  expect(await hashOf('It is shared.', 'Make it', { checks: [{ ...check, state: 'absent' }] })).not.toBe(one)
})
