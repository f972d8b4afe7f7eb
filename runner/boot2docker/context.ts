import { join } from 'node:path'
import type { QemuMachine } from '../machines/qemu/index.ts'
import type { Config, Environment } from './config.ts'
import { CommandError } from './command-error.ts'

/** What every command gets. */
export interface Context {
  readonly config: Config
  readonly args: readonly string[]
  readonly env: Environment
  /** Prints to standard output, for programs. */
  readonly out: (text: string) => void
  /** Prints to standard error, for people. */
  readonly say: (text: string) => void
  readonly signal: AbortSignal
}

/** Returns the exit code. */
export type Command = (context: Context) => Promise<number>

export const machineFolder = (config: Config): string => join(config.Dir, 'machines', config.VM)

/** Where the Docker client finds its certificates. */
export const certificateFolder = (config: Config): string => join(config.Dir, 'certs', config.VM)

export const findMachine = async (config: Config): Promise<QemuMachine | undefined> => {
  const { openMachine } = await import('../machines/qemu/index.ts')
  return openMachine(machineFolder(config))
}

export const needMachine = async (config: Config): Promise<QemuMachine> => {
  const machine = await findMachine(config)
  if (machine !== undefined) return machine
  throw new CommandError(
    `Failed to get machine "${config.VM}": machine does not exist (Did you run \`boot2docker init\`?)`,
  )
}

export const needRunning = async (config: Config): Promise<QemuMachine> => {
  const machine = await needMachine(config)
  if ((await machine.state()) === 'running') return machine
  throw new CommandError(`VM "${config.VM}" is not running. (Did you run \`boot2docker up\`?)`)
}

/** Prints what is done when `--verbose` asks for it. */
export const explain = ({ config, say }: Context, text: string): void => {
  if (config.Verbose) say(`${text}\n`)
}

/** Puts the original's message in front of a failure: `Failed to start machine "boot2docker-vm": …`. */
export const withErrorPrefix = async <T>(words: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (cause) {
    const { RunnerError } = await import('../errors.ts')
    if (!(cause instanceof RunnerError)) throw cause
    throw new CommandError(`${words}: ${cause.message}`, { hint: cause.hint, cause })
  }
}
