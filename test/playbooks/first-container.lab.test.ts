import { firstContainer } from '../../playbooks/first-container.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(firstContainer)
