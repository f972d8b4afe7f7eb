import type { RunEvent } from './events.ts'
import type { CheckReport, Report, StepReport } from './report.ts'

/**
 * The report after one more event. Pure. Page, terminal, CI and evidence all derive their reports by it.
 * An event that is already in the report changes nothing, so a stream may be read twice.
 */
export const fold = (report: Report, event: RunEvent): Report =>
  event.seq <= report.seq ? report : { ...folded(report, event), seq: event.seq }

const folded = (report: Report, event: RunEvent): Report => {
  switch (event.type) {
    case 'run-started':
      return started(report, event)
    case 'blocked':
      return { ...report, missing: event.missing }
    case 'preparing':
      return { ...report, preparing: event.text }
    case 'target-opened':
      return { ...withoutPreparing(report), target: event.target }
    case 'stand-ins':
      return { ...report, standIns: [...report.standIns, ...event.standIns] }
    case 'saved':
    case 'tried-before':
    case 'existed-before':
      return report
    case 'kept':
      return { ...report, kept: keptBy(event) }
    case 'continued':
      return continued(report, event.from)
    case 'run-finished':
      return finished(report, event)
    case 'step-started':
    case 'waiting-for-reader':
    case 'reader-done':
    case 'output':
    case 'command-ended':
    case 'checked':
    case 'typed-by-hand':
    case 'step-finished':
    case 'undo-started':
    case 'undo-finished':
      return { ...report, steps: report.steps.map((step) => (step.id === event.step ? foldStep(step, event) : step)) }
  }
}

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>

const started = (
  report: Report,
  { run, playbook, contentHash, mode, steps, scope, at }: Of<'run-started'>,
): Report => ({
  ...report,
  run,
  playbook,
  contentHash,
  mode,
  scope,
  status: 'running',
  startedAt: at,
  steps: steps.map(waiting),
})

const keptBy = ({ at, forMs, canExplore, from }: Of<'kept'>): NonNullable<Report['kept']> => ({
  until: new Date(Date.parse(at) + forMs).toISOString(),
  canExplore,
  ...(from === undefined ? {} : { from }),
})

const withoutKept = (report: Report): Report => {
  const { kept, ...rest } = report
  return kept === undefined ? report : rest
}

/** The steps from this one on begin again. A run that is continued twice has run as a whole up to the first of them. */
const continued = (report: Report, from: string): Report => {
  const at = report.steps.findIndex(({ id }) => id === from)
  const before = report.steps.findIndex(({ id }) => id === report.continuedFrom)
  return {
    ...withoutKept(report),
    continuedFrom: before === -1 || at < before ? from : (report.continuedFrom ?? from),
    steps: report.steps.map((step, index) => (index < at ? step : waiting(step.id))),
  }
}

const waiting = (id: string): StepReport => ({ id, status: 'waiting', stdout: '', stderr: '', checks: [] })

const withoutPreparing = (report: Report): Report => {
  const { preparing, ...rest } = report
  return preparing === undefined ? report : rest
}

const finished = (report: Report, { status, why, leftovers, milliseconds }: Of<'run-finished'>): Report => ({
  ...withoutPreparing(withoutKept(report)),
  status,
  ...(why === undefined ? {} : { why }),
  leftovers,
  milliseconds,
  steps: report.steps.map(concluded),
})

/** A dead runner leaves a step unfinished. */
const concluded = (step: StepReport): StepReport => {
  const { undo, ...rest } = step
  const known =
    undo === 'running'
      ? { ...rest, undo: { clean: false, saw: { en: 'it was never finished', 'zh-cn': '没有做完' } } }
      : step
  if (step.status === 'running')
    return { ...withoutWaiting(known), status: 'broken', why: { en: 'It was never finished.', 'zh-cn': '没有做完。' } }
  return step.status === 'waiting' ? { ...known, status: 'not-reached' } : known
}

type StepEvent = Of<
  | 'step-started'
  | 'waiting-for-reader'
  | 'reader-done'
  | 'output'
  | 'command-ended'
  | 'checked'
  | 'typed-by-hand'
  | 'step-finished'
  | 'undo-started'
  | 'undo-finished'
>

const foldStep = (step: StepReport, event: StepEvent): StepReport => {
  switch (event.type) {
    case 'step-started':
      return { ...step, status: 'running', shown: event.shown, actual: event.actual }
    case 'waiting-for-reader':
      return { ...step, waitsFor: event.instruction }
    case 'reader-done':
      return { ...withoutWaiting(step), saidIn: event.saidIn }
    case 'output':
      return withOutput(step, event)
    case 'command-ended':
      return {
        ...step,
        exitCode: event.exitCode,
        ...(event.endedShell === undefined ? {} : { endedShell: event.endedShell }),
      }
    case 'checked':
      return { ...step, checks: withCheck(step.checks, event) }
    case 'typed-by-hand':
      return { ...step, typedByHand: event.looks.length }
    case 'step-finished':
      return {
        ...withoutWaiting(step),
        status: event.status,
        ...(event.why === undefined ? {} : { why: event.why }),
        milliseconds: event.milliseconds,
      }
    case 'undo-started':
      return { ...step, undo: 'running' }
    case 'undo-finished':
      return { ...step, undo: { clean: event.clean, saw: event.saw } }
  }
}

const withoutWaiting = (step: StepReport): StepReport => {
  const { waitsFor, ...rest } = step
  return waitsFor === undefined ? step : rest
}

const withCheck = (
  checks: readonly CheckReport[],
  { check, assertion, verdict }: Of<'checked'>,
): readonly CheckReport[] => [...checks.slice(0, check), { assertion, verdict }, ...checks.slice(check + 1)]

/** A character that is split between two pieces may move the offset by its own length; a larger gap was left out. */
const longestCharacter = 4
const encoder = new TextEncoder()

const withOutput = (step: StepReport, { stream, offset, text }: Of<'output'>): StepReport => {
  const ends = step.ends ?? { stdout: 0, stderr: 0 }
  const leftOut = offset - ends[stream]
  const gap = leftOut > longestCharacter ? `\n… ${leftOut} bytes are not shown …\n` : ''
  return {
    ...step,
    [stream]: step[stream] + gap + text,
    ends: { ...ends, [stream]: offset + encoder.encode(text).length },
  }
}
