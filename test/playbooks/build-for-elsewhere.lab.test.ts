import { buildForElsewhere } from '../../playbooks/build-for-elsewhere.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(buildForElsewhere)
