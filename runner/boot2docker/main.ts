import { type Environment, readInvocation } from './config.ts'
import type { Command } from './context.ts'
import { CommandError } from './command-error.ts'
import { usageLong, usageShort } from './usage.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

/** Each command is imported when it is used: importing all of them would slow down `boot2docker ip`. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  download: async () => (await import('./download.ts')).download,
  config: async () => (await import('./show.ts')).showConfig,
  init: async () => (await import('./init.ts')).init,
  up: async () => (await import('./up.ts')).up,
  save: async () => (await import('./power.ts')).save,
  down: async () => (await import('./power.ts')).down,
  poweroff: async () => (await import('./power.ts')).poweroff,
  restart: async () => (await import('./up.ts')).restart,
  reset: async () => (await import('./up.ts')).reset,
  delete: async () => (await import('./power.ts')).remove,
  info: async () => (await import('./show.ts')).info,
  shellinit: async () => (await import('./show.ts')).shellinit,
  status: async () => (await import('./show.ts')).status,
  ssh: async () => (await import('./ssh.ts')).ssh,
  ip: async () => (await import('./show.ts')).ip,
  upgrade: async () => (await import('./up.ts')).upgrade,
  version: async () => (await import('./show.ts')).version,
  forward: async () => (await import('./forward.ts')).forward,
}

const aliases: Readonly<Record<string, string>> = {
  ...{ cfg: 'config', start: 'up', boot: 'up', resume: 'up', suspend: 'save', halt: 'down', stop: 'down' },
  ...{ destroy: 'delete', socket: 'shellinit' },
}

/** The process that a command runs in: environment, output streams, and the signal that stops it. */
export interface Invoker {
  readonly env: Environment
  readonly out: (text: string) => void
  readonly say: (text: string) => void
  readonly signal: AbortSignal
}

/**
 * Runs the command line and returns the exit code: 0, 1 for any error, 64 for a value that is refused before
 * anything is done, 130 when stopped, that of ssh for `ssh`.
 */
export const boot2docker = async (words: readonly string[], { env, out, say, signal }: Invoker): Promise<number> => {
  try {
    const { config, command, args, notes, wantsHelp } = await readInvocation(words, env)
    if (wantsHelp || command === 'help') {
      say(usageLong(config.known))
      return 0
    }
    if (command === '') {
      say(usageShort)
      return 0
    }
    const load = commands[aliases[command] ?? command]
    if (load === undefined) throw new CommandError(`Unknown command: ${command}`, { usage: 'short' })
    for (const note of notes) say(`${note}\n`)
    return await (
      await load()
    )({ config, args, env, out, say, signal })
  } catch (error) {
    if (signal.aborted) return stopped(say)
    return await fail(error, words, say)
  }
}

const stopped = (say: (text: string) => void): number => {
  say('\nStopped.\n')
  return exitCodes.cancelled
}

/** `error in run: ` and the message are the original's; the command that fixes it is ours. */
const fail = async (error: unknown, words: readonly string[], say: (text: string) => void): Promise<number> => {
  const { RunnerError } = await import('../errors.ts')
  if (!(error instanceof CommandError) && !(error instanceof RunnerError)) throw error
  say(`error in run: ${error.message}\n`)
  if (error instanceof CommandError && error.usage === 'short') say(usageShort)
  if (error.hint !== undefined) say(`Try: ${forSameVm(error.hint, words)}\n`)
  return error instanceof CommandError ? error.exitCode : exitCodes.failed
}

/** A hint of a layer that does not know it is for another VM than the usual one. */
const forSameVm = (hint: string, words: readonly string[]): string => {
  const at = words.findIndex((word) => word === '--vm' || word.startsWith('--vm='))
  const vm = words[at] === '--vm' ? words[at + 1] : words[at]?.slice('--vm='.length)
  return vm === undefined ? hint : hint.replace(/\bboot2docker (?!--vm\b|help\b)/g, `boot2docker --vm=${vm} `)
}
