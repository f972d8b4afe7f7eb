import { parseArgs } from 'node:util'
import { guides } from '../../playbooks/index.ts'
import { findGuide, realCatalogue } from '../../runner/commands/catalogue.ts'
import { onInterrupt } from '../../runner/commands/interrupt.ts'
import { type ErrorCode, RunnerError } from '../../runner/errors.ts'
import { screenOn } from '../../runner/reporters/screen.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
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
  $ npm run mutation -- boot2docker --report public/mutation`

const options = {
  step: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  most: { type: 'string', default: '8' },
  undos: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const wordsOf = (): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> => {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    throw new RunnerError('usage', error instanceof Error ? error.message : String(error), {
      hint: 'npm run mutation -- --help',
    })
  }
}

const numberFrom = (text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0) return number
  throw new RunnerError('usage', `“${text}” is not a number of mutants.`, { hint: 'npm run mutation -- --help' })
}

const main = async (): Promise<number> => {
  const { values, positionals } = wordsOf()
  if (values.help) {
    process.stdout.write(`${help}\n`)
    return 0
  }
  const [guide, ...more] = positionals
  if (process.argv.length === 2) return runLong()
  if (guide === undefined || more.length > 0)
    throw new RunnerError('usage', 'Name one guide.', { hint: `One of: ${guides.map(({ id }) => id).join(', ')}` })
  const report = await withKept(values.report, await mutateGuide(guide, values))
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`)
  else process.stdout.write(`\n${closingText(report)}\n`)
  if (report.trouble !== undefined) return exitCodeOf(report.trouble.code)
  return isGoodEnough(report) ? 0 : 1
}

/** As `npm test -- long` does; the lab has been built already. */
const runLong = async (): Promise<number> => (await import('../run.ts')).runTests(['long'])

const exitCodeOf = (code: ErrorCode): number => new RunnerError(code, '', { hint: '' }).exitCode

const none: MutantsOfStep = { mutants: [], leftOut: [], notTried: 0 }

const mutateGuide = async (guide: string, values: ReturnType<typeof wordsOf>['values']): Promise<MutationReport> => {
  const most = values.all ? Infinity : numberFrom(values.most)
  const interrupted = new AbortController()
  const stop = (): void =>
    interrupted.abort(
      new RunnerError('cancelled', 'Stopped; the machine is gone.', { hint: `npm run mutation -- ${guide}` }),
    )
  const stopListening = onInterrupt({ first: stop, second: () => process.exit(130) })
  const screen = screenOn(values.json ? process.stderr : process.stdout)
  try {
    return await mutate({
      playbook: findGuide(await realCatalogue.guides([guide]), guide),
      // Only there: what a wrong command does to files is undone by force, and the lab's home is nobody's.
      target: lab,
      ...(values.step === undefined ? {} : { only: values.step }),
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
const withKept = async (folder: string | undefined, report: MutationReport): Promise<MutationReport> => {
  if (folder === undefined) return report
  return keepReport(folder, report, findGuide(await realCatalogue.guides([report.guide]), report.guide))
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof RunnerError)) throw error
  say(`${error.message}\n${error.hint}`)
  process.exitCode = error.exitCode
}
