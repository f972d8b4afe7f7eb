import { type Match, contains, matches } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { type HandCheck, byLook, noGuestShell } from '../../contract/by-hand.ts'
import type { ByHand, WrittenCheck } from '../kind.ts'

/** The same words on Linux, macOS and in the VM. */
export const notThere: Match = contains(text`No such file or directory`)

type Look = Pick<WrittenCheck<'file'>, 'state' | 'content'>

const lookAt = (path: string, { state, content }: Look): readonly [string, Match] => {
  if (state === 'absent') return [`ls ${path}`, notThere]
  return content === undefined ? [`ls -l ${path}`, matches(/^-/)] : [`cat ${path}`, content]
}

export const byHand: ByHand<'file'> = ({ where, path, ...look }, typing): HandCheck => {
  if (where === 'host') return byLook(...lookAt(typing.path(path), look))
  if (typing.guest === undefined) return noGuestShell
  const [command, shows] = lookAt(typing.guest.path(path), look)
  return byLook(typing.guest.line(command), shows)
}
