import type { SimpleCommand, Word } from './line.ts'
import { isGroup, takesValue, wrappers } from './vocabulary.ts'

/** What a word of a command is for. */
export type Part =
  | { readonly role: 'subcommand'; readonly word: Word }
  /** A flag with its value, when it has one: in the next word, or after `=`. */
  | { readonly role: 'flag'; readonly name: string; readonly word: Word; readonly value?: Word }
  | { readonly role: 'argument'; readonly word: Word }
  /** The first argument of a command that takes an image there. */
  | { readonly role: 'image'; readonly word: Word }
  /** `NAME=value` before the program. */
  | { readonly role: 'assignment'; readonly word: Word }
  | { readonly role: 'redirection'; readonly word: Word }

export interface ParsedCommand {
  readonly program: string
  readonly subcommand: string
  readonly parts: readonly Part[]
  /** A whole line in one word: `sh -c '…'`. Its text begins after the quotation mark. */
  readonly script?: Word
}

const runsAnother = new Set(['run', 'create', 'exec'])
const takesImage = new Set(['run', 'create', 'pull', 'push', 'tag', 'rmi', 'history', 'save'])
const withSubcommand = new Set(['docker', 'boot2docker'])
const shells = new Set(['sh', 'bash', 'ash', '/bin/sh', '/bin/bash'])

/** A command's words with their roles. What a container runs is parsed like a command of its own. */
export const parse = (command: SimpleCommand): ParsedCommand => {
  const redirections: Part[] = command.words
    .filter(({ isRedirection }) => isRedirection)
    .map((word) => ({ role: 'redirection', word }))
  const parsed = parseWords(command.words.filter(({ isRedirection }) => !isRedirection))
  return { ...parsed, parts: [...parsed.parts, ...redirections] }
}

const parseWords = (words: readonly Word[]): ParsedCommand => {
  const parts: Part[] = []
  const rest = [...words]
  while (rest[0] !== undefined && /^\w+=/.test(rest[0].text))
    take(rest, (word) => parts.push({ role: 'assignment', word }))
  while (rest[0] !== undefined && wrappers.has(rest[0].text)) rest.shift()
  const program = rest.shift()?.text ?? ''
  return parseArguments({ program, rest, parts })
}

const take = (rest: Word[], keep: (word: Word) => void): void => {
  const word = rest.shift()
  if (word !== undefined) keep(word)
}

interface Parsing {
  readonly program: string
  readonly rest: Word[]
  readonly parts: Part[]
}

const parseArguments = ({ program, rest, parts }: Parsing): ParsedCommand => {
  let subcommand = ''
  let needsSubcommand = withSubcommand.has(program)
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.text.startsWith('-') && word.text.length > 1) parts.push(flag(program, subcommand, word, rest))
    else if (needsSubcommand) {
      parts.push({ role: 'subcommand', word })
      subcommand = word.text
      needsSubcommand = isGroup(subcommand) || subcommand === 'forward'
    } else {
      const isImage = program === 'docker' && takesImage.has(subcommand)
      parts.push({ role: isImage ? 'image' : 'argument', word })
      if (program !== 'docker' || !runsAnother.has(subcommand) || rest.length === 0) continue
      const inner = parseWords(rest)
      return {
        program,
        subcommand,
        parts: [...parts, ...asArguments(rest[0]), ...inner.parts],
        ...(inner.script === undefined ? {} : { script: inner.script }),
      }
    }
  }
  const script = shells.has(program) ? parts.find((part) => part.role === 'flag' && part.name === '-c') : undefined
  return {
    program,
    subcommand,
    parts,
    ...(script?.role === 'flag' && script.value !== undefined ? { script: script.value } : {}),
  }
}

const asArguments = (word: Word | undefined): readonly Part[] =>
  word === undefined ? [] : [{ role: 'argument', word }]

const flag = (program: string, subcommand: string, word: Word, rest: Word[]): Part => {
  const name = word.text.replace(/=.*/s, '')
  if (shells.has(program) && /^-\w*c$/.test(name)) return withValue('-c', word, rest)
  if (takesValue(program, subcommand, word.text)) return withValue(name, word, rest)
  return { role: 'flag', name, word }
}

const withValue = (name: string, word: Word, rest: Word[]): Part => {
  const value = rest.shift()
  return { role: 'flag', name, word, ...(value === undefined ? {} : { value }) }
}
