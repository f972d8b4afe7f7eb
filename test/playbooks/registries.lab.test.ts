import { registries } from '../../playbooks/registries.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(registries)
