import { contains, matches } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'image'> = ({ name, state }, { word }) =>
  state === 'absent'
    ? byLook(`docker image inspect ${word(name)}`, contains(text`No such image`))
    : byLook(`docker image inspect --format '{{.Id}}' ${word(name)}`, matches(/^sha256:/))
