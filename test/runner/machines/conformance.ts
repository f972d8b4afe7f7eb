import { describe, test } from 'vitest'
import { runningMachineTests } from './conformance/running.ts'
import { deathTests, togetherTests } from './conformance/death.ts'
import { coldStartTests, lifecycleTests } from './conformance/lifecycle.ts'
import type { MakeMachine } from './conformance/under-test.ts'

export type { MachineUnderTest, MakeMachine } from './conformance/under-test.ts'

/**
 * Registers the tests that every hypervisor passes: what `Machine` in runner/machines/machine.ts promises. A hypervisor
 * gives a `MakeMachine`, and may begin with its machine in whatever state costs it least.
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
    describe('has no operation yet', () => {
      test.todo('“create”: each hypervisor makes a machine by a function of its own')
      test.todo('“restart”: it is “reset”, and then “start” waits until the guest answers')
      test.todo('“copy”: files pass by a share, or by “exec”')
      test.todo('“share”: which folders are shared is decided when the machine is made')
      test.todo('“snapshot” and “restore”: there is one saved state, by “save” and “start”')
    })
  })
}
