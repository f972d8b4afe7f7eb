import type { Spelling } from '../../../playbooks/model/spelling.ts'
import type { Ref, Text } from '../../../playbooks/model/text.ts'
import type { Typing } from '../../contract/by-hand.ts'
import { quote } from '../../quote.ts'
import type { VariableOf } from './variables.ts'

/** How a value is written in a command: a variable, or what the target has for a fact. Already quoted. */
export type SpellRef = (ref: Ref) => string

export const spellRefs =
  (variable: VariableOf, spelling: Spelling): SpellRef =>
  (ref) =>
    ref.from === 'target' ? spelling[ref.name] : `"$${variable(ref)}"`

/** A text in parts, with neighbouring literal ones joined. */
const partsOf = ({ pieces, values }: Text): readonly (string | Ref)[] =>
  pieces
    .flatMap((piece, index) => [piece, values[index] ?? ''])
    .reduce<readonly (string | Ref)[]>((parts, part) => {
      const last = parts.at(-1)
      if (typeof part === 'string' && typeof last === 'string') return [...parts.slice(0, -1), last + part]
      return [...parts, part]
    }, [])
    .filter((part) => part !== '')

const wordBy = (literal: (text: string) => string, spell: SpellRef): Typing['word'] => {
  const written = (part: string | Ref): string => (typeof part === 'string' ? literal(part) : spell(part))
  return (text) => partsOf(text).map(written).join('') || literal('')
}

/** As `quote`, except that the shell expands `~/`. */
const quoteAfterHome =
  (literal: (text: string) => string) =>
  (text: string): string =>
    text.startsWith('~/') ? `~/${text === '~/' ? '' : literal(text.slice(2))}` : literal(text)

/** What ssh is given passes two shells: the reader’s own, and that of the VM. */
const quoteTwice = (text: string): string => quote(quote(text))

const inLab = (spell: SpellRef): NonNullable<Typing['guest']> => ({
  line: (command) => `boot2docker ssh ${command}`,
  word: wordBy(quoteTwice, spell),
  path: wordBy(quoteAfterHome(quoteTwice), spell),
})

/** How a person types on a target. Only the lab’s VM has a shell that is reached by a command. */
export const typingOn = (target: string, spell: SpellRef): Typing => ({
  word: wordBy(quote, spell),
  path: wordBy(quoteAfterHome(quote), spell),
  certificates: target === 'lab' ? '~/.boot2docker/certs/boot2docker-vm' : '"$DOCKER_CERT_PATH"',
  ...(target === 'lab' ? { guest: inLab(spell) } : {}),
})
