import { setTimeout as sleep } from 'node:timers/promises'
import type { ActualAction } from '../../contract/action.ts'
import type { ExecOptions, ExecResult } from '../../contract/session.ts'
import { RunnerError } from '../../errors.ts'
import { processes } from '../../host/processes/index.ts'
import { quote } from '../../quote.ts'
import { untilAsked } from './asking.ts'
import { converse } from './conversation.ts'
import { type Look, processesOfStep } from './find-processes.ts'
import { followFiles } from './follow.ts'
import type { Line, Living, Stop } from './living.ts'
import { endAll, signalAll } from './processes.ts'
import { type StepFiles, makeStepFiles, writeLine } from './step-files.ts'
import { readEnds } from './tail.ts'

export interface Step {
  readonly living: Living
  /** The session's folder. */
  readonly session: string
  /** The entry of the environment that the session's processes have. */
  readonly marker: string
  /** How long the step may take to end after each signal, before the next one. */
  readonly timeoutMs: number
  readonly options: ExecOptions
}

export type Interactive = Pick<Extract<ActualAction, { kind: 'interactive' }>, 'line' | 'says'> & {
  /** How long each expected text may take to appear, in milliseconds. */
  readonly answerMs: number
}

/** Runs a line whose output goes to the step's files. */
export const runLine = async (step: Step, line: string): Promise<ExecResult> => {
  const files = makeStepFiles(step.session, step.options.id)
  const started = performance.now()
  const following = followFiles(files, step.options.onOutput, step.living.promptCommand)
  let shown = ''
  const { ended, stop } = await runUntilEnd(
    step,
    { ...typed(line, files), withoutEcho: false, onText: (text) => (shown = text) },
    (signal) => untilAsked({ ...following, shell: step.living.shell, hasPrompt: () => /[^\n]$/.test(shown), signal }),
  ).catch((error: unknown) => {
    following.stop()
    throw error
  })
  return resultOf(files, following.stop(), ended, stop, started)
}

/** Runs a line whose output goes to the shell's terminal, where it is answered. */
export const runInTerminal = async (step: Step, { line, says, answerMs }: Interactive): Promise<ExecResult> => {
  const { living, options } = step
  const files = makeStepFiles(step.session, options.id)
  const started = performance.now()
  const talk = converse({ says, files, onOutput: options.onOutput, type: living.type, timeoutMs: answerMs })
  const { ended, stop } = await runUntilEnd(
    step,
    { text: isTypeable(line) ? line : sourced(line, files), streams: 'terminal', withoutEcho: true, onText: talk.hear },
    () => talk.isStuck.then(() => true),
  )
  const isWhole = talk.end()
  if (stop.lives) await living.discardInput()
  const exitCode = isWhole || stop.exitCode !== 0 ? stop.exitCode : 1
  // A program that does not show what is expected is ended, which is an outcome of its own.
  const how = ended === 'asked' ? 'by-itself' : ended
  return resultOf(files, undefined, how, { ...stop, exitCode }, started)
}

/** A terminal takes lines of this many bytes: MAX_CANON is 1024 on macOS, 4096 on Linux. */
const longestTypedLine = 1000
const isTypeable = (line: string): boolean =>
  // A terminal acts on control characters; a tab means nothing to it.
  Buffer.byteLength(line) <= longestTypedLine && !/[\x00-\x08\x0a-\x1f\x7f]/.test(line)

/**
 * A line is typed as it is shown. What a terminal does not take as one line is sourced, which bash reads byte for byte,
 * too, command by command.
 */
const typed = (line: string, files: StepFiles): Pick<Line, 'text' | 'streams'> => {
  if (isTypeable(line)) return { text: line, streams: files }
  const text = `${sourced(line, files)} >>${quote(files.stdout)} 2>>${quote(files.stderr)}`
  return { text, streams: 'nothing' }
}

const sourced = (line: string, files: StepFiles): string => ` . ${quote(writeLine(files, line))}`

interface Ended {
  readonly ended: ExecResult['ended']
  readonly stop: Stop
}

