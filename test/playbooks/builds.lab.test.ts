import { builds } from '../../playbooks/builds.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(builds)
