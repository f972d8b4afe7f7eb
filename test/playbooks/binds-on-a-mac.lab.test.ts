import { bindsOnAMac } from '../../playbooks/binds-on-a-mac.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(bindsOnAMac)
