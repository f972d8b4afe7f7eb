import { equals, matches } from '../../../playbooks/model/check.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'network'> = ({ name, state }, { word }) =>
  state === 'absent'
    ? byLook(`docker network inspect ${word(name)}`, matches(/not found|no such network/i))
    : byLook(`docker network inspect --format '{{.Name}}' ${word(name)}`, equals(name))
