import { containers } from '../../playbooks/containers.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(containers)
