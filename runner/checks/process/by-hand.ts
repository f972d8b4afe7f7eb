import { contains, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook, noGuestShell } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

/** The list of processes, without the `grep` that searches it and without those that have ended (`<defunct>`). */
export const byHand: ByHand<'process'> = ({ where, command, state }, { word, guest }) => {
  if (where === 'guest' && guest === undefined) return noGuestShell
  // The VM’s `ps` is busybox’s: it shows all processes, and knows fewer options.
  const list = where === 'guest' && guest !== undefined ? guest.line('ps -o args') : 'ps -axww -o args'
  return byLook(
    `${list} | grep -F -e ${word(command)} | grep -v -e grep -e defunct`,
    state === 'running' ? contains(command) : equals(text``),
  )
}
