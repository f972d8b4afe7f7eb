import { composeGuide } from '../../playbooks/compose.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(composeGuide)
