import type { Readable, Writable } from 'node:stream'
import { startProgram } from '../../host/long-program.ts'
import { compiledDir } from '../../paths.ts'

export interface ProbeOptions {
  /** `nsenter …`: the probe looks from where the reader's commands run. */
  readonly prefix: readonly string[]
  /** The folder of the machine that the guide makes. */
  readonly machine: string
  readonly env: Readonly<Record<string, string>>
  /** The file of the program, which looks into the lab's kind of machine. */
  readonly program: string
}

export interface ProbeProcess {
  readonly input: Writable
  readonly output: Readable
  /** Resolves with what it complained about. */
  readonly ended: Promise<string>
}

/** Starts the probe as a process group of its own: Ctrl-C in a terminal must not end it before it is asked last. */
export const startProbe = ({ prefix, env, machine, program }: ProbeOptions): ProbeProcess => {
  const [file, ...args] = [...prefix, process.execPath, '--disable-warning=ExperimentalWarning', program, machine]
  const child = startProgram(file, args, {
    env: { ...env, NODE_COMPILE_CACHE: compiledDir() },
    extendEnv: false,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: { stdout: false },
    reject: false,
    detached: true,
  })
  child.stdin.on('error', () => undefined) // Its end is known from `ended`.
  return { input: child.stdin, output: child.stdout, ended: child.then(({ stderr }) => stderr) }
}
