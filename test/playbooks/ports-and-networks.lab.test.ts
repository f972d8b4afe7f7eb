import { portsAndNetworks } from '../../playbooks/ports-and-networks.ts'
import { everyStepIsVerified } from '../fixtures/every-step.ts'

everyStepIsVerified(portsAndNetworks)
