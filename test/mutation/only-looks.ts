import { type SimpleCommand, commandsIn } from './line.ts'
import type { Mutant } from './mutants.ts'
import { parse } from './parts.ts'
import { flat } from './text.ts'

/** Commands that change nothing, whatever their arguments. After them, nothing has to be looked for or restored. */
const programs = new Set([
  'true',
  'false',
  'echo',
  'ls',
  'cat',
  'grep',
  'head',
  'tail',
  'wc',
  'curl',
  'printf',
  'uname',
])
const subcommands: Readonly<Record<string, ReadonlySet<string>>> = {
  docker: new Set([
    'ps',
    'images',
    'inspect',
    'logs',
    'port',
    'top',
    'stats',
    'version',
    'info',
    'diff',
    'history',
    'search',
    'ls',
    'df',
    'show',
    '',
  ]),
  boot2docker: new Set(['ip', 'status', 'info', 'config', 'version', 'shellinit', 'help', 'list', '']),
}

/** Whether a wrong action certainly leaves everything as it was. */
export const onlyLooks = ({ action }: Pick<Mutant, 'action'>): boolean =>
  action.kind === 'command' && commandsIn(flat(action.line)).every(looks)

const looks = (command: SimpleCommand): boolean => {
  const { program, subcommand, parts } = parse(command)
  if (parts.some(({ role, word }) => role === 'assignment' || (role === 'redirection' && word.text !== '/dev/null')))
    return false
  if (
    program === 'curl' &&
    parts.some((part) => part.role === 'flag' && /^(-o|-O|--output|-X|-d|--data)/.test(part.name))
  )
    return false
  return programs.has(program) || (subcommands[program]?.has(subcommand) ?? false)
}
