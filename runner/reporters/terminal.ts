import type { RunEvent } from '../protocol/events.ts'
import { harmless } from '../protocol/harmless.ts'
import type { Report } from '../protocol/report.ts'
import { makeCurrent } from './current.ts'
import { drawCurrent } from './draw-current.ts'
import type { Screen } from './screen.ts'
import type { Reporter, RunHeader } from './reporter.ts'
import {
  type Paint,
  endText,
  endedShellText,
  failureText,
  keptText,
  headText,
  stepLine,
  stepName,
  summaryText,
  undoLine,
  waitingText,
} from './terminal-text.ts'

const drawEveryMs = 250

/** Prints a run line by line; in a terminal the current state is shown below and replaced. */
export const terminalReporter = (
  screen: Screen,
  paint: Paint,
  now: () => number = () => performance.now(),
): Reporter => {
  let run: RunHeader | undefined
  const current = makeCurrent(now)
  const draw = (): void => drawCurrent(current, screen, paint)
  const begin = (name: string): void => {
    current.begin(name)
    draw()
  }
  const timer = setInterval(draw, drawEveryMs)
  timer.unref()

  const event = (happened: RunEvent, report: Report): void => {
    if (run === undefined) return
    const { playbook } = run
    switch (happened.type) {
      case 'run-started':
        return screen.print(headText(playbook, report, paint))
      case 'preparing':
        screen.print(paint('dim', `  ${harmless(happened.text.en)}`))
        return begin(harmless(happened.text.en))
      case 'target-opened':
        current.end()
        return screen.print(`  on ${harmless(happened.target.description)}`)
      case 'step-started':
        return begin(stepName(playbook, report, happened.step))
      case 'waiting-for-reader':
        current.end()
        screen.print(waitingText(stepName(playbook, report, happened.step), happened.instruction.en))
        return begin('waiting for you')
      case 'reader-done':
        current.end()
        return begin(stepName(playbook, report, happened.step))
      case 'output':
        current.hear(happened.text)
        return draw()
      case 'step-finished':
        current.end()
        return printStep(happened.step, report, stepName(playbook, report, happened.step))
      case 'undo-started':
        return begin(`undoing ${happened.step}`)
      case 'undo-finished':
        current.end()
        return screen.print(undoLine(happened, paint))
      case 'kept':
        return screen.print(keptText(happened))
      case 'continued':
        return screen.print(`  continues at ${happened.from}`)
      case 'blocked':
      case 'stand-ins':
      case 'command-ended':
      case 'saved':
      case 'existed-before':
      case 'tried-before':
      case 'checked':
      case 'typed-by-hand':
      case 'run-finished':
        return
    }
  }
  const printStep = (id: string, report: Report, name: string): void => {
    const step = report.steps.find((each) => each.id === id)
    if (step === undefined || step.status === 'not-reached') return
    screen.print(stepLine(name, step, paint))
    if (step.status !== 'passed') screen.print(failureText(step, paint))
    if (step.endedShell === true) screen.print(paint('dim', `  ${endedShellText}`))
  }
  return {
    begin: (begun) => (run = begun),
    event,
    end: (report) => {
      current.end()
      screen.print(endText(report, run?.folder ?? '', paint))
    },
    close: (reports) => {
      clearInterval(timer)
      if (reports.length > 1) screen.print(summaryText(reports, paint))
      screen.close()
    },
  }
}
