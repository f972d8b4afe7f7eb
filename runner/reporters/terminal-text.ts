import { styleText } from 'node:util'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Problem, RunEvent } from '../protocol/events.ts'
import { harmless } from '../protocol/harmless.ts'
import type { CheckReport, Report, StepReport } from '../protocol/report.ts'
import { isWhole } from '../protocol/scope.ts'
import { scopeWords } from '../protocol/sentences.ts'
import { counted, culprit, lastLines, nextCommand, partText, signs, standInText, took } from './words.ts'

type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold'

/** Colours a text where colours are enabled. */
export type Paint = (colour: Colour, text: string) => string

/** Respects the terminal, `NO_COLOR` and `FORCE_COLOR`. */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (colour, text) =>
    styleText(colour, text, { stream })

const colourOf = (status: string): Colour => {
  if (status === 'passed') return 'green'
  return status === 'failed' || status === 'broken' || status === 'blocked' ? 'red' : 'yellow'
}

/** A part that passed is not green, because it says nothing about the whole guide. */
const colourOfRun = (report: Report): Colour =>
  report.status === 'passed' && !isWhole(report) ? 'bold' : colourOf(report.status)

const shownLines = 12

export const titleOf = (playbook: Playbook, step: string): string =>
  playbook.steps.find(({ id }) => id === step)?.title.en ?? ''

/** `3/12 up: Start the machine` */
export const stepName = (playbook: Playbook, report: Report, step: string): string => {
  const place = report.steps.findIndex(({ id }) => id === step) + 1
  return `${place}/${report.steps.length} ${step}: ${harmless(titleOf(playbook, step))}`
}

/** The first line of a run. */
export const headText = (playbook: Playbook, report: Report, paint: Paint): string => {
  const part = isWhole(report) ? '' : `, ${scopeWords(report).en}`
  return paint('bold', `${harmless(playbook.title.en)} (${playbook.id}${part}, run ${report.run})`)
}

/** The line of a finished step. */
export const stepLine = (name: string, { status, milliseconds = 0 }: StepReport, paint: Paint): string => {
  if (status === 'running' || status === 'waiting') return name
  return `${paint(colourOf(status), `${signs[status]} ${status.replace('-', ' ')}`)} ${name} ${paint('dim', `(${took(milliseconds)})`)}`
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ')

const checkLine = ({ assertion, verdict }: CheckReport, paint: Paint): string => {
  const what = harmless(assertion.en)
  if (verdict.holds === null)
    return `${paint('red', '? could not look')}: ${what}\n  reason:   ${harmless(verdict.reason.en)}`
  return verdict.holds
    ? `${paint('green', '✓ holds')}: ${what}`
    : `${paint('red', '✗ does not hold')}: ${what}\n  expected: ${harmless(verdict.expected.en)}\n  saw:      ${harmless(verdict.saw.en)}`
}

/** The details of a step that did not pass. */
export const failureText = (step: StepReport, paint: Paint): string => {
  const commandLine =
    step.actual === undefined ? [] : [`${paint('dim', '$')} ${harmless(step.actual).replaceAll('\n', '\n  ')}`]
  const output = [...lastLines(step.stdout, shownLines), ...lastLines(step.stderr, shownLines)].map((line) =>
    paint('dim', `| ${line}`),
  )
  const unsaid =
    step.checks.some(({ verdict }) => !verdict.holds) && step.why?.en.startsWith('“') === true
      ? []
      : [harmless(step.why?.en ?? '')]
  return indented(
    [...commandLine, ...output, ...step.checks.map((check) => checkLine(check, paint)), ...unsaid].join('\n'),
  )
}

const problemLines = (missing: readonly Problem[], paint: Paint): readonly string[] =>
  missing.map(({ what, hint }) => `  ${paint('red', '!')} ${harmless(what.en)}\n    ${harmless(hint.en)}`)

/** What is printed after a step whose command has ended the reader's shell. */
export const endedShellText = 'It ended the shell: the next step runs in a new one, without the variables of this one.'

/** The summary of a run: its status, its counts, what is missing or left, and the next command to type. */
export const endText = (report: Report, folder: string, paint: Paint): string => {
  const { status, why, missing, leftovers, milliseconds = 0 } = report
  const sign = status === 'running' || status === 'waiting' ? '' : `${signs[status]} `
  const next = nextCommand(report)
  return [
    `${paint(colourOfRun(report), `${sign}${status}`)}: ${report.playbook}, ${counted(report)}, in ${took(milliseconds)}`,
    ...partText(report),
    ...(why === undefined || culprit(report)?.why?.en === why.en ? [] : [harmless(why.en)]),
    ...standInText(report).map(harmless),
    ...(missing.length === 0 ? [] : ['Blocked by:', ...problemLines(missing, paint)]),
    ...(leftovers.length === 0 ? [] : ['Not undone; these commands do it:', ...problemLines(leftovers, paint)]),
    ...(status === 'passed' ? [] : [paint('dim', `The complete journal is in ${folder}`)]),
    ...(next === undefined ? [] : [`Next: ${paint('bold', next)}`]),
  ].join('\n')
}

/** The line of an undo that has ended. */
export const undoLine = ({ step, clean, saw }: Extract<RunEvent, { type: 'undo-finished' }>, paint: Paint): string =>
  clean
    ? paint('dim', `  undone: ${step}`)
    : `  ${paint('red', `${signs.failed} not undone`)}: ${step} (${harmless(saw.en)})`

/** All runs of one command, at its end. */
export const summaryText = (reports: readonly Report[], paint: Paint): string => {
  const time = reports.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0)
  const lines = reports.map(({ playbook, status }) => `  ${playbook}: ${status}`)
  return [paint('bold', `${reports.length} guides in ${took(time)}`), ...lines].join('\n')
}

/** After the steps of a run that keeps its VM. */
export const keptText = ({ forMs, canExplore }: { readonly forMs: number; readonly canExplore: boolean }): string =>
  [
    `  The steps are over. What they made is kept for up to ${formatMinutes(forMs)}; then it is undone.`,
    ...(canExplore ? ['  A shell in its VM, in another terminal: npx shipshape kept shell'] : []),
    '  Undo everything now: npx shipshape kept end (or Ctrl-C here)',
  ].join('\n')

/** While a run waits until a person has done a step. */
export const waitingText = (name: string, instruction: string): string =>
  [
    `  By hand: ${name}`,
    indented(harmless(instruction)),
    '  When it is done, press Return; the checks look at it then. Ctrl-C cancels the run.',
  ].join('\n')

const formatMinutes = (milliseconds: number): string => `${Math.ceil(milliseconds / 60_000)} minutes`
