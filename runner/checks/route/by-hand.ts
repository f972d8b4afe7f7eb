import { contains } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'route'> = ({ to, device }, { word }) =>
  byLook(`ip route get ${word(to)}`, contains(text`dev ${device} `), `route -n get ${word(to)}`)
