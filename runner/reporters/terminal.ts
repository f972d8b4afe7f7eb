import type { RunEvent } from '../protocol/events.ts'
import { harmless } from '../protocol/harmless.ts'
import type { Report } from '../protocol/report.ts'
import type { Screen } from './screen.ts'
import type { Reporter, RunHeader } from './reporter.ts'
import { type Paint, endText, failureText, stepLine, stepName } from './terminal-text.ts'
import { signs, took } from './words.ts'

/** How often a sign of life is printed where lines cannot be replaced. Milliseconds. */
const signOfLifeMs = 60_000

interface Current {
  readonly name: string
  readonly since: number
  line: string
  /** When a sign of life is due. */
  due: number
}

/** Prints a run line by line; in a terminal the current state is shown below and replaced. */
export const terminalReporter = (
  screen: Screen,
  paint: Paint,
  now: () => number = () => performance.now(),
): Reporter => {
  let run: RunHeader | undefined
  let current: Current | undefined

  const showCurrent = (): void => {
    if (current === undefined) return screen.show('')
    const seconds = Math.floor((now() - current.since) / 1000)
    const text = [`${paint('yellow', '…')} ${current.name} ${paint('dim', `(${seconds} s)`)}`, current.line].join(
      '\n    ',
    )
    if (screen.isLive) return screen.show(text)
    if (now() < current.due) return
    current.due += signOfLifeMs
    screen.print(text)
  }
  const startCurrent = (name: string): void => {
    current = { name, since: now(), line: '', due: now() + signOfLifeMs }
    showCurrent()
  }
  const timer = setInterval(showCurrent, 250)
  timer.unref()

  const event = (happened: RunEvent, report: Report): void => {
    if (run === undefined) return
    const { playbook } = run
    switch (happened.type) {
      case 'run-started':
        return screen.print(paint('bold', `${harmless(playbook.title.en)} (${playbook.id}, run ${happened.run})`))
      case 'preparing':
        screen.print(paint('dim', `  ${harmless(happened.text.en)}`))
        return startCurrent(harmless(happened.text.en))
      case 'target-opened':
        current = undefined
        return screen.print(`  on ${harmless(happened.target.description)}`)
      case 'step-started':
        return startCurrent(stepName(playbook, report, happened.step))
      case 'output':
        if (current !== undefined) current.line = lastWords(happened.text) || current.line
        return showCurrent()
      case 'step-finished':
        current = undefined
        return printStep(happened.step, report, stepName(playbook, report, happened.step))
      case 'undo-started':
        return startCurrent(`undoing ${happened.step}`)
      case 'undo-finished':
        current = undefined
        return screen.print(undoLine(happened, paint))
      case 'blocked':
      case 'command-ended':
      case 'saved':
      case 'tried-before':
      case 'checked':
      case 'run-finished':
        return
    }
  }
  const printStep = (id: string, report: Report, name: string): void => {
    const step = report.steps.find((each) => each.id === id)
    if (step === undefined || step.status === 'not-reached') return
    screen.print(stepLine(name, step, paint))
    if (step.status !== 'passed') screen.print(failureText(step, paint))
  }
  return {
    begin: (begun) => (run = begun),
    event,
    end: (report) => {
      current = undefined
      screen.print(endText(report, run?.folder ?? '', paint))
    },
    close: (reports) => {
      clearInterval(timer)
      if (reports.length > 1) screen.print(summary(reports, paint))
      screen.close()
    },
  }
}

const undoLine = ({ step, clean, saw }: Extract<RunEvent, { type: 'undo-finished' }>, paint: Paint): string =>
  clean
    ? paint('dim', `  undone: ${step}`)
    : `  ${paint('red', `${signs.failed} not undone`)}: ${step} (${harmless(saw.en)})`

const lastWords = (text: string): string =>
  harmless(text)
    .split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim() ?? ''

const summary = (reports: readonly Report[], paint: Paint): string => {
  const time = reports.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0)
  const lines = reports.map(({ playbook, status }) => `  ${playbook}: ${status}`)
  return [paint('bold', `${reports.length} guides in ${took(time)}`), ...lines].join('\n')
}
