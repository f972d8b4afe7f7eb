import type { Inputs } from '../../../playbooks/model/input.ts'
import type { Step } from '../../../playbooks/model/playbook.ts'
import type { Ref } from '../../../playbooks/model/text.ts'

/** A value that a person keeps in a shell variable. */
export type KeptRef = Exclude<Ref, { readonly from: 'target' }>

/** The name of the shell variable that holds a value. */
export type VariableOf = (ref: KeptRef) => string

type Saving = Pick<Step, 'id' | 'saves'>

const spelt = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()

/** Variables with a meaning of their own in bash or zsh, in lower case. */
const special = ['argv', 'home', 'options', 'path', 'pwd', 'signals', 'status', 'user']

/** `engine-name.name` is `engine_name`, `sizes.debian` is `sizes_debian`. */
const longName = ({ step, name }: { readonly step: string; readonly name: string }): string =>
  spelt(step).split('_').at(-1) === spelt(name) ? spelt(step) : `${spelt(step)}_${spelt(name)}`

/**
 * Names each value that steps save and that a reader is asked for: by its own name where nothing else of the guide has
 * it, else with that of its step.
 */
export const variablesOf = (steps: readonly Saving[], inputs: Inputs): VariableOf => {
  const saved = steps.flatMap(({ id, saves }) =>
    Object.keys(saves)
      .map(spelt)
      .map((name) => ({ step: id, name })),
  )
  const names = [...saved.map(({ name }) => name), ...Object.keys(inputs).map(spelt)]
  const isFree = (name: string): boolean =>
    !special.includes(name) && names.filter((other) => other === name).length === 1
  return (ref) => {
    const name = spelt(ref.name)
    if (isFree(name)) return name
    return ref.from === 'step' ? longName(ref) : `my_${name}`
  }
}
