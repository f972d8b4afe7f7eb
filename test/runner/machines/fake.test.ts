import { makeFakeUnderTest } from '../../fixtures/fake-machine/under-test.ts'
import { machineConformance } from './conformance.ts'

machineConformance('the fake hypervisor', makeFakeUnderTest)
