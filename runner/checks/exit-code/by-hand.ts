import { equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

/** Typed right after the command: the next one has a code of its own. */
export const byHand: ByHand<'exit-code'> = (check) => byLook('echo $?', equals(text`${String(check.equals)}`))
