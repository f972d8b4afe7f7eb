import { contains, equals } from '../../../playbooks/model/check.ts'
import { text } from '../../../playbooks/model/text.ts'
import { byLook } from '../../contract/by-hand.ts'
import type { ByHand } from '../kind.ts'

export const byHand: ByHand<'machine'> = ({ name, state }, { guest, word }) => {
  if (guest !== undefined)
    return byLook('boot2docker status', state === 'absent' ? contains(text`does not exist`) : equals(text`${state}`))
  // Fusion lists the VMs that run, each by its file.
  return byLook(
    `vmrun -T fusion list | grep -F ${word(text`/${name}.vmx`)}`,
    state === 'running' ? contains(text`/${name}.vmx`) : equals(text``),
  )
}
