import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { alike, byHand, exits, run, sh, step } from '../../../playbooks/model/index.ts'
import type { Report } from '../../../runner/protocol/report.ts'
import { junitFileOn } from '../../../runner/reporters/junit.ts'
import { executeHere, richHost } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const schema = readFileSync(join(import.meta.dirname, '../../fixtures/junit/jenkins.xsd'), 'utf8')

/** What is wrong with a file by the schema. */
const faults = async (xml: string): Promise<readonly string[]> =>
  (await validateXML({ xml, schema })).errors.map(({ message }) => message)

const junitFile = junitFileOn('a-computer')

/** The report, each of its times 1500 ms. */
const timed = (report: Report): Report => ({
  ...report,
  startedAt: '2026-11-22T07:00:00.722Z',
  milliseconds: 1500,
  steps: report.steps.map((each) => ({ ...each, milliseconds: 1500 })),
})

const wrong = playbookOf(
  make('one', { action: run(sh`touch one; printf 'a & <b> ]]> \e[31mred\0'`) }),
  make('two', { checks: [exits(3)] }),
  make('three'),
)

const expectFile = async (reports: readonly Report[], playbook = wrong): Promise<void> => {
  const xml = junitFile(reports.map(timed), [playbook])
  expect(await faults(xml)).toEqual([])
  expect(xml).toMatchSnapshot()
}

test('there is a suite per guide and a case per step; one that was not reached is no pass', async () => {
  await expectFile([(await executeHere(wrong)).report])
})

test('a run that went wrong outside its steps has a case of its own', async () => {
  const needs = [{ kind: 'program', name: 'docker', hint: { en: 'apt install docker.io', 'zh-cn': '' } }] as const
  const needy = playbookOf(make('one', { needs }))
  const { report } = await executeHere(needy, { host: { ...richHost, hasProgram: () => Promise.resolve(false) } })
  await expectFile([report], needy)
})

test('a part of a guide, its stand-ins, and why a step was left out are named', async () => {
  const click = step('click', {
    title: alike('Click'),
    action: byHand({ en: 'Click.', 'zh-cn': '点击。' }),
    checks: [exits(0)],
    undo: 'nothing',
  })
  const guide = playbookOf(make('one'), click, make('three'))
  const standIns = [{ image: 'nginx:1.26', digest: 'sha256:1' }, { image: 'busybox:1.37' }]
  const target = scriptedTarget({ standIns: () => Promise.resolve(standIns) })
  const part = await executeHere(guide, { target, selection: { kind: 'to', step: 'click' } })
  await expectFile([part.report], guide)
})

test('each undo that failed has a case, with what the command wrote', async () => {
  const guide = playbookOf(
    make('one', { undo: run(sh`rm one; echo 'volume is in use' >&2; echo 'exit status 1' >&2; (exit 1)`) }),
  )
  const { report } = await executeHere(guide)
  const xml = junitFile([timed(report)], [guide])
  expect(await faults(xml)).toEqual([])
  expect(xml).toContain(
    '<testcase classname="fixture" name="one: its undo">\n' +
      '      <error type="not undone" message="exit code 1, “volume is in use ⏎ exit status 1”"/>',
  )
})

test('what a step has overwritten is shown', async () => {
  const playbook = playbookOf(make('one', { action: run(sh`touch one; printf 'FAILED: 3\rPASSED: 0\n'`) }))
  const { report } = await executeHere(playbook)
  expect(junitFile([report], [playbook])).toContain('<system-out>FAILED: 3\\rPASSED: 0\n</system-out>')
})

test('the schema refuses a time with a fraction and an unknown attribute', async () => {
  const xml = junitFile([(await executeHere(wrong)).report].map(timed), [wrong])
  expect(await faults(xml.replace('07:00:00"', '07:00:00.722Z"'))).not.toEqual([])
  expect(await faults(xml.replace('<testsuites ', '<testsuites skipped="1" '))).not.toEqual([])
})
