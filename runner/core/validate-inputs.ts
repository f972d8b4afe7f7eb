import type { Input, Inputs } from '../../playbooks/model/input.ts'
import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { fits } from './inputs.ts'
import type { Mistake } from './mistake.ts'
import { refsIn } from './render.ts'
import { linesIn } from './validate-line.ts'
import { actionsOf } from './variants.ts'

const namePattern = /^[a-z][a-z0-9]*$/

/** Why a playbook cannot be run because of what it asks its reader for. */
export const inputMistakes = ({ inputs = {}, steps }: Playbook): readonly Mistake[] => [
  ...Object.entries(inputs).flatMap(([name, input]) => ownMistakes(name, input)),
  ...unusedInputs(inputs, steps),
  ...steps.flatMap((step) => useMistakes(step, inputs)),
]

const ofInput = (name: string, what: string, fix: string): Mistake => ({
  what: `Input “${name}”: ${what}`,
  fix,
  near: name,
})

const ownMistakes = (name: string, input: Input): readonly Mistake[] => {
  if (!namePattern.test(name)) return [ofInput(name, 'its name is not lower-case letters and digits.', 'Rename it.')]
  if (!isPattern(input.pattern))
    return [ofInput(name, `/${input.pattern}/ is not a regular expression.`, 'Correct its pattern.')]
  const misfit = `its default “${input.labDefault}” does not match /${input.pattern}/.`
  return fits(input, input.labDefault) ? [] : [ofInput(name, misfit, 'Choose another default.')]
}

const isPattern = (pattern: string): boolean => {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false // the constructor's exception is the answer
  }
}

const namesIn = (thing: unknown): ReadonlySet<string> =>
  new Set(refsIn(thing).flatMap((ref) => (ref.from === 'input' ? [ref.name] : [])))

const unusedInputs = (inputs: Inputs, steps: Playbook['steps']): readonly Mistake[] => {
  const used = namesIn(steps)
  return Object.keys(inputs)
    .filter((name) => !used.has(name))
    .map((name) => ofInput(name, 'no step uses it.', 'Remove it.'))
}

const useMistakes = (step: Step, inputs: Inputs): readonly Mistake[] => [
  ...[...namesIn(step)]
    .filter((name) => !Object.hasOwn(inputs, name))
    .map((name) => ({
      step: step.id,
      what: `it uses the input “${name}”, which the playbook does not ask for.`,
      fix: 'Add it to `inputs`.',
    })),
  ...secretsInLines(step, inputs).map((name) => ({
    step: step.id,
    what: `the secret “${name}” stands in a command line, which other users of the computer can read.`,
    fix: 'Type it into an interactive program, or write it to a file.',
  })),
]

const secretsInLines = (step: Step, inputs: Inputs): readonly string[] => {
  const lines = actionsOf(step).flatMap(linesIn)
  return [...namesIn(lines)].filter((name) => inputs[name]?.secret === true)
}
