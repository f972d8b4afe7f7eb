import { contains, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'name'> = ({ name, address }, { word }) =>
  byLook(
    `getent hosts ${word(name)}`,
    address === 'none' ? equals(text``) : contains(address),
    `dscacheutil -q host -a name ${word(name)}`,
  )
