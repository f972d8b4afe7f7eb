import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Selection } from '../core/plan.ts'
import { RunnerError, messageOf } from '../errors.ts'
import { stateDir } from '../paths.ts'
import { fold } from '../protocol/fold.ts'
import { type Report, emptyReport } from '../protocol/report.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { type StartedRun, concludeOrphans, reapBy, startRun, watchEvents } from '../runs/index.ts'
import type { Target } from '../targets/target.ts'
import { onInterrupt } from './interrupt.ts'
import { exitCodeOf } from './exit-code.ts'

export interface Output {
  readonly json?: boolean
  readonly junit?: string
  readonly report?: string
  /** A folder for what proves a guide: `public/evidence` is what the site shows. */
  readonly evidence?: string
  /** A folder for recordings of what was done: `public/recordings` is what the site shows. */
  readonly recording?: string
}

/** A guide, and where it is to run. */
export interface Guide {
  readonly playbook: Playbook
  readonly target: Target
}

export interface PerformOptions {
  readonly guides: readonly Guide[]
  readonly selection: Selection
  readonly mode: 'run' | 'verify'
  /** To finish what runs left behind whose runner died. */
  readonly targets: readonly Target[]
  readonly output: Output
}

const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** Runs guides one after the other and tells about them. Answers the exit code: the worst of them. */
export const perform = async (options: PerformOptions): Promise<number> => {
  const { output } = options
  const state = stateDir()
  needWritable([output.junit, output.report])
  needFolders([output.evidence, output.recording])
  await concludeDead(state, options.targets)
  const reporter = await reporterFor(output)
  const reports: Report[] = []
  try {
    for (const guide of options.guides) {
      const report = await runOne(options, guide, state, reporter)
      reports.push(report)
      if (report.status === 'cancelled') break
    }
  } finally {
    reporter.close(reports)
  }
  await writeFiles(
    output,
    reports,
    options.guides.map(({ playbook }) => playbook),
  )
  return exitCodeOf(reports)
}

/** A long run whose result cannot be written would be for nothing. */
const needWritable = (files: readonly (string | undefined)[]): void => {
  for (const file of files.filter((path) => path !== undefined)) {
    try {
      writeFileSync(file, '', { flag: 'a' })
    } catch (cause) {
      throw new RunnerError('usage', `The file “${file}” cannot be written: ${messageOf(cause)}.`, {
        hint: 'Name a file in a folder that exists and that you may write to.',
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
  for (const run of await concludeOrphans(state, reapBy(targets))) {
    say(`Run ${run} was ended in its middle. It has been concluded; “npx shipshape list” shows how.`)
  }
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
  { mode, selection }: PerformOptions,
  { playbook, target }: Guide,
  state: string,
  reporter: Reporter,
): Promise<Report> => {
  const interrupted = new AbortController()
  const waiting: { run?: StartedRun } = {}
  const stopListening = onInterrupt({
    first: () => {
      say('Cancelled: what was done is being taken back. Ctrl-C again leaves at once.')
      interrupted.abort()
    },
    second: () => waiting.run?.hurry(),
  })
  try {
    const run = await startRun({ playbook, target, mode, selection, state, signal: interrupted.signal })
    waiting.run = run
    reporter.begin({ run: run.id, folder: run.folder, playbook })
    await describe(state, run, reporter)
    const report = await run.finished
    reporter.end(report)
    return report
  } finally {
    stopListening()
  }
}

/** From the journal, so that nothing is shown that is not on disk. */
const describe = async (state: string, run: StartedRun, reporter: Reporter): Promise<void> => {
  let report = emptyReport
  for await (const event of watchEvents(state, run.id, 0, new AbortController().signal)) {
    report = fold(report, event)
    reporter.event(event, report)
  }
}

const writeFiles = async (
  { junit, report, evidence, recording }: Output,
  reports: readonly Report[],
  playbooks: readonly Playbook[],
): Promise<void> => {
  if (report !== undefined) writeFileSync(report, (await import('../reporters/json.ts')).reportFile(reports))
  if (junit !== undefined) writeFileSync(junit, (await import('../reporters/junit.ts')).junitFile(reports, playbooks))
  if (evidence !== undefined) await keepAll(evidence, reports)
  if (recording !== undefined) await recordAll(recording, reports, playbooks)
}

const checkout = join(import.meta.dirname, '../..')

const keepAll = async (folder: string, reports: readonly Report[]): Promise<void> => {
  const { keepEvidence } = await import('../evidence/keep.ts')
  for (const report of reports) {
    const path = await keepEvidence(report, folder, checkout)
    if (path !== undefined) say(`Evidence: ${path}`)
  }
}

const recordAll = async (folder: string, reports: readonly Report[], playbooks: readonly Playbook[]): Promise<void> => {
  const { recordRun } = await import('./record.ts')
  for (const report of reports) {
    const playbook = playbooks.find(({ id }) => id === report.playbook)
    const path = playbook && (await recordRun(playbook, report, folder))
    say(
      path === undefined
        ? `No recording of ${report.playbook}: only a run that went well is kept.`
        : `Recording: ${path}`,
    )
  }
}
