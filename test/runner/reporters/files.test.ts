import { expect, test } from 'vitest'
import { exits, run, sh } from '../../../playbooks/model/index.ts'
import type { Report } from '../../../runner/protocol/report.ts'
import { jsonReporter, reportFile } from '../../../runner/reporters/json.ts'
import { junitFile } from '../../../runner/reporters/junit.ts'
import { executeHere, richHost } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'

const wrong = playbookOf(
  make('one', { action: run(sh`touch one; printf 'a & <b> ]]> \e[31mred\0'`) }),
  make('two', { checks: [exits(3)] }),
  make('three'),
)

/** The report, each of its times 1500 ms. */
const timed = (report: Report): Report => ({
  ...report,
  startedAt: '2026-11-22T07:00:00.000Z',
  milliseconds: 1500,
  steps: report.steps.map((step) => ({ ...step, milliseconds: 1500 })),
})

test('JUnit has a suite per guide and a case per step', async () => {
  const { report } = await executeHere(wrong)
  expect(junitFile([timed(report)], [wrong])).toMatchSnapshot()
})

test('JUnit has a case for a run that went wrong outside its steps', async () => {
  const needs = [{ kind: 'program', name: 'docker', hint: { en: 'apt install docker.io', 'zh-cn': '' } }] as const
  const needy = playbookOf(make('one', { needs }))
  const { report } = await executeHere(needy, { host: { ...richHost, hasProgram: () => Promise.resolve(false) } })
  expect(junitFile([timed(report)], [needy])).toMatchSnapshot()
})

test('JUnit has a case for each undo that failed, with what the command wrote', async () => {
  const guide = playbookOf(
    make('one', { undo: run(sh`rm one; echo 'volume is in use' >&2; echo 'exit status 1' >&2; exit 1`) }),
  )
  const { report } = await executeHere(guide)
  expect(junitFile([timed(report)], [guide])).toContain(
    '<testcase classname="fixture" name="one: its undo">\n' +
      '      <error message="exit code 1, “volume is in use ⏎ exit status 1”" type="not undone"/>',
  )
})

test('JUnit shows what a step has overwritten', async () => {
  const playbook = playbookOf(make('one', { action: run(sh`touch one; printf 'FAILED: 3\rPASSED: 0\n'`) }))
  const { report } = await executeHere(playbook)
  expect(junitFile([report], [playbook])).toContain('<![CDATA[FAILED: 3\\rPASSED: 0\n]]>')
})

test('a report file holds the reports as they are', async () => {
  const { report } = await executeHere(wrong)
  expect(JSON.parse(reportFile([report]))).toEqual({ reports: [report] })
})

test('each event is one line of JSON, whatever it holds', async () => {
  const { events, report } = await executeHere(wrong)
  const lines: string[] = []
  const reporter = jsonReporter((line) => void lines.push(line))
  for (const event of events) reporter.event({ ...event, seq: 1, at: '' }, report)
  reporter.end(report)
  expect(lines.filter((line) => line.includes('\n'))).toEqual([])
  expect(lines.map((line) => JSON.parse(line) as unknown).at(-1)).toEqual({ report })
})
