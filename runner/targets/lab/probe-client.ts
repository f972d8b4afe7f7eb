import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { RunnerError } from '../../errors.ts'
import { startProgram } from '../../host/long-program.ts'
import { compiledDir } from '../../paths.ts'
import type { ProbeAnswers, ProbeQuestion, ProbeReply } from './probe-protocol.ts'

const program = join(import.meta.dirname, 'probe.ts')

/** No look at the world takes longer; then the probe itself is what is wrong. Milliseconds. */
const timeoutMs = 30_000

export interface ProbeOptions {
  /** `nsenter …`: the probe looks from where the reader's commands run. */
  readonly prefix: readonly string[]
  /** The folder of the machine that the guide makes. */
  readonly machine: string
  readonly env: Readonly<Record<string, string>>
}

/** A helper inside the namespace that looks at ports, engines, files and processes for the runner. */
export interface Probe {
  ask<Asked extends ProbeQuestion['ask']>(
    question: ProbeQuestion & { readonly ask: Asked },
  ): Promise<ProbeAnswers[Asked]>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

const gone = (cause?: unknown): RunnerError =>
  new RunnerError('broken', 'The lab’s observer ended while it was needed.', { hint: 'Run the guide again.', cause })

/** A probe that is started by the first question. */
export const lazyProbe = (options: ProbeOptions): Probe => {
  let opened: Probe | undefined
  return {
    ask: (question) => (opened ??= openProbe(options)).ask(question),
    close: async () => opened?.close(),
  }
}

/** Starts a probe. Throws RunnerError('broken') from `ask` when it has ended or does not answer within 30 s. */
export const openProbe = ({ prefix, env, machine }: ProbeOptions): Probe => {
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
  const waiting = new Map<number, Waiting>()
  let count = 0
  let closed = false

  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as ProbeReply // only our own probe writes here
    const entry = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('answer' in reply) entry?.resolve(reply.answer)
    else
      entry?.reject(
        new RunnerError('broken', `The lab’s observer failed: ${reply.trouble}`, { hint: 'Run the guide again.' }),
      )
  })
  void child.then(({ stderr }) => {
    closed = true
    for (const { reject } of waiting.values()) reject(gone(stderr))
    waiting.clear()
  })
  child.stdin.on('error', () => undefined) // Its end is told by `child` itself.

  const send = (question: ProbeQuestion): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(gone())
      const id = ++count
      const limitMs = 'withinMs' in question ? question.withinMs + timeoutMs : timeoutMs
      const timer = setTimeout(() => {
        waiting.delete(id)
        reject(
          new RunnerError('broken', `The lab’s observer did not answer within ${limitMs / 1000} s.`, {
            hint: 'Run the guide again.',
          }),
        )
      }, limitMs)
      const settle =
        <Value>(then: (value: Value) => void) =>
        (value: Value): void => {
          clearTimeout(timer)
          then(value)
        }
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
      child.stdin.write(`${JSON.stringify({ id, ...question })}\n`)
    })

  return {
    ask: async <Asked extends ProbeQuestion['ask']>(question: ProbeQuestion & { readonly ask: Asked }) =>
      (await send(question)) as ProbeAnswers[Asked], // the probe answers each question with its own kind
    close: async () => {
      child.stdin.end()
      await child
    },
  }
}
