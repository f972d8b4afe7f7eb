import { matches } from '../../../playbooks/model/check.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'context'> = ({ name, state, content }, { word }) =>
  state === 'absent'
    ? byLook(`docker context inspect ${word(name)}`, matches(/not found|does not exist/))
    : byLook(
        `docker context inspect --format '{{.Endpoints.docker.Host}}' ${word(name)}`,
        content ?? matches(/^[a-z]+:\/\//),
      )
