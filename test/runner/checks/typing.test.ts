import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as commandRegistry from '../../../runner/checks/command-kinds.ts'
import { type WorldKind, worldKind } from '../../../runner/checks/kind.ts'
import type { WorldKinds } from '../../../runner/checks/kinds.ts'
import { isInState } from '../../../runner/checks/match.ts'
import { byHand } from '../../../runner/checks/port/by-hand.ts'
import { describe } from '../../../runner/checks/port/describe.ts'
import * as worldRegistry from '../../../runner/checks/world-kinds.ts'

type PortObserver = typeof import('../../../runner/checks/port/observe.ts')
type HttpObserver = typeof import('../../../runner/checks/http/observe.ts')

const whole: WorldKind<'port'> = worldKind<'port', PortObserver>({ holds: isInState, describe, byHand })

/** What tsc must refuse: each line is an error, and it is an error when one is not. */
export const refused = (): readonly unknown[] => {
  const { en } = describe
  const withoutPort: Omit<typeof worldRegistry, 'port'> = worldRegistry
  // @ts-expect-error -- a kind that is declared has no line in the registry
  const registry: WorldKinds = withoutPort
  return [
    registry,
    // @ts-expect-error -- no observer
    worldKind({ holds: isInState, describe, byHand }),
    // @ts-expect-error -- no observer, though the kind is named
    worldKind<'port'>({ holds: isInState, describe, byHand }),
    // @ts-expect-error -- the observer of another kind
    worldKind<'port', HttpObserver>({ holds: isInState, describe, byHand }),
    // @ts-expect-error -- no judge
    worldKind<'port', PortObserver>({ describe, byHand }),
    // @ts-expect-error -- nothing that a person types
    worldKind<'port', PortObserver>({ holds: isInState, describe }),
    // @ts-expect-error -- no words in Chinese
    worldKind<'port', PortObserver>({ holds: isInState, describe: { en }, byHand }),
    // @ts-expect-error -- no such kind
    worldKind<'no-such-kind', PortObserver>({ holds: isInState, describe, byHand }),
  ]
}

test('a whole kind is what its registry has', () => {
  expect(worldRegistry.port).toEqual(whole)
})

const checks = join(import.meta.dirname, '../../../runner/checks')
const shared = ['look', 'words']

test('a folder of checks is a kind, and each kind of the world has an observer', () => {
  const folders = readdirSync(checks, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const kinds = folders.map(({ name }) => name).filter((name) => !shared.includes(name))
  expect(kinds.toSorted()).toEqual([...Object.keys(worldRegistry), ...Object.keys(commandRegistry)].toSorted())
  const observed = kinds.filter((kind) => readdirSync(join(checks, kind)).includes('observe.ts'))
  expect(observed.toSorted()).toEqual(Object.keys(worldRegistry).toSorted())
})
