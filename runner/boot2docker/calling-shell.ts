import { basename } from 'node:path'
import { processes } from '../host/processes/index.ts'
import type { Environment } from './config.ts'

export type ShellKind = 'fish' | 'posix'

/** A process as far as it matters here: the name of its program and its command line. */
export interface Ancestor {
  readonly name: string
  readonly commandLine: string
}

const shells = ['sh', 'bash', 'dash', 'ksh', 'zsh', 'fish']

/** The processes above this one, the nearest first. */
const ancestorsHere = (): readonly Ancestor[] => {
  const above = (pid: number): readonly Ancestor[] => {
    const found = pid > 1 ? processes.find(pid) : undefined
    if (found === undefined) return []
    const name = processes.nameOf(pid) ?? ''
    return [{ name, commandLine: found.words.join(' ') }, ...above(found.parent)]
  }
  return above(process.ppid)
}

/** The program that npm links starts a second Node when it was started by an old one. */
const isOurs = ({ commandLine }: Ancestor): boolean => /(^|\/)boot2docker\.mjs(\s|$)/.test(commandLine)

/** The title that npm gives itself: `npm exec boot2docker shellinit`. */
const isNpx = ({ commandLine }: Ancestor): boolean =>
  /(^|[/\s])(npx|npx-cli\.js|npm(-cli\.js)? (exec|x))(\s|$)/.test(commandLine)

/** Without the processes that only start the command: `npx` runs it by an `sh` of its own. */
const withoutStarters = (ancestors: readonly Ancestor[]): readonly Ancestor[] => {
  const rest = ancestors.slice(ancestors.findIndex((each) => !isOurs(each)))
  const npx = rest.slice(0, 2).findIndex(isNpx)
  return rest.slice(npx + 1)
}

/**
 * The shell of the person who typed the command, by the processes above it. Where the nearest one is no shell,
 * `$SHELL` decides, as in the original.
 */
export const callingShell = (env: Environment, ancestors: readonly Ancestor[] = ancestorsHere()): ShellKind => {
  const [nearest] = withoutStarters(ancestors)
  const name = nearest !== undefined && shells.includes(nearest.name) ? nearest.name : basename(env['SHELL'] ?? 'sh')
  return name === 'fish' ? 'fish' : 'posix'
}
