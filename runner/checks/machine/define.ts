import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** The virtual machine, asked through its hypervisor. */
    readonly machine: {
      readonly name: string
      readonly state: 'running' | 'paused' | 'saved' | 'poweroff' | 'absent'
    }
  }
}

export const machine = worldKind<'machine', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
