import { contains, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'container'> = ({ name, state }, { word }) =>
  state === 'absent'
    ? byLook(`docker container inspect ${word(name)}`, contains(text`No such container`))
    : byLook(`docker container inspect --format '{{.State.Status}}' ${word(name)}`, equals(text`${state}`))
