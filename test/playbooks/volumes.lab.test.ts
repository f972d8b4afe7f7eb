import { volumes } from '../../playbooks/volumes.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(volumes)
