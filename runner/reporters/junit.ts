import { hostname } from 'node:os'
import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { harmless } from '../protocol/harmless.ts'
import type { Report, StepReport } from '../protocol/report.ts'
import { isWhole } from '../protocol/scope.ts'
import { scopeWords } from '../protocol/sentences.ts'

/** How one step, or the run itself, ended: the elements that JUnit has for it. */
type Result = 'passed' | 'failure' | 'error' | 'skipped'

interface Case {
  readonly name: string
  readonly result: Result
  /** The type of a result that is not a pass, and its reason. */
  readonly type: string
  readonly message: string
  /** What was executed. */
  readonly text?: string
  readonly milliseconds?: number
  readonly out: string
  readonly err: string
}

const results: Readonly<Record<StepReport['status'], Result>> = {
  passed: 'passed',
  failed: 'failure',
  broken: 'error',
  running: 'error',
  waiting: 'error',
  skipped: 'skipped',
  blocked: 'skipped',
  'not-reached': 'skipped',
}

const notReached = 'Not reached: the run ended before it.'

const caseOf = (step: StepReport, title: string): Case => ({
  name: harmless(`${step.id}: ${title}`),
  result: results[step.status],
  type: step.status,
  message: harmless(step.why?.en ?? (step.status === 'not-reached' ? notReached : step.status)),
  ...(step.actual === undefined ? {} : { text: harmless(step.actual) }),
  ...(step.milliseconds === undefined ? {} : { milliseconds: step.milliseconds }),
  out: harmless(step.stdout),
  err: harmless(step.stderr),
})

/** An undo that did not work has a case of its own: the step itself may have passed. */
const undoCases = ({ id, undo }: StepReport): readonly Case[] =>
  undo === undefined || undo === 'running' || undo.clean
    ? []
    : [
        {
          ...{ name: harmless(`${id}: its undo`), result: 'error', type: 'not undone' },
          ...{ message: harmless(undo.saw.en), out: '', err: '' },
        },
      ]

/** Whether the run has a failure that is not a step's. */
const isOwnTrouble = ({ status, steps }: Report): boolean =>
  status !== 'passed' &&
  status !== 'incomplete' &&
  !steps.some((step) => step.status === 'failed' || step.status === 'broken')

const ownTrouble = ({ status, why }: Report): Case => ({
  name: 'the run itself',
  result: 'error',
  type: status,
  message: harmless(why?.en ?? status),
  out: '',
  err: '',
})

const titleOf = (playbook: Playbook | undefined, step: string): string =>
  playbook?.steps.find(({ id }) => id === step)?.title.en ?? ''

const casesOf = (report: Report, playbook: Playbook | undefined): readonly Case[] => [
  ...report.steps.flatMap((step) => [caseOf(step, titleOf(playbook, step.id)), ...undoCases(step)]),
  ...(isOwnTrouble(report) ? [ownTrouble(report)] : []),
]

const seconds = (milliseconds = 0): string => String(milliseconds / 1000)

const counts = (cases: readonly Case[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> => {
  const of = (result: Result): number => cases.filter((each) => each.result === result).length
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') }
}

/** What a reader of the file must know of the run besides its cases. */
const propertiesOf = (report: Report): Readonly<Record<string, string>> => {
  const { target, standIns } = report
  return {
    status: report.status,
    ...(report.why === undefined ? {} : { why: report.why.en }),
    scope: scopeWords(report).en,
    ...(standIns.length === 0 ? {} : { 'stand-ins': standIns.map(({ image }) => image).join(', ') }),
    ...(target === undefined ? {} : { target: target.description, ...target.details }),
  }
}

const addCase = (suite: XMLBuilder, className: string, each: Case): void => {
  const { name, result, type, message, text, milliseconds, out, err } = each
  const time = milliseconds === undefined ? {} : { time: seconds(milliseconds) }
  const element = suite.ele('testcase', { classname: className, name, ...time })
  if (result !== 'passed') element.ele(result, { type, message }).txt(result === 'skipped' ? '' : (text ?? ''))
  if (out !== '') element.ele('system-out').txt(out)
  if (err !== '') element.ele('system-err').txt(err)
}

/** A whole number of seconds, without a time zone: the schema of Ant takes nothing else. It is in UTC. */
const timestamp = (startedAt = ''): string => startedAt.replace(/\.\d+Z$/, '')

const addSuite = (suites: XMLBuilder, report: Report, playbook: Playbook | undefined, host: string): void => {
  const cases = casesOf(report, playbook)
  const id = report.playbook
  const suite = suites.ele('testsuite', {
    name: isWhole(report) ? id : `${id} (${scopeWords(report).en})`,
    file: `playbooks/${id}.ts`,
    hostname: host,
    ...(report.startedAt === undefined ? {} : { timestamp: timestamp(report.startedAt) }),
    time: seconds(report.milliseconds),
    ...counts(cases),
  })
  const properties = suite.ele('properties')
  for (const [name, value] of Object.entries(propertiesOf(report)))
    properties.ele('property', { name, value: harmless(value) })
  for (const each of cases) addCase(suite, id, each)
}

/**
 * JUnit XML as Jenkins’ schema (junit-10.xsd of its xUnit plugin) has it: a suite per guide, a case per step, and a
 * case for a failure outside the steps. `host` is the name of the computer.
 */
export const junitFileOn =
  (host: string) =>
  (reports: readonly Report[], playbooks: readonly Playbook[]): string => {
    const ofPlaybook = ({ playbook }: Report): Playbook | undefined => playbooks.find(({ id }) => id === playbook)
    // It has no place for skipped cases here.
    const { tests, failures, errors } = counts(reports.flatMap((report) => casesOf(report, ofPlaybook(report))))
    const suites = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', { tests, failures, errors })
    for (const report of reports) addSuite(suites, report, ofPlaybook(report), host)
    return `${suites.end({ prettyPrint: true })}\n`
  }

export const junitFile = junitFileOn(hostname())
