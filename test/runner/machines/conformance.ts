import { describe } from 'vitest'
import { runningMachineTests } from './conformance/running.ts'
import { deathTests, togetherTests } from './conformance/death.ts'
import { coldStartTests, lifecycleTests } from './conformance/lifecycle.ts'
import type { MakeMachine } from './conformance/under-test.ts'

export type { MachineUnderTest, MakeMachine } from './conformance/under-test.ts'

/**
 * Registers the tests that every hypervisor passes: what `Machine` in runner/machines/machine.ts promises. A hypervisor
 * gives a `MakeMachine`, and may begin with its machine in whatever state costs it least.
 *
 * `Machine` has no operation for these, and so no test: creating one (a function of each hypervisor), restarting it
 * (`reset`, then `start` waits), copying files (a share, or `exec`), sharing a folder later (decided at creation), and
 * snapshots (there is one saved state, by `save` and `start`).
 */
export const machineConformance = (name: string, make: MakeMachine): void => {
  describe(`a machine of ${name}`, () => {
    lifecycleTests(make)
    togetherTests(make)
    describe.concurrent('that starts cold', () => {
      coldStartTests(make)
      deathTests(make)
    })
    runningMachineTests(make)
  })
}
