import { matches } from '../../../playbooks/model/check.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

/** `docker cp` reads containers that do not run as well, and writes an archive to `-`. */
export const byHand: ByHand<'container-file'> = ({ container, path, state, content }, { word }) => {
  const copied = `docker cp ${word(container)}:${word(path)} -`
  if (state === 'absent') return byLook(copied, matches(/could not find the file|no such file/i))
  return content === undefined
    ? byLook(`${copied} | tar -tf -`, matches(/\S/))
    : byLook(`${copied} | tar -xOf -`, content)
}