/**
 * `untilStuck` resolves with true when the step cannot go on by itself. RunnerError('broken') when the shell no longer
 * reports: nobody knows how the step has ended.
 */
const runUntilEnd = async (
  step: Step,
  line: Line,
  untilStuck: (signal: AbortSignal) => Promise<boolean>,
): Promise<Ended> => {
  const { living, marker, options } = step
  const earlier = processes.childrenOf(living.shell)
  const look = processesOfStep({ ...living, marker, earlier, sinceMs: Date.now() })
  const over = new AbortController()
  const stopped = living.run(line)
  const ended = await Promise.race([
    stopped.then(() => 'by-itself' as const),
    living.lost.then(() => 'lost' as const),
    aborted(options.signal, over.signal),
    sleep(options.deadlineMs, 'deadline' as const, { signal: over.signal }),
    untilStuck(over.signal).then((isStuck) => (isStuck ? ('asked' as const) : new Promise<never>(() => undefined))),
  ])
  over.abort()
  if (ended === 'by-itself') return { ended, stop: await stopped }
  if (ended === 'lost') throw await endLost(step, look)
  const stop = await endStep(step, stopped, look)
  if (stop.isLost === true && ended !== 'cancelled') throw lostShell()
  return { ended, stop }
}

const endLost = async ({ living, timeoutMs }: Step, look: Look): Promise<RunnerError> => {
  await endAll(look, timeoutMs)
  signalAll([living.shell], 'SIGKILL')
  await living.ended
  return lostShell()
}

const lostShell = (): RunnerError =>
  new RunnerError(
    'broken',
    {
      en: 'This command or an earlier one has changed the shell so that it no longer reports how a command ends.',
      'zh-cn': '该命令或之前的命令改变了 shell，使其无法再报告命令如何结束。',
    },
    {
      hint: {
        en:
          'Change such things in a subshell, in parentheses: a function named “builtin”, PROMPT_COMMAND, ' +
          '“enable -n”, “ulimit -n”, “set -r”.',
        'zh-cn':
          '此类改动请放在子 shell（圆括号）中：名为 builtin 的函数、PROMPT_COMMAND、enable -n、ulimit -n、set -r。',
      },
    },
  )

const aborted = (signal: AbortSignal, over: AbortSignal): Promise<'cancelled'> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('cancelled')
    else signal.addEventListener('abort', () => resolve('cancelled'), { once: true, signal: over })
  })

/**
 * Types Ctrl-C, as a reader would; what is left is ended by the process table, and the shell itself only if it still
 * does not come back to its prompt.
 */
const endStep = async ({ living, timeoutMs }: Step, stopped: Promise<Stop>, look: Look): Promise<Stop> => {
  look() // Whoever leaves the family from now on is known.
  living.type('\x03')
  await Promise.race([stopped, sleep(timeoutMs, undefined, { ref: false })])
  await endAll(look, timeoutMs)
  const stop = await Promise.race([stopped, sleep(timeoutMs, undefined, { ref: false })])
  if (stop?.lives === false) return stop
  if (stop !== undefined && (await living.settle())) return stop
  if (stop === undefined && (await endsAtPrompt(living, timeoutMs))) return { ...(await living.ended), isLost: true }
  signalAll([living.shell], 'SIGKILL')
  return living.ended
}

/** A shell that is at its prompt, although it does not say so, ends with its input (Ctrl-D). */
const endsAtPrompt = (living: Living, timeoutMs: number): Promise<boolean> => {
  living.type('\x04')
  return Promise.race([living.ended.then(() => true), sleep(timeoutMs, false, { ref: false })])
}

const resultOf = (
  files: StepFiles,
  sizes: { readonly stdout: number; readonly stderr: number } | undefined,
  ended: ExecResult['ended'],
  { exitCode, lives }: Stop,
  started: number,
): ExecResult => ({
  exitCode: ended === 'by-itself' ? exitCode : null,
  ended,
  ...(lives ? {} : { endedShell: true }),
  stdout: readEnds(files.stdout, sizes?.stdout),
  stderr: readEnds(files.stderr, sizes?.stderr),
  milliseconds: Math.round(performance.now() - started),
})
