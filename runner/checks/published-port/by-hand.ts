import { equals } from '../../../playbooks/model/check.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

/** Docker prints a line for IPv4 and one for IPv6: `0.0.0.0:8080`. */
export const byHand: ByHand<'published-port'> = ({ container, guestPort, hostPort }, { word }) =>
  byLook(`docker port ${word(container)} ${guestPort}/tcp | grep -o '[0-9]*$' | head -n 1`, equals(hostPort))
