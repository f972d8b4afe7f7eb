import type { Action } from '../../../playbooks/model/action.ts'
import type { Save, Step } from '../../../playbooks/model/playbook.ts'
import { type CommandLine, type Text } from '../../../playbooks/model/text.ts'
import type { SpellRef } from './typing.ts'
import { quote } from '../../quote.ts'
import type { VariableOf } from './variables.ts'

/** A regular expression of JavaScript in Perl’s own notation, between slashes. */
export const perlPattern = ({ pattern, flags = '' }: Pick<Save, 'pattern' | 'flags'>): string => {
  const perl = pattern
    .replaceAll('[^]', '[\\s\\S]')
    .replaceAll('@', '\\@')
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, '\\x{$1}')
    .replaceAll(/\$(?=\w)/g, '\\$')
  return `/${perl}/m${flags.replaceAll(/[^i]/g, '')}`
}

/** A program that prints the first group of a pattern in its whole input, or the match when there is no group. */
export const extracting = (save: Save): string => {
  const hasGroup = /(?<!\\)\((?!\?)/.test(save.pattern.replaceAll(/\[[^\]]*\]/g, ''))
  return `perl -0777 -ne ${quote(`print ${hasGroup ? '$1' : '$&'} if ${perlPattern(save)}`)}`
}

/** A line for bash, its values as variables. */
export const typedLine = ({ pieces, values }: CommandLine | Text, spell: SpellRef): string =>
  pieces.reduce((line, piece, index) => {
    const value = values[index]
    if (value === undefined) return line + piece
    return line + piece + (typeof value === 'string' ? quote(value) : spell(value))
  }, '')

/** One command can be piped as it is. */
const grouped = (line: string): string =>
  /[|&;\n]/.test(line.replaceAll(/'[^']*'|"[^"]*"/g, '')) ? `{ ${line}; }` : line

type Saving = Pick<Step, 'id' | 'saves'> & { readonly action: Action; readonly idempotent: string | undefined }

/** How a step’s values get into variables. */
export type Keeping =
  /** Lines after the step: its command is asked again, which changes nothing. */
  | { readonly kind: 'ask-again'; readonly lines: readonly KeepLine[] }
  /** In place of the step’s command: what it prints is kept. */
  | { readonly kind: 'while-it-runs'; readonly command: string; readonly lines: readonly KeepLine[] }

export interface KeepLine {
  readonly variable: string
  readonly name: string
  readonly line: string
  /** What finds the value in what the step has printed, and on which stream that is. */
  readonly extract: string
  readonly from: Save['from']
}

const ask = (line: string, { from }: Save): string =>
  from === 'stdout' ? grouped(line) : `${grouped(line)} 2>&1 >/dev/null`

/** How the values that a step saves are kept in variables; undefined when it saves none, or not from bash. */
export const keepingOf = (step: Saving, variable: VariableOf, spell: SpellRef): Keeping | undefined => {
  const { id, action, saves, idempotent } = step
  const entries = Object.entries(saves)
  if (entries.length === 0 || action.kind !== 'command' || action.where !== 'host') return undefined
  const command = typedLine(action.line, spell)
  const lineFor = (source: (save: Save) => string): readonly KeepLine[] =>
    entries.map(([name, save]) => {
      const kept = variable({ from: 'step', step: id, name })
      const extract = extracting(save)
      return { variable: kept, name, line: `${kept}=$(${source(save)} | ${extract})`, extract, from: save.from }
    })
  if (idempotent !== undefined) return { kind: 'ask-again', lines: lineFor((save) => ask(command, save)) }
  return {
    kind: 'while-it-runs',
    command: `printed=$(${grouped(command)} 2>&1 | tee /dev/stderr)`,
    lines: lineFor(() => `printf '%s\\n' "$printed"`),
  }
}
