import { contains, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'volume'> = ({ name, state }, { word }) =>
  state === 'absent'
    ? byLook(`docker volume inspect ${word(name)}`, contains(text`no such volume`))
    : byLook(`docker volume inspect --format '{{.Name}}' ${word(name)}`, equals(name))
