import { expect, test } from 'vitest'
import { alike, exits, run, sh } from '../../../playbooks/model/index.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { type Report, emptyReport } from '../../../runner/protocol/report.ts'
import { endText } from '../../../runner/reporters/terminal-text.ts'
import { terminalReporter } from '../../../runner/reporters/terminal.ts'
import { type ExecuteOptions, executeHere, richHost } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

type Steps = Parameters<typeof playbookOf>

/** What a person sees of a run, its times left out; and what was shown for a while. */
const seen = async (
  steps: Steps,
  options?: ExecuteOptions,
): Promise<{ readonly lines: string; readonly live: readonly string[] }> => {
  const playbook = playbookOf(...steps)
  const { events } = await executeHere(playbook, options)
  const lines: string[] = []
  const live: string[] = []
  const screen = {
    print: (text: string) => void lines.push(text),
    show: (text: string) => void live.push(text),
    isLive: true,
    close: () => undefined,
  }
  const reporter = terminalReporter(
    screen,
    (_, text) => text,
    () => 0,
  )
  reporter.begin({ run: 'r', folder: '/state/runs/r', playbook })
  let report: Report = emptyReport
  for (const [index, event] of events.entries()) {
    const numbered = { ...event, seq: index + 1, at: '' }
    report = fold(report, numbered)
    reporter.event(numbered, report)
  }
  reporter.end(report)
  reporter.close([report])
  return { lines: lines.join('\n').replace(/\d+(\.\d)? m?s\b/g, 'N s'), live }
}

test('a run that passes', async () => {
  expect((await seen([make('one'), make('two')])).lines).toMatchSnapshot()
})

const standIns = [{ image: 'nginx:1.26' }, { image: 'busybox:1.37' }]
const withStandIns = scriptedTarget({ standIns: () => Promise.resolve(standIns) })
const three: Steps = [make('one'), make('two'), make('three')]

test('a part that passes names the part and its stand-ins', async () => {
  const { lines } = await seen(three, { target: withStandIns, selection: { kind: 'to', step: 'two' } })
  expect(lines.split('\n').at(0)).toBe('A fixture (fixture, steps 1–2 of 3, run r)')
  expect(lines.split('\n').slice(-2)).toEqual([
    '✓ passed: fixture, steps 1–2 of 3 passed, in N s',
    'Verified with stand-ins for nginx:1.26, busybox:1.37.',
  ])
})

test('only a whole guide that passed is green', async () => {
  const colourOf = async (last: string): Promise<unknown> => {
    const { report } = await executeHere(playbookOf(...three), { selection: { kind: 'to', step: last } })
    return endText(report, '', (colour, text) => `${colour}(${text})`).split(':')[0]
  }
  expect([await colourOf('two'), await colourOf('three')]).toEqual(['bold(✓ passed)', 'green(✓ passed)'])
})

test('a part that fails names the part that was asked for, and which stand-ins were used', async () => {
  const steps: Steps = [make('one'), make('two', { checks: [exits(3)] }), make('three')]
  const { lines } = await seen(steps, { target: withStandIns, selection: { kind: 'to', step: 'two' } })
  expect(lines.split('\n').slice(-5, -2)).toEqual([
    '✗ failed: fixture, 1 step passed, 1 failed, in N s',
    'Only steps 1–2 of 3 were asked for.',
    'Stand-ins were used for nginx:1.26, busybox:1.37.',
  ])
})

test('a failure shows the command, what it wrote, what was expected and seen, and the next command', async () => {
  const wrong = make('wrong', {
    action: run(sh`seq 1 30; echo 'no such image' >&2; touch wrong; (exit 125)`),
    checks: [exits(0), fileIs('wrong', 'present'), fileIs('other', 'present')],
  })
  expect((await seen([make('one'), wrong, make('three')])).lines).toMatchSnapshot()
})

test('what is missing is shown, with how to get it', async () => {
  const needs = [{ kind: 'program', name: 'docker', hint: { en: 'apt install docker.io', 'zh-cn': '' } }] as const
  expect(
    (await seen([make('one', { needs })], { host: { ...richHost, hasProgram: () => Promise.resolve(false) } })).lines,
  ).toMatchSnapshot()
})

test('what could not be undone is shown, with its command', async () => {
  expect((await seen([make('one', { undo: run(sh`echo 'device is busy' >&2; (exit 32)`) })])).lines).toMatchSnapshot()
})

test('a check that could not be looked at is shown with the reason, and is not the guide’s fault', async () => {
  const reason = { en: 'site/index.html: “EACCES”', 'zh-cn': 'site/index.html：“EACCES”' }
  const target = scriptedTarget({ observe: () => ({ kind: 'cannot-look', reason }) })
  expect((await seen([make('one')], { target })).lines).toMatchSnapshot()
})

test('a machine that died is not the guide’s fault', async () => {
  const target = scriptedTarget({ died: Promise.resolve(alike('The machine was killed.')) })
  expect((await seen([make('one')], { target })).lines).toMatchSnapshot()
})

test('a step cannot move the cursor, set a title or imitate a line of ours', async () => {
  const evil = make('evil', { action: run(sh`printf '\e[2J\e]0;owned\a\e[32m\r✓ passed\r\e[0m\e[1A'; exit 1`) })
  const { lines, live } = await seen([evil])
  expect([...live, lines].filter((text) => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text))).toEqual([])
  expect(lines).toContain('    | ✓ passed')
})

test('what a step has overwritten is shown with its failure', async () => {
  const action = run(sh`printf 'FAILED: 3 errors\rPASSED: 0 errors\n'; printf '%d%%\r' $(seq 99); exit 1`)
  const { lines, live } = await seen([make('one', { action })])
  expect(lines).toContain('    | FAILED: 3 errors\\rPASSED: 0 errors\n    | \\r×98 99%\n')
  expect(live.filter((text) => text.includes('\\r'))).toEqual([])
})

test('while a step runs, its name, its time and its last line are shown', async () => {
  const { live } = await seen([make('one')])
  expect(live).toContain('… 1/1 one: Make one (0 s)\n    | making one')
})

test('where nothing can be replaced, a long step gives a sign of life each minute', () => {
  const lines: string[] = []
  let time = 0
  const screen = {
    print: (text: string) => void lines.push(text),
    show: () => undefined,
    isLive: false,
    close: () => undefined,
  }
  const reporter = terminalReporter(
    screen,
    (_, text) => text,
    () => time,
  )
  const playbook = playbookOf(make('one'))
  reporter.begin({ run: 'r', folder: '/state/runs/r', playbook })
  const report: Report = {
    ...emptyReport,
    steps: [{ id: 'one', status: 'running', stdout: '', stderr: '', checks: [] }],
  }
  reporter.event({ seq: 1, at: '', type: 'step-started', step: 'one', shown: '', actual: '' }, report)
  for (time = 0; time <= 150_000; time += 10_000) {
    reporter.event(
      { seq: 2, at: '', type: 'output', step: 'one', stream: 'stdout', offset: 0, text: `at ${time}\n` },
      report,
    )
  }
  reporter.close([])
  expect(lines).toEqual(['… 1/1 one: Make one (60 s)\n    | at 60000', '… 1/1 one: Make one (120 s)\n    | at 120000'])
})
