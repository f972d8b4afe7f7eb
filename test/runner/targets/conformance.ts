import { describe } from 'vitest'
import { commandTests } from './conformance/commands.ts'
import { deathTests } from './conformance/death.ts'
import { fileTests } from './conformance/files.ts'
import { observationTests } from './conformance/observe.ts'
import { openingTests } from './conformance/opening.ts'
import type { TargetUnderTest } from './conformance/under-test.ts'

export type { TargetUnderTest } from './conformance/under-test.ts'

/**
 * Registers the tests that every target passes: what `Target` and `Session` in runner/contract promise. What a target
 * does not have, by its features, is not asked of it.
 */
export const targetConformance = (name: string, under: TargetUnderTest): void => {
  describe(`the target ${name}`, () => {
    openingTests(under)
    commandTests(under)
    fileTests(under)
    observationTests(under)
    deathTests(under)
  })
}
