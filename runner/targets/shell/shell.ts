import { closeSync, openSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { $ } from 'zx'
import { RunnerError } from '../../errors.ts'
import type { ExecOptions, ExecResult } from '../../contract/session.ts'
import { quote } from '../../quote.ts'
import { leaderFile, stepsFolder } from './leaders.ts'
import { endTree } from './processes.ts'
import { openTail, readEnds } from './tail.ts'

const wrapper = join(import.meta.dirname, 'step.sh')

/** How often the files of a running step are looked at. */
const lookEveryMs = 40
const defaultTimeoutMs = 3000

export interface ShellOptions {
  /** The session's own folder; each step gets one in it. */
  readonly folder: string
  /** Goes before bash: `nsenter …` for a namespace; empty for this computer itself. */
  readonly prefix: readonly string[]
  /** All of the environment that the reader's shell begins with. Nothing of the runner's own is added. */
  readonly env: Readonly<Record<string, string>>
  /** Where the reader's shell begins. */
  readonly cwd: string
  /** How long a step that has to end may take after each signal, before the next; 3 s when left out. */
  readonly timeoutMs?: number
}

/** The reader's shell: directory, variables, functions and aliases last from step to step, as in a terminal. */
export interface Shell {
  /** Runs a line as bash reads it, without `set -e` or `pipefail`. */
  exec(line: string, options: ExecOptions): Promise<ExecResult>
  /** A variable of the shell's environment after the last step; undefined when there is none. */
  variable(name: string): Promise<string | undefined>
}

export const openShell = (options: ShellOptions): Shell => ({
  exec: (line, exec) => execute(line, options, exec),
  variable: (name) => readVariable(options, name),
})

const execute = async (line: string, shell: ShellOptions, options: ExecOptions): Promise<ExecResult> => {
  const folder = join(stepsFolder(shell.folder), options.id)
  const files = { line: join(folder, 'line.sh'), stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(files.line, `${line}\n`, { mode: 0o600 })
  const marker = `SHIPSHAPE_STEP=${folder}`
  const started = performance.now()
  const child = spawn(shell, folder, files, marker)
  const ended = await follow(child, files, options, () =>
    endTree(child.pid, { marker, timeoutMs: shell.timeoutMs ?? defaultTimeoutMs }),
  )
  return {
    exitCode: ended === 'by-itself' ? await readExitCode(folder) : null,
    ended,
    stdout: await readEnds(files.stdout),
    stderr: await readEnds(files.stderr),
    milliseconds: Math.round(performance.now() - started),
  }
}

interface Child {
  readonly pid: number
  readonly gone: Promise<void>
}

interface StepFiles {
  readonly stdout: string
  readonly stderr: string
}

// Files, not pipes: a pipe dies with the runner and takes the step's output and exit code with it.
const spawn = (shell: ShellOptions, folder: string, files: StepFiles, marker: string): Child => {
  const stdout = openSync(files.stdout, 'a', 0o600)
  const stderr = openSync(files.stderr, 'a', 0o600)
  const [name = '', value = ''] = marker.split(/=(.*)/s)
  const run = $({
    // zx would put `set -euo pipefail` before each command; a reader's shell has no such thing.
    prefix: '',
    shell: 'bash',
    quote,
    cwd: shell.cwd,
    env: { ...shell.env, [name]: value },
    detached: true,
    stdio: ['ignore', stdout, stderr],
    nothrow: true,
  })`exec ${[...shell.prefix, 'bash', wrapper, folder, shell.folder, shell.cwd]}`
  const { pid } = run
  closeSync(stdout)
  closeSync(stderr)
  if (pid === undefined)
    throw new RunnerError('broken', 'bash could not be started.', { hint: 'Check it with “bash --version”.' })
  writeFileSync(leaderFile(folder), `${pid}\n`, { mode: 0o600 })
  return { pid, gone: run.then(() => undefined) }
}

const follow = async (
  child: Child,
  files: StepFiles,
  options: ExecOptions,
  end: () => Promise<void>,
): Promise<ExecResult['ended']> => {
  const tails = await Promise.all([
    openTail(files.stdout, (text, offset) => options.onOutput('stdout', text, offset)),
    openTail(files.stderr, (text, offset) => options.onOutput('stderr', text, offset)),
  ])
  const readAll = async (): Promise<void> => {
    for (const tail of tails) await tail.read()
  }
  const ended = await untilEnd(child, options, readAll)
  if (ended !== 'by-itself') await end()
  await readAll()
  await Promise.all(tails.map((tail) => tail.close()))
  return ended
}

const untilEnd = async (
  child: Child,
  options: ExecOptions,
  look: () => Promise<void>,
): Promise<ExecResult['ended']> => {
  const until = performance.now() + options.deadlineMs
  for (;;) {
    const gone = await Promise.race([child.gone.then(() => true), sleep(lookEveryMs, false)])
    if (gone) return 'by-itself'
    if (options.signal.aborted) return 'cancelled'
    if (performance.now() > until) return 'deadline'
    await look()
  }
}

const readExitCode = async (folder: string): Promise<number> => {
  const text = await readFile(join(folder, 'rc'), 'utf8').catch(() => undefined)
  if (text !== undefined) return Number.parseInt(text, 10)
  throw new RunnerError('broken', 'The step’s shell ended without leaving an exit code: it was killed from outside.', {
    hint: 'Run the guide again.',
    state: `What it had written is in ${folder}.`,
  })
}

// The saved state is bash; only bash reads it right. What a step has unset may still be in the surroundings.
const readVariable = async (shell: ShellOptions, name: string): Promise<string | undefined> => {
  const script = `[ -e "$1/state" ] && { . "$1/state"; [[ $shipshape_exported != *" $2 "* ]] && exit; } >/dev/null 2>&1; [ -n "\${!2+set}" ] && [[ $(declare -p "$2") == declare\\ -*x* ]] && printf 'set%s' "\${!2}"`
  const read = await $({
    prefix: '',
    shell: 'bash',
    quote,
    env: { ...shell.env },
    nothrow: true,
    cwd: shell.cwd,
  })`${['bash', '-c', script, 'read', shell.folder, name]}`
  return read.stdout.startsWith('set') ? read.stdout.slice(3) : undefined
}
