import type { Inputs } from '../../../playbooks/model/input.ts'
import type { Spelling } from '../../../playbooks/model/spelling.ts'
import type { Step } from '../../../playbooks/model/playbook.ts'
import type { Typing } from '../../contract/by-hand.ts'
import { type Spell, shownSpelling } from '../render.ts'
import { type SpellRef, spellRefs, typingOn } from './typing.ts'
import { type VariableOf, variablesOf } from './variables.ts'

/** How a person follows a guide at a terminal of a target: all that its commands are written with. */
export interface Hand {
  readonly variable: VariableOf
  readonly spell: SpellRef
  readonly typing: Typing
  /** Spells values where a person reads them, without quotes: `$port`. */
  readonly read: Spell
  /** In a PowerShell inside the VM, which has none of the variables: values by their names, as on the page. */
  readonly readInPowershell: Spell
}

export interface Followed {
  readonly steps: readonly Pick<Step, 'id' | 'saves'>[]
  readonly inputs: Inputs
  readonly target: string
  readonly spelling: Spelling
}

export const handOf = ({ steps, inputs, target, spelling }: Followed): Hand => {
  const variable = variablesOf(steps, inputs)
  const spell = spellRefs(variable, spelling)
  return {
    variable,
    spell,
    typing: typingOn(target, spell),
    read: (ref) => (ref.from === 'target' ? spelling[ref.name].replaceAll('"', '') : `$${variable(ref)}`),
    readInPowershell: shownSpelling(spelling),
  }
}
