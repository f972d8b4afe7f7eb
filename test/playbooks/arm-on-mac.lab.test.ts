import { armOnMac } from '../../playbooks/arm-on-mac.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(armOnMac)
