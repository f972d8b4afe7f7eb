import { execa } from 'execa'
import { missingProgram } from './program.ts'

/** Starts a program that runs beside us, with all that execa can do; it ends when we do, unless it is detached. */
export const startProgram = execa

export interface LongRun {
  /** How to get the program. */
  readonly hint: string
  /** Ends it; what it said until then is not answered, but the signal's reason is thrown. */
  readonly signal: AbortSignal
  /** Beside our own environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Called with each line of its standard error as it comes. */
  readonly onErrorLine?: (line: string) => void
}

export interface LongRunAnswer {
  /** undefined when a signal ended it. */
  readonly exitCode: number | undefined
  readonly stderr: string
}

/**
 * Runs a program to its end for which a person waits, and which ends with us; a failing one is an answer.
 * RunnerError('blocked') with the hint when there is no such program.
 */
export const runLong = async (name: string, args: readonly string[], options: LongRun): Promise<LongRunAnswer> => {
  const { hint, signal, env = {}, onErrorLine } = options
  const running = execa(name, args, {
    ...{ stdin: 'ignore', stdout: 'ignore', reject: false, cancelSignal: signal },
    env,
  })
  if (onErrorLine !== undefined) for await (const line of running.iterable({ from: 'stderr' })) onErrorLine(line)
  const { exitCode, stderr, code } = await running
  signal.throwIfAborted()
  if (code === 'ENOENT') throw missingProgram(name, hint)
  return { exitCode, stderr }
}
