import type { ParsedCommand, Part } from './parts.ts'

/** A kind of mistake. */
export type Kind =
  | 'nothing'
  | 'swap'
  | 'drop-flag'
  | 'other-image'
  | 'other-tag'
  | 'rename'
  | 'other-address'
  | 'other-number'
  | 'neighbour'
  | 'drop-argument'
  | 'drop-line'
  | 'drop-answer'

interface Rule {
  readonly because: string
  readonly holds: (command: ParsedCommand, part: Part, kind: Kind) => boolean
}

const flagIs = (part: Part, ...names: readonly string[]): part is Extract<Part, { readonly role: 'flag' }> =>
  part.role === 'flag' && names.includes(part.name)
const has = ({ parts }: ParsedCommand, ...names: readonly string[]): boolean =>
  parts.some((part) => flagIs(part, ...names))
/** A container that is removed when it ends, before the command itself ends. */
export const isForegroundThrowAway = (command: ParsedCommand): boolean =>
  command.program === 'docker' &&
  command.subcommand === 'run' &&
  has(command, '--rm') &&
  !has(command, '-d', '--detach')

/** Mutants that mean the same by definition; each rule says why. Nothing else is left out. */
export const rules: readonly Rule[] = [
  {
    because: 'curl’s -s, -S and -sS only decide what is said of the transfer on standard error.',
    holds: ({ program }, part, kind) =>
      program === 'curl' && kind === 'drop-flag' && flagIs(part, '-s', '-S', '-sS', '--silent', '--show-error'),
  },
  {
    because: 'How long or how often to try changes the time, not the outcome.',
    holds: ({ subcommand, program }, part, kind) =>
      (flagIs(part, '--max-time', '-m', '--retry', '--connect-timeout') && program === 'curl') ||
      (flagIs(part, '-t', '--time', '--timeout') && (subcommand === 'stop' || subcommand === 'restart')) ||
      (program === 'sleep' && kind === 'other-number') ||
      (program === 'timeout' && kind === 'other-number'),
  },
  {
    because: 'The name of a container that is removed at its end, in the foreground, is seen by nobody.',
    holds: (command, part) => isForegroundThrowAway(command) && flagIs(part, '--name'),
  },
  {
    because: 'mkdir -p and rm -f differ from mkdir and rm only where something is missing or there already.',
    holds: ({ program }, part, kind) =>
      kind === 'drop-flag' && ((program === 'mkdir' && flagIs(part, '-p')) || (program === 'rm' && flagIs(part, '-f'))),
  },
  {
    because: 'What goes to /dev/null is not part of the outcome.',
    holds: (_, part) => part.role === 'redirection' && ['/dev/null', '1', '2', '&1', '&2'].includes(part.word.text),
  },
  {
    because:
      'Where an image has nothing of its own for linux/arm/v8, Docker takes the one for linux/arm/v7: the same one.',
    holds: ({ program }, part, kind) =>
      program === 'docker' &&
      kind === 'other-number' &&
      flagIs(part, '--platform') &&
      part.value?.text === 'linux/arm/v7',
  },
  {
    because: 'Without a terminal of its own, -i or -t of a command whose input is empty changes nothing that lasts.',
    holds: (command, part, kind) =>
      kind === 'drop-flag' &&
      command.subcommand !== 'build' &&
      flagIs(part, '-t', '--tty') &&
      !has(command, '-i', '-it', '-ti', '--interactive'),
  },
  {
    because: 'A step’s standard error is a file, and to a file BuildKit always writes plain progress.',
    holds: ({ program, subcommand }, part, kind) =>
      program === 'docker' && subcommand === 'build' && kind === 'drop-flag' && flagIs(part, '--progress'),
  },
]

/** Why this mutant is left out; undefined when it is not. */
export const reasonToLeaveOut = (command: ParsedCommand, part: Part, kind: Kind): string | undefined =>
  rules.find(({ holds }) => holds(command, part, kind))?.because
