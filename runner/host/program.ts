import { execFile, type ExecFileException } from 'node:child_process'
import { delimiter } from 'node:path'
import { RunnerError } from '../errors.ts'
import { findProgram as findIn } from '../setup/probe.mjs'

export interface ProgramAnswer {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Administrators' folders are often missing from an ordinary user's PATH; the last two are Homebrew's for e2fsprogs.
 */
const alsoIn = ['/usr/sbin', '/sbin', '/opt/homebrew/opt/e2fsprogs/sbin', '/usr/local/opt/e2fsprogs/sbin']

/** PATH, and then the folders that are often missing in it. */
export const programPath = (): string => [process.env['PATH'] ?? '', ...alsoIn].join(delimiter)

/** Where a path, PATH when left out, finds a program; undefined when it does not. */
export const findProgram = (name: string, path: string = process.env['PATH'] ?? ''): string | undefined =>
  findIn([name], path.split(delimiter))

const biggestOutput = 16 << 20

/**
 * Runs a program of the host to its end; a failing one is an answer. `hint` says how to get it.
 * RunnerError('blocked') when there is no such program.
 *
 * By Node itself and not by a library, which would take a quarter of each start of boot2docker. What a person waits for
 * while it talks is `long-program.ts`.
 */
export const runProgram = (
  name: string,
  args: readonly string[],
  options: { readonly hint: string; readonly signal?: AbortSignal; readonly input?: string },
): Promise<ProgramAnswer> =>
  new Promise((resolve, reject) => {
    const settings = {
      env: { ...process.env, PATH: programPath(), LC_ALL: 'C' },
      maxBuffer: biggestOutput,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }
    const child = execFile(name, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, stdout, stderr })
      else if (error.code === 'ENOENT') reject(missingProgram(name, options.hint))
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr })
      // With the code of the system, by which the fix is found.
      else reject(Object.assign(new Error(error.message, { cause: error }), { code: error.code }))
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })

/** What is said of a program that is not here, wherever one is started. */
export const missingProgram = (name: string, hint: string): RunnerError =>
  new RunnerError('blocked', `The program “${name}” is not installed.`, { hint })

/** As runProgram, but a failing program is RunnerError('broken') with what it said, and the hint for that case. */
export const mustRun = async (
  name: string,
  args: readonly string[],
  options: Parameters<typeof runProgram>[2] & { readonly whenItFails?: string },
): Promise<string> => {
  const answer = await runProgram(name, args, options)
  if (answer.exitCode === 0) return answer.stdout
  const said = answer.stderr.trim() || answer.stdout.trim() || `exit code ${answer.exitCode}`
  throw new RunnerError('broken', `“${[name, ...args].join(' ')}” failed: ${said}`, {
    hint: options.whenItFails ?? options.hint,
  })
}

/** What came of a question, which nothing needs to be true. */
export interface Asked {
  /** Without its last line's end. */
  readonly stdout: string
  readonly stderr: string
  /** It is not here, ended with another code than 0, or took too long. */
  readonly failed: boolean
  readonly isMissing: boolean
}

export interface AskOptions {
  /** All of its environment; our own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly timeoutMs?: number
}

/** Asks a program something. Whatever comes of it is an answer, also that there is no such program. */
export const askProgram = (
  name: string,
  args: readonly string[],
  { env = process.env, timeoutMs = 0 }: AskOptions = {},
): Promise<Asked> =>
  new Promise((resolve) => {
    const settings = { env: { ...env }, timeout: timeoutMs, maxBuffer: biggestOutput }
    const child = execFile(name, args, settings, (error, stdout, stderr) =>
      resolve({
        stdout: stdout.replace(/\r?\n$/, ''),
        stderr: stderr.replace(/\r?\n$/, ''),
        failed: error !== null,
        isMissing: isMissing(error),
      }),
    )
    child.stdin?.on('error', () => undefined)
    child.stdin?.end()
  })

const isMissing = (error: ExecFileException | null): boolean => error?.code === 'ENOENT'
