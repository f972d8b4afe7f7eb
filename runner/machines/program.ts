import { execFile } from 'node:child_process'
import { RunnerError } from '../errors.ts'

export interface ProgramAnswer {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** sbin folders are often missing from an ordinary user's PATH; the last two are Homebrew's for e2fsprogs. */
const alsoIn = ['/usr/sbin', '/sbin', '/opt/homebrew/opt/e2fsprogs/sbin', '/usr/local/opt/e2fsprogs/sbin']

export const programPath = (): string => [process.env['PATH'] ?? '', ...alsoIn].join(':')

/**
 * Runs a program of the host to its end; a failing exit code is returned. `hint` says how to install it.
 * RunnerError('blocked') when there is no such program.
 */
export const runProgram = (
  name: string,
  args: readonly string[],
  options: { readonly hint: string; readonly signal?: AbortSignal; readonly input?: string },
): Promise<ProgramAnswer> =>
  new Promise((resolve, reject) => {
    const settings = {
      env: { ...process.env, PATH: programPath(), LC_ALL: 'C' },
      maxBuffer: 4 << 20,
      ...signalOf(options),
    }
    const child = execFile(name, args, settings, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, stdout, stderr })
      else if (error.code === 'ENOENT') reject(missing(name, options.hint))
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr })
      else reject(new Error(error.message, { cause: error }))
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })

const signalOf = (options: { readonly signal?: AbortSignal }): { signal?: AbortSignal } =>
  options.signal === undefined ? {} : { signal: options.signal }

const missing = (name: string, hint: string): RunnerError =>
  new RunnerError('blocked', `The program “${name}” is not installed.`, { hint })

/** Like runProgram, but a failing exit code throws RunnerError('broken') with the program's output. */
export const mustRun = async (
  name: string,
  args: readonly string[],
  options: Parameters<typeof runProgram>[2],
): Promise<string> => {
  const answer = await runProgram(name, args, options)
  if (answer.exitCode === 0) return answer.stdout
  const said = answer.stderr.trim() || answer.stdout.trim() || `exit code ${answer.exitCode}`
  throw new RunnerError('broken', `“${[name, ...args].join(' ')}” failed: ${said}`, { hint: options.hint })
}
