import { type SimpleCommand, type Word, commandsIn } from './line.ts'
import { type Kind, reasonToLeaveOut } from './left-out.ts'
import { type ParsedCommand, type Part, parse } from './parts.ts'
import { otherImage, variantsOf } from './variants.ts'
import { neighbourOf } from './vocabulary.ts'

/** A wrong line. */
export interface LineMutant {
  readonly kind: Kind
  /** The wrong line; the right one when `leftOut` says why it means the same. */
  readonly line: string
  /** The word that was changed, and into what. */
  readonly replaced?: { readonly from: string; readonly to: string }
  readonly leftOut?: string
}

/** All wrong lines that can be made of a right one, in the order of the line. */
export const lineMutants = (line: string): readonly LineMutant[] => {
  const commands = commandsIn(line)
  const outer = commands.filter(({ isInner }) => !isInner)
  const parts = outer.length > 1 ? outer.map((command) => dropCommand(line, command)) : []
  return distinct(line, [
    { kind: 'nothing', line: 'true' },
    ...parts,
    ...commands.flatMap((command) => ofCommand(line, parse(command))),
  ])
}

const distinct = (line: string, mutants: readonly LineMutant[]): readonly LineMutant[] => [
  ...new Map(mutants.filter((mutant) => mutant.line !== line).map((mutant) => [mutant.line, mutant])).values(),
]

const splice = (line: string, start: number, end: number, put: string): string =>
  line.slice(0, start) + put + line.slice(end)

const dropCommand = (line: string, { words }: SimpleCommand): LineMutant => ({
  kind: 'nothing',
  line: splice(line, words[0]?.start ?? 0, words.at(-1)?.end ?? line.length, 'true'),
})

const ofCommand = (line: string, command: ParsedCommand): readonly LineMutant[] => [
  ...command.parts.flatMap((part) => ofPart(line, command, part)),
  ...(command.script === undefined ? [] : ofScript(line, command.script)),
]

/** `sh -c '…'` is a line in a line. */
const ofScript = (line: string, { start, end }: Word): readonly LineMutant[] => {
  const raw = line.slice(start, end)
  if (!/^(['"]).*\1$/s.test(raw)) return []
  return lineMutants(raw.slice(1, -1)).map((mutant) => ({
    ...mutant,
    line: splice(line, start + 1, end - 1, mutant.line),
  }))
}

const ofPart = (line: string, command: ParsedCommand, part: Part): readonly LineMutant[] =>
  candidates(line, command, part).map((mutant) => {
    const leftOut = reasonToLeaveOut(command, part, mutant.kind)
    return leftOut === undefined ? mutant : { ...mutant, leftOut }
  })

const candidates = (line: string, command: ParsedCommand, part: Part): readonly LineMutant[] => {
  switch (part.role) {
    case 'subcommand':
      return neighbours(line, command, part.word)
    case 'flag':
      return [without(line, 'drop-flag', part.word, part.value ?? part.word), ...ofFlagValue(line, part, command)]
    case 'image':
      return [...changed(line, part.word, otherImage), without(line, 'drop-argument', part.word, part.word)]
    case 'argument':
      return [...changed(line, part.word, variantsOf), without(line, 'drop-argument', part.word, part.word)]
    case 'assignment':
    case 'redirection':
      return changed(line, part.word, variantsOf)
  }
}

const neighbours = (line: string, { program }: ParsedCommand, word: Word): readonly LineMutant[] => {
  const other = neighbourOf(program, word.text)
  return other === undefined ? [] : [{ kind: 'neighbour', line: splice(line, word.start, word.end, other) }]
}

const ofFlagValue = (
  line: string,
  { name, word, value }: Extract<Part, { role: 'flag' }>,
  command: ParsedCommand,
): readonly LineMutant[] => {
  if (value !== undefined) return value === command.script ? [] : changed(line, value, (text) => variantsOf(text, name))
  const equals = line.slice(word.start, word.end).indexOf('=')
  if (equals === -1) return []
  return changed(line, { ...word, start: word.start + equals + 1 }, (text) => variantsOf(text, name))
}

const without = (line: string, kind: Kind, first: Word, last: Word): LineMutant => ({
  kind,
  line: splice(line, first.start, last.end, '').replace(/ {2,}/, ' ').trimEnd(),
})

/** The word changed inside its own quotation marks. */
const changed = (
  line: string,
  { start, end }: Word,
  vary: (text: string) => readonly { readonly kind: Kind; readonly to: string }[],
): readonly LineMutant[] => {
  const raw = line.slice(start, end)
  const isQuoted = /^(['"])[^'"]*\1$/s.test(raw)
  const text = isQuoted ? raw.slice(1, -1) : raw
  return vary(text).map(({ kind, to }) => ({
    kind,
    line: isQuoted ? splice(line, start + 1, end - 1, to) : splice(line, start, end, to),
    replaced: { from: text, to },
  }))
}
