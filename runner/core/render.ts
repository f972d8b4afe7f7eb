import type { Action, ByHandAction, CommandAction, Exchange } from '../../playbooks/model/action.ts'
import type { Check } from '../../playbooks/model/check.ts'
import type { FactName, Language, Ref, Text } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { ActualAction } from '../contract/action.ts'
import type { Rendered } from '../contract/rendered.ts'
import { quote, quotePowershell } from '../quote.ts'

/** Where a text is used: in a command, values are quoted for its shell; elsewhere they are inserted unchanged. */
export type Use = 'command' | 'powershell' | 'text'

/** Returns the text for a reference. */
export type Spell = (ref: Ref, use: Use) => string

/** The known values while a playbook runs. `saved` is keyed by `step.name`. */
export interface Values {
  readonly facts: { readonly [name in FactName]?: string }
  readonly saved: ReadonlyMap<string, string>
  /** What the reader gave, by the names of the inputs. Absent: nothing. */
  readonly inputs?: ReadonlyMap<string, string>
}

export const savedKey = (step: string, name: string): string => `${step}.${name}`

const inUse = (value: string, use: Use): string => {
  switch (use) {
    case 'command':
      return quote(value)
    case 'powershell':
      return quotePowershell(value)
    case 'text':
      return value
  }
}

/** Quotes values for a shell. */
const useIn = ({ shell }: CommandAction): Use => (shell === 'powershell' ? 'powershell' : 'command')

/**
 * Spells references by their values. An unknown or empty one throws RunnerError('broken') and never becomes an empty
 * word: `rm -rf ${folder}/` would then be `rm -rf /`.
 */
export const actualSpelling =
  (values: Values): Spell =>
  (ref, use) => {
    const value = valueOf(ref, values)
    if (value === undefined) throw unknownValue(ref)
    if (value === '') throw emptyValue(ref)
    return inUse(value, use)
  }

const valueOf = (ref: Ref, { facts, saved, inputs }: Values): string | undefined => {
  switch (ref.from) {
    case 'target':
      return facts[ref.name]
    case 'step':
      return saved.get(savedKey(ref.step, ref.name))
    case 'input':
      return inputs?.get(ref.name)
  }
}

const unknownValue = (ref: Ref): RunnerError => {
  switch (ref.from) {
    case 'target':
      return new RunnerError('broken', `The target does not know its “${ref.name}” yet.`, {
        hint: 'Use this fact only after the step that makes the machine.',
      })
    case 'step':
      return new RunnerError('broken', `The value “${ref.name}” of step “${ref.step}” was not saved.`, {
        hint: `Run the playbook from its beginning, so that step “${ref.step}” saves it.`,
      })
    case 'input':
      return new RunnerError('broken', `The input “${ref.name}” has no value.`, {
        hint: `Give it one: --input ${ref.name}=VALUE`,
      })
  }
}

const emptyValue = ({ name }: Ref): RunnerError =>
  new RunnerError('broken', `The value “${name}” is empty.`, { hint: 'Run the guide again from its beginning.' })

// A fact is spelled for a command, e.g. `"$(boot2docker ip)"`; elsewhere it is shown without the quotes.
const withoutQuotes = (spelled: string): string => spelled.replaceAll('"', '')

/** Spells references for a page: facts as the target spells them in bash, saved values by name. */
export const shownSpelling =
  (spelling: { readonly [name in FactName]: string }): Spell =>
  (ref, use) => {
    if (use === 'powershell') return `'‹${ref.name}›'`
    if (ref.from !== 'target') return `‹${ref.name}›`
    return use === 'command' ? spelling[ref.name] : withoutQuotes(spelling[ref.name])
  }

/** Renders a text. No other function does. */
export const render = (text: Text, use: Use, spell: Spell): string =>
  text.pieces.reduce((line, piece, index) => {
    const value = text.values[index]
    if (value === undefined) return line + piece
    return line + piece + (typeof value === 'string' ? inUse(value, use) : spell(value, use))
  }, '')

/** Every action except those that only a person can do. */
export type MachineAction = Exclude<Action, ByHandAction>

/** What is typed into a program: values are inserted unchanged. */
export const renderSend = (send: Exchange['send'], spell: Spell): string =>
  typeof send === 'string' ? send : render(send, 'text', spell)

export const renderAction = (action: MachineAction, spell: Spell): ActualAction => {
  switch (action.kind) {
    case 'command':
      return {
        kind: 'command',
        line: render(action.line, useIn(action), spell),
        where: action.where,
        ...(action.shell === undefined ? {} : { shell: action.shell }),
      }
    case 'interactive':
      return {
        kind: 'interactive',
        line: render(action.line, 'command', spell),
        says: action.says.map(({ expect, send }) => ({ expect, send: renderSend(send, spell) })),
      }
    case 'file':
      return {
        kind: 'file',
        path: render(action.path, 'text', spell),
        content: render(action.content, 'text', spell),
        where: action.where,
      }
  }
}

/** The text of an action: the line for the shell, or the file's path as a comment, and its content. */
export const actionText = (action: ActualAction): string =>
  action.kind === 'file' ? `# ${action.path}\n${action.content}` : action.line

/** The text of an action for a page. */
export const shownAction = (
  action: Action,
  spelling: { readonly [name in FactName]: string },
  language: Language = 'en',
): string =>
  action.kind === 'by-hand' ? action.instruction[language] : actionText(renderAction(action, shownSpelling(spelling)))

const isText = (thing: object): thing is Text => 'pieces' in thing && 'values' in thing

const renderDeep = (thing: unknown, spell: Spell): unknown => {
  if (typeof thing !== 'object' || thing === null) return thing
  if (Array.isArray(thing)) return thing.map((item) => renderDeep(item, spell))
  if (isText(thing)) return render(thing, 'text', spell)
  return Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, renderDeep(value, spell)]))
}

/** Renders every text in a check. */
export const renderCheck = <Some extends Check>(check: Some, spell: Spell): Rendered<Some> =>
  renderDeep(check, spell) as Rendered<Some> // renderDeep does to values what Rendered does to types

/** All references in an action, a check or any other value made of texts. */
export const refsIn = (thing: unknown): readonly Ref[] => {
  if (typeof thing !== 'object' || thing === null) return []
  if (isText(thing)) return thing.values.filter((value) => typeof value !== 'string')
  return Object.values(thing).flatMap(refsIn)
}
