import type { Action, ByHandAction, CommandAction } from '../../playbooks/model/action.ts'
import type { Check } from '../../playbooks/model/check.ts'
import type { FactName, Language, Ref, Text } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { ActualAction } from '../contract/action.ts'
import type { Rendered } from '../contract/rendered.ts'
import { quote, quotePowershell } from '../quote.ts'

/** Where a text is used: a value in a command is quoted for its shell, in any other text it arrives as it is. */
export type Use = 'command' | 'powershell' | 'text'

/** How a value is written into a text. */
export type Spell = (ref: Ref, use: Use) => string

/** What is known while a playbook runs. `saved` is keyed by `step.name`. */
export interface Values {
  readonly facts: { readonly [name in FactName]?: string }
  readonly saved: ReadonlyMap<string, string>
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

/** How the values in a command are quoted. */
const useIn = ({ shell }: CommandAction): Use => (shell === 'powershell' ? 'powershell' : 'command')

/** The values themselves. An unknown one throws RunnerError('broken'): it never becomes an empty word. */
export const actualSpelling =
  (values: Values): Spell =>
  (ref, use) => {
    const value = ref.from === 'target' ? values.facts[ref.name] : values.saved.get(savedKey(ref.step, ref.name))
    if (value === undefined) throw unknownValue(ref)
    return inUse(value, use)
  }

const unknownValue = (ref: Ref): RunnerError =>
  ref.from === 'target'
    ? new RunnerError('broken', `The target does not know its “${ref.name}” yet.`, {
        hint: 'Use this fact only after the step that makes the machine.',
      })
    : new RunnerError('broken', `The value “${ref.name}” of step “${ref.step}” was not saved.`, {
        hint: `Run the playbook from its beginning, so that step “${ref.step}” saves it.`,
      })

// A fact is spelled for a command, e.g. `"$(boot2docker ip)"`; in an address the quotes would be noise.
const withoutQuotes = (spelled: string): string => spelled.replaceAll('"', '')

/** As a page shows it: facts as the target spells them in a command of bash, saved values by name. */
export const shownSpelling =
  (spelling: { readonly [name in FactName]: string }): Spell =>
  (ref, use) => {
    if (use === 'powershell') return `'‹${ref.name}›'`
    if (ref.from === 'step') return `‹${ref.name}›`
    return use === 'command' ? spelling[ref.name] : withoutQuotes(spelling[ref.name])
  }

/** The one place where a text becomes a string. */
export const render = (text: Text, use: Use, spell: Spell): string =>
  text.pieces.reduce((line, piece, index) => {
    const value = text.values[index]
    if (value === undefined) return line + piece
    return line + piece + (typeof value === 'string' ? inUse(value, use) : spell(value, use))
  }, '')

/** Everything but what only a person can do. */
export type MachineAction = Exclude<Action, ByHandAction>

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
      return { kind: 'interactive', line: render(action.line, 'command', spell), says: action.says }
    case 'file':
      return {
        kind: 'file',
        path: render(action.path, 'text', spell),
        content: render(action.content, 'text', spell),
        where: action.where,
      }
  }
}

/** What is shown of an action: the line for the shell, or the file's path as a remark and its content. */
export const actionText = (action: ActualAction): string =>
  action.kind === 'file' ? `# ${action.path}\n${action.content}` : action.line

/** An action as a page shows it. */
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

/** A check with every text in it rendered. */
export const renderCheck = <Some extends Check>(check: Some, spell: Spell): Rendered<Some> =>
  renderDeep(check, spell) as Rendered<Some> // renderDeep does to values what Rendered does to types

/** All references in a thing made of texts: an action, a check. */
export const refsIn = (thing: unknown): readonly Ref[] => {
  if (typeof thing !== 'object' || thing === null) return []
  if (isText(thing)) return thing.values.filter((value) => typeof value !== 'string')
  return Object.values(thing).flatMap(refsIn)
}
