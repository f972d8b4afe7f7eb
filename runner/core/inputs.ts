import type { Input, Inputs } from '../../playbooks/model/input.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { RunnerError } from '../errors.ts'
import type { Problem } from '../protocol/events.ts'
import type { Secret } from '../protocol/mask.ts'
import { nearest } from './nearest.ts'
import { refsIn } from './render.ts'
import type { Reason, Say } from './reason.ts'

/** What the reader gave, by the names of the inputs. */
export type GivenInputs = { readonly [name: string]: string }

/** The only target on which an input has a default: it belongs to nobody. */
const withDefaults = 'lab'

export const isSecret = ({ secret }: Input): boolean => secret === true

/** Control characters end what is typed into a program, and `^C` is a key there. */
const isTypable = (value: string): boolean => !/\p{Cc}|^\^[A-Z]$/u.test(value)

/** Whether a value matches the whole pattern of its input, and can be typed. */
export const fits = ({ pattern }: Input, value: string): boolean =>
  isTypable(value) && new RegExp(`^(?:${pattern})$`, 'u').test(value)

/** The values that are used in the lab when the reader gives none. */
export const defaultsOf = (inputs: Inputs): ReadonlyMap<string, string> =>
  new Map(Object.entries(inputs).map(([name, { labDefault }]) => [name, labDefault]))

/** The values that nothing may show or keep; in their place stands what the page shows. */
export const secretsIn = (inputs: Inputs, values: ReadonlyMap<string, string>): readonly Secret[] =>
  Object.entries(inputs)
    .filter(([, input]) => isSecret(input))
    .map(([name]) => ({ text: values.get(name) ?? '', as: `‹${name}›` }))

/** The inputs that some steps use. */
export const usedInputs = (inputs: Inputs, steps: readonly unknown[]): Inputs => {
  const used = new Set(refsIn(steps).flatMap((ref) => (ref.from === 'input' ? [ref.name] : [])))
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => used.has(name)))
}

/**
 * The values with which a run begins: what the reader gave, else the default where there is one. Throws
 * RunnerError('usage') for a name that the guide does not ask for, and for a value that does not fit.
 */
export const inputValues = (
  playbook: Pick<Playbook, 'id' | 'inputs'>,
  target: string,
  given: GivenInputs,
  say: Say,
): ReadonlyMap<string, string> => {
  const inputs = playbook.inputs ?? {}
  for (const [name, value] of Object.entries(given)) refuseWrong(playbook.id, inputs, name, value, say)
  return new Map([...(target === withDefaults ? defaultsOf(inputs) : []), ...Object.entries(given)])
}

const refuseWrong = (playbook: string, inputs: Inputs, name: string, value: string, say: Say): void => {
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined
  if (input === undefined) throw wrong(say, { kind: 'unknown-input', playbook, name }, hintFor(inputs, name))
  if (fits(input, value)) return
  // A secret is not repeated, not even one that was mistyped.
  const shown = isSecret(input) ? {} : { value }
  throw wrong(say, { kind: 'input-misfit', title: input.title, ...shown }, { kind: 'input-pattern', ...input })
}

const wrong = (say: Say, what: Reason, hint: Reason): RunnerError =>
  new RunnerError('usage', say(what), { hint: say(hint) })

const hintFor = (inputs: Inputs, name: string): Reason => {
  const known = Object.keys(inputs)
  const near = nearest(name, known)
  return near === undefined ? { kind: 'known-inputs', names: known } : { kind: 'meant-input', name: near }
}

/** Which of these inputs have no value. */
export const missingInputs = (inputs: Inputs, values: ReadonlyMap<string, string>, say: Say): readonly Problem[] =>
  Object.entries(inputs)
    .filter(([name]) => !values.has(name))
    .map(([name, input]) => ({
      what: what(say, input.title),
      hint: say({ kind: 'give-input', name, secret: isSecret(input) }),
    }))

const what = (say: Say, title: Words): Words => say({ kind: 'no-input', title })
