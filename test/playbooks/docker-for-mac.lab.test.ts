import { dockerForMac } from '../../playbooks/docker-for-mac.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(dockerForMac)
