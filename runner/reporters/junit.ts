import junit, { type Builder } from 'junit-report-builder'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { harmless } from '../protocol/harmless.ts'
import type { Report, StepReport } from '../protocol/report.ts'

// Its types declare a `default` that its CommonJS module does not have: the module itself is the builder.
const root = junit as unknown as Builder

type TestCase = ReturnType<Builder['testCase']>

const seconds = (milliseconds = 0): number => milliseconds / 1000

const addStep = (testCase: TestCase, step: StepReport): void => {
  const why = harmless(step.why?.en ?? step.status)
  testCase.time(seconds(step.milliseconds))
  if (step.stdout !== '') testCase.standardOutput(harmless(step.stdout))
  if (step.stderr !== '') testCase.standardError(harmless(step.stderr))
  switch (step.status) {
    case 'passed':
      return
    case 'failed':
      return void testCase.failure(why, 'failed').stacktrace(harmless(step.actual ?? ''))
    case 'broken':
    case 'running':
    case 'waiting':
      return void testCase.error(why, step.status, harmless(step.actual ?? ''))
    case 'skipped':
    case 'blocked':
    case 'not-reached':
      return void testCase.skipped()
  }
}

/** Why the step was not undone; undefined when it was, or when nothing was to be undone. */
const whyNotUndone = ({ undo }: StepReport): string | undefined =>
  undo === undefined || undo === 'running' || undo.clean ? undefined : harmless(undo.saw.en)

/** Whether the run has a failure that is not a step's. */
const isOwnTrouble = ({ status, steps }: Report): boolean =>
  status !== 'passed' &&
  status !== 'incomplete' &&
  !steps.some((step) => step.status === 'failed' || step.status === 'broken')

/** JUnit XML: a suite per guide, a case per step, and a case for a failure outside the steps. */
export const junitFile = (reports: readonly Report[], playbooks: readonly Playbook[]): string => {
  const builder = root.newBuilder()
  for (const report of reports) {
    const playbook = playbooks.find(({ id }) => id === report.playbook)
    const suite = builder
      .testSuite()
      .name(report.playbook)
      .timestamp(report.startedAt ?? '')
      .time(seconds(report.milliseconds))
    for (const step of report.steps) {
      const title = playbook?.steps.find(({ id }) => id === step.id)?.title.en ?? ''
      addStep(
        suite
          .testCase()
          .className(report.playbook)
          .name(harmless(`${step.id}: ${title}`)),
        step,
      )
      // A case of its own: the step itself may have passed.
      const left = whyNotUndone(step)
      if (left !== undefined)
        suite
          .testCase()
          .className(report.playbook)
          .name(harmless(`${step.id}: its undo`))
          .error(left, 'not undone')
    }
    if (isOwnTrouble(report)) {
      suite
        .testCase()
        .className(report.playbook)
        .name('the run itself')
        .error(harmless(report.why?.en ?? report.status), report.status)
    }
  }
  return `${builder.build()}\n`
}
