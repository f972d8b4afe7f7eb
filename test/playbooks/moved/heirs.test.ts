import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formerGuides } from '../../../playbooks/former.ts'
import type { Step } from '../../../playbooks/model/index.ts'
import { checkedHash } from '../../../runner/core/hash.ts'
import { dockerBasics } from '../../../site/moved/docker-basics.ts'
import { playbooks } from '../../fixtures/all-guides.ts'

/** The steps of the guide “docker-basics” before it was split, in order, each with its `checkedHash`. */
const before = JSON.parse(readFileSync(join(import.meta.dirname, 'docker-basics.json'), 'utf8')) as Readonly<
  Record<string, string>
> // kept from the last commit that had the guide

const listed = dockerBasics.map(({ guide, steps }) => ({ guide, steps: steps.split(' ') }))

const stepsOf = (guide: string): readonly Step[] => playbooks.find(({ id }) => id === guide)?.steps ?? []

/** The registry is published on another port now; with the old one, its steps are as they were. */
const onOldPort = (step: Step): Step => JSON.parse(JSON.stringify(step).replaceAll('5001', '5000')) as Step // data only

/** On the lab, where all of them were: some have other checks on the reader’s own engine now. */
const onLab = (step: Step): Step => ({
  ...step,
  checks: 'otherwise' in step.checks ? step.checks.otherwise : step.checks,
})

const hashesOf = (guide: string, id: string): Promise<readonly string[]> =>
  Promise.all(
    stepsOf(guide)
      .filter((step) => step.id === id)
      .map((step) => checkedHash(onLab(guide === 'registries' ? onOldPort(step) : step))),
  )

test('each of the 137 steps of docker-basics is in exactly one of the guides that it became', () => {
  expect(listed.flatMap(({ steps }) => steps).sort()).toEqual(Object.keys(before).sort())
  const heirs = listed.map(({ guide }) => guide)
  for (const id of Object.keys(before)) {
    const having = heirs.filter((guide) => stepsOf(guide).some((step) => step.id === id))
    expect([id, having]).toEqual([id, [listed.find(({ steps }) => steps.includes(id))?.guide]])
  }
})

/** Those that are not what they were, each with the reason. */
const changedSince: Readonly<Record<string, string>> = {
  ...{ 'remove-all': 'It removed the containers of all six.' },
  ...{ users: 'What it leaves behind is checked more closely.', registry: 'The same.' },
  ...{ 'volumes-from': 'Its container was db1, which may be the beginning of an ID.' },
  ...{ 'volumes-from-again': 'The same, of db2.', 'rm-users': 'It removes both.' },
  ...{ 'machine-page': 'The page says that it was written in the VM.', 'bind-read': 'It reads that page.' },
  ...{ 'port-taken': 'The error names the address of IPv4 or of IPv6.' },
  ...{ tag: 'The engine names an image in no fixed order.' },
  ...{ 'by-name': 'wget prints only the page.', 'connected-by-name': 'The same.' },
  ...{ 'private-answers': 'The same.', 'no-names': 'The same.' },
}

test('each does, checks and undoes what it did, but for a few', async () => {
  const now = await Promise.all(
    listed.flatMap(({ guide, steps }) => steps.map(async (id) => [id, await hashesOf(guide, id)] as const)),
  )
  const changed = now.filter(([id, hashes]) => hashes.length !== 1 || hashes[0] !== before[id]).map(([id]) => id)
  expect(changed.sort()).toEqual(Object.keys(changedSince).sort())
})

test('none of them is longer than 30 steps, and each begins with a VM of its own', () => {
  for (const { guide } of listed) {
    const playbook = playbooks.find(({ id }) => id === guide)
    expect(playbook).toMatchObject({ id: guide, machine: 'ready' })
    expect(playbook?.steps.length).toBeLessThanOrEqual(30)
  }
})

test('the runner names the same guides, in the same order', () => {
  expect(formerGuides).toEqual([{ id: 'docker-basics', now: listed.map(({ guide }) => guide) }])
})
