import { join } from 'node:path'
import type { parseArgs } from 'node:util'
import { guides } from '../../playbooks/index.ts'
import type { Playbook } from '../../playbooks/model/index.ts'
import { findGuide, realCatalogue } from '../../runner/commands/catalogue.ts'
import { onInterrupt } from '../../runner/commands/interrupt.ts'
import { untestedSteps } from '../../runner/guides/evidence-notes.ts'
import { type ErrorCode, RunnerError } from '../../runner/errors.ts'
import { screenOn } from '../../runner/reporters/screen.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import { countFrom, runTool } from '../tool.ts'
import { mutate } from './mutate.ts'
import { keepReport } from './keep.ts'
import { type MutantsOfStep, mutantsOf } from './mutants.ts'
import { type MutationReport, closingText, isGoodEnough, stepText } from './report.ts'
import { undoMutantsOf } from './undo-mutants.ts'

const help = `Usage: npm run mutation [-- GUIDE [options]]

Tries wrong commands in place of a guide's own, on a real machine, and reports which of them its checks catch. Then
tries wrong undos, and reports which of them are noticed by what is looked at after an undo.

Without a guide, runs the tests that take too long for every day: this tool at length, every error of the old notes
typed in place of the step that does it right, and a whole guide on the reader's own engine. Takes about 20 minutes.

Options:
  --step ID        only this step's command; may be given more than once
  --untested       only the steps whose checks the kept report has not tested as they are now
  --all            all wrong commands that are known, not only the eight most significant of each step
  --most N         at most N of each step
  --undos          only the undos: what an older report says of the actions is kept
  --json           print the report as JSON
  --report FOLDER  keep the report as FOLDER/GUIDE.json; with --step, the rest of an older one is kept
  --help           show this

Exit code: 0 when 95 % are caught, 1 when fewer are or the guide itself fails, 130 when it was interrupted.

Examples:
  $ npm run mutation
  $ npm run mutation -- boot2docker
  $ npm run mutation -- boot2docker --step web --all
  $ npm run mutation -- boot2docker --report public/mutation
  $ npm run mutation -- boot2docker --untested --report public/mutation`

const options = {
  step: { type: 'string', multiple: true },
  untested: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  most: { type: 'string', default: '8' },
  undos: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const config = { options, allowPositionals: true } as const
type Words = ReturnType<typeof parseArgs<typeof config>>
type Values = Words['values']

const main = async ({ values, positionals }: Words): Promise<number> => {
  const [guide, ...more] = positionals
  if (process.argv.length === 2) return runLong()
  if (guide === undefined || more.length > 0)
    throw new RunnerError('usage', 'Name one guide.', { hint: `One of: ${guides.map(({ id }) => id).join(', ')}` })
  const playbook = findGuide(await realCatalogue.guides([guide]), guide)
  const only = await stepsAskedFor(playbook, values)
  if (only?.length === 0) {
    process.stdout.write(
      `The checks of all ${playbook.steps.length} steps of ${guide} have been tested as they are now.\n`,
    )
    return 0
  }
  const report = await withKept(values.report, playbook, await mutateGuide(playbook, only, values))
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`)
  else process.stdout.write(`\n${closingText(report)}\n`)
  if (report.trouble !== undefined) return exitCodeOf(report.trouble.code)
  return isGoodEnough(report) ? 0 : 1
}

/** As `npm test -- long` does; the lab has been built already. */
const runLong = async (): Promise<number> => (await import('../run.ts')).runTests(['long'])

const exitCodeOf = (code: ErrorCode): number => new RunnerError(code, '', { hint: '' }).exitCode

const none: MutantsOfStep = { mutants: [], leftOut: [], notTried: 0 }

/** The steps that are asked for; undefined: all. */
const stepsAskedFor = async (
  playbook: Playbook,
  { step, untested, report = 'public/mutation' }: Values,
): Promise<readonly string[] | undefined> => {
  if (!untested) return step
  const steps = await untestedSteps(join(report, `${playbook.id}.json`), playbook)
  return step === undefined ? steps : steps.filter((id) => step.includes(id))
}

const mutateGuide = async (
  playbook: Playbook,
  only: readonly string[] | undefined,
  values: Values,
): Promise<MutationReport> => {
  const most = values.all ? Infinity : countFrom('mutation', 'most', values.most)
  const interrupted = new AbortController()
  const stop = (): void =>
    interrupted.abort(
      new RunnerError('cancelled', 'Stopped; the machine is gone.', { hint: `npm run mutation -- ${playbook.id}` }),
    )
  const stopListening = onInterrupt({ first: stop, second: () => process.exit(130) })
  const screen = screenOn(values.json ? process.stderr : process.stdout)
  try {
    return await mutate({
      playbook,
      // Only there: what a wrong command does to files is undone by force, and the lab's home is nobody's.
      target: lab,
      ...(only === undefined ? {} : { only }),
      wrongs: (step) => (values.undos ? none : mutantsOf(step, most)),
      wrongUndos: (step) => undoMutantsOf(step, Math.ceil(most / 2)),
      signal: interrupted.signal,
      onProgress: (text) => screen.show(text.replaceAll('\n', ' ⏎ ')),
      onStep: (step) => screen.print(stepText(step)),
    })
  } finally {
    screen.close()
    stopListening()
  }
}

/** Keeps the report, with what an older one says of steps that are still the same. */
const withKept = async (
  folder: string | undefined,
  playbook: Playbook,
  report: MutationReport,
): Promise<MutationReport> => (folder === undefined ? report : keepReport(folder, report, playbook))

await runTool({ name: 'mutation', help, config, run: main })
