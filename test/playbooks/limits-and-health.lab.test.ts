import { limitsAndHealth } from '../../playbooks/limits-and-health.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(limitsAndHealth)
