import { equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

/** Only what is exported counts: it is what the programs of the shell get. */
export const byHand: ByHand<'variable'> = ({ name, match }) =>
  byLook(`printenv ${name}`, match === 'unset' ? equals(text``) : match)
