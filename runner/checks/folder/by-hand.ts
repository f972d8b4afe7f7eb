import { type Match, equals, matches } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook, noGuestShell } from '../../contract/by-hand.ts'
import { notThere } from '../file/by-hand.ts'
import type { ByHand, WrittenCheck } from '../kind.ts'

const lookAt = (path: string, state: WrittenCheck<'folder'>['state']): readonly [string, Match] => {
  switch (state) {
    case 'absent':
      return [`ls -d ${path}`, notThere]
    case 'empty':
      return [`ls -A ${path}`, equals(text``)]
    case 'present':
      return [`ls -ld ${path}`, matches(/^d/)]
  }
}

export const byHand: ByHand<'folder'> = ({ where, path, state }, typing) => {
  if (where === 'host') return byLook(...lookAt(typing.path(path), state))
  if (typing.guest === undefined) return noGuestShell
  const [command, shows] = lookAt(typing.guest.path(path), state)
  return byLook(typing.guest.line(command), shows)
}
