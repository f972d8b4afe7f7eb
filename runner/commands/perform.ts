import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { GivenInputs } from '../core/inputs.ts'
import type { Selection } from '../protocol/scope.ts'
import { RunnerError, messageOf } from '../errors.ts'
import { stateDir } from '../paths.ts'
import { type Plan, plan } from '../core/plan.ts'
import { damagedReport } from '../protocol/damaged-report.ts'
import type { Problem } from '../protocol/events.ts'
import { fold } from '../protocol/fold.ts'
import { type Report, emptyReport } from '../protocol/report.ts'
import { wantedFiles } from '../reporters/files.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { type StartedRun, concludeOrphans, reapBy, runFolder, startRun, watchEvents } from '../runs/index.ts'
import type { Target } from '../contract/target.ts'
import { onInterrupt } from './interrupt.ts'
import { exitCodeOf } from './exit-code.ts'
import { concludedText } from './concluded-text.ts'
import { standardOutput } from './lost-output.ts'
import { say } from './say.ts'
import { needsPerson, terminalPerson, type TerminalPerson } from './terminal-person.ts'
import { type Places, writeResults } from './write-results.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

/** What to print, and what to keep. */
export interface Output extends Places {
  readonly json?: boolean
}

/** A guide and its target. */
export interface Guide {
  readonly playbook: Playbook
  readonly target: Target
  /** What the reader gave for it. */
  readonly inputs: GivenInputs
}

export interface PerformOptions {
  readonly guides: readonly Guide[]
  readonly selection: Selection
  readonly mode: 'run' | 'verify'
  /** Concludes runs whose runner died. */
  readonly targets: readonly Target[]
  readonly output: Output
  /** Keeps the target after the steps for this long at most. Milliseconds. */
  readonly keepMs?: number
}

/** Runs guides one after another and reports them. Returns the exit code of the worst result. */
export const perform = async (options: PerformOptions): Promise<number> => {
  const { output } = options
  const state = stateDir()
  needWritable(wantedFiles(output).map(({ file }) => file))
  needFolders([output.evidence, output.recording, ...(await journalFolder(output))])
  await concludeDead(state, options.targets)
  const source = output.evidence === undefined ? undefined : await (await import('./keep-run.ts')).sourceNow()
  const reporter = await reporterFor(output)
  const reports: Report[] = []
  try {
    for (const guide of options.guides) {
      const report = await runOne(options, guide, state, reporter)
      reports.push(report)
      if (report.status === 'cancelled' || standardOutput.trouble !== undefined) break
    }
  } finally {
    reporter.close(reports)
  }
  const playbooks = options.guides.map(({ playbook }) => playbook)
  const isComplete = await writeResults(output, { reports, playbooks, source })
  if (standardOutput.trouble !== undefined) sayResults(reports, state)
  const code = exitCodeOf(reports)
  // The result comes first: a guide that failed has failed, whatever else went wrong.
  return code === exitCodes.passed && !isComplete ? exitCodes.broken : code
}

const journalFolder = async ({ evidence }: Output): Promise<readonly string[]> =>
  evidence === undefined ? [] : [(await import('./keep-run.ts')).journalsBeside(evidence)]

/** Where the output is lost, the results go to standard error. */
const sayResults = (reports: readonly Report[], state: string): void => {
  for (const { playbook, status, run } of reports)
    say(`${playbook}: ${status}. The complete journal is in ${runFolder(state, run)}`)
}

/** Fails before the run when its result could not be written after it. */
const needWritable = (files: readonly string[]): void => {
  for (const file of files) {
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, '', { flag: 'a' })
    } catch (cause) {
      throw new RunnerError('usage', `The file “${file}” cannot be written: ${messageOf(cause)}.`, {
        hint: 'Name a file that you may write to.',
        cause,
      })
    }
  }
}

const needFolders = (folders: readonly (string | undefined)[]): void => {
  for (const folder of folders.filter((path) => path !== undefined)) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
    } catch (cause) {
      throw new RunnerError('usage', `The folder “${folder}” cannot be written to: ${messageOf(cause)}.`, {
        hint: 'Name a folder that you may write to.',
        cause,
      })
    }
  }
}

const concludeDead = async (state: string, targets: readonly Target[]): Promise<void> => {
  for (const concluded of await concludeOrphans(state, reapBy(targets))) say(concludedText(concluded))
}

const reporterFor = async ({ json }: Output): Promise<Reporter> => {
  if (json === true) {
    const { jsonReporter } = await import('../reporters/json.ts')
    return jsonReporter((line) => process.stdout.write(`${line}\n`))
  }
  const [{ terminalReporter }, { screenOn }, { paintFor }] = await Promise.all([
    import('../reporters/terminal.ts'),
    import('../reporters/screen.ts'),
    import('../reporters/terminal-text.ts'),
  ])
  return terminalReporter(screenOn(process.stdout), paintFor(process.stdout))
}

const runOne = async (
  { mode, selection, output, keepMs }: PerformOptions,
  { playbook, target, inputs }: Guide,
  state: string,
  reporter: Reporter,
): Promise<Report> => {
  const interrupted = new AbortController()
  const waiting: { run?: StartedRun } = {}
  const stopListening = onInterrupt({
    first: () => {
      const what = isKeeping(waiting.run) ? 'The run ends' : 'Cancelled'
      say(`${what}: undoing what was done. Press Ctrl-C again to quit at once.`)
      interrupted.abort()
    },
    second: () => waiting.run?.hurry(),
  })
  const stopWatching = standardOutput.onLost((trouble) => {
    say(`${trouble.message} The run is cancelled, and what was done is undone.\n${trouble.hint}`)
    interrupted.abort(trouble)
  })
  const present = mode === 'run' && output.json !== true ? personFor(plan(playbook, target.id, selection)) : undefined
  try {
    const run = await startRun({
      ...{ playbook, target, mode, selection, inputs, state },
      ...(present === undefined ? {} : { person: present.person }),
      ...(keepMs === undefined ? {} : { keepMs }),
      signal: interrupted.signal,
      onNote: ({ what, hint }) => say(`${what.en}\n  ${hint.en}`),
    })
    waiting.run = run
    reporter.begin({ run: run.id, folder: run.folder, playbook })
    const problem = await describe(state, run, reporter)
    const report = await run.finished
    const believed = problem === undefined ? report : damagedReport(report, problem)
    reporter.end(believed)
    return believed
  } finally {
    present?.close()
    stopWatching()
    stopListening()
  }
}

/** Whether its steps are over, and it keeps its target. */
const isKeeping = (run: StartedRun | undefined): boolean => {
  try {
    return run?.session?.() !== undefined
  } catch {
    // Its steps still run.
    return false
  }
}

/** Who sits at the terminal, for a guide that needs a person. */
const personFor = ({ steps }: Plan): TerminalPerson | undefined =>
  needsPerson(steps) && process.stdin.isTTY && process.stdout.isTTY ? terminalPerson(process.stdin) : undefined

/**
 * Read from the journal, so that only events that are on disk are shown. When it cannot be read, the run is cancelled,
 * and why is returned.
 */
const describe = async (state: string, run: StartedRun, reporter: Reporter): Promise<Problem | undefined> => {
  let report = emptyReport
  try {
    for await (const event of watchEvents(state, run.id, 0, new AbortController().signal)) {
      report = fold(report, event)
      reporter.event(event, report)
    }
    return undefined
  } catch (error) {
    run.cancel()
    if (error instanceof RunnerError) return error.problem
    await run.finished
    throw error
  }
}
