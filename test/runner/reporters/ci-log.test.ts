import { PassThrough } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { exits, fromStdout, run, sh, text } from '../../../playbooks/model/index.ts'
import { fold } from '../../../runner/protocol/fold.ts'
import { emptyReport } from '../../../runner/protocol/report.ts'
import { jsonReporter, reportFile } from '../../../runner/reporters/json.ts'
import { screenOn } from '../../../runner/reporters/screen.ts'
import { terminalReporter } from '../../../runner/reporters/terminal.ts'
import { executeHere } from '../../fixtures/execute.ts'
import { catalogue, loaded } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const commands = [
  '::error file=a.ts,line=1::owned',
  '  ::set-output name=a::owned',
  '\t::add-mask::a',
  '::stop-commands::owned',
  'fine\r::warning::owned',
  '\u001b[31m::error::owned\u001b[0m',
  '\u009b31m::error::owned',
  '\u001b]0;title\u0007::error::owned',
  '##[error]owned',
  'saw ##[set-env name=PATH]/owned',
  '\u001b[1m##vso[task.setvariable variable=PATH]/owned',
  "##teamcity[buildStatus status='SUCCESS']",
  'section_start:1:owned\r\u001b[0K',
] as const

/** What GitHub, Azure Pipelines, TeamCity or GitLab would obey. They end a line at each of its signs. */
const obeyed = (log: string): readonly string[] =>
  stripVTControlCharacters(log)
    .split(/[\r\n\u0085\u2028\u2029]/)
    .filter((line) => /^\s*(::|section_(start|end):)|##(vso|teamcity)?\[/.test(line))

/** Everything that the reporters print of a run, where nothing can be replaced, and a sign of life for each event. */
const logOf = async (playbook: ReturnType<typeof playbookOf>): Promise<string> => {
  const { events, report } = await executeHere(playbook)
  const stream = new PassThrough()
  let time = 0
  const terminal = terminalReporter(
    screenOn(stream as unknown as NodeJS.WriteStream), // no terminal: only `write` is used
    (_, plain) => plain,
    () => (time += 61_000),
  )
  const json = jsonReporter((line) => void stream.write(`${line}\n`))
  for (const reporter of [terminal, json]) {
    reporter.begin({ run: 'r', folder: '/state/runs/r', playbook })
    let now = emptyReport
    for (const [at, event] of events.entries()) {
      const numbered = { ...event, seq: at + 1, at: '' }
      now = fold(now, numbered)
      reporter.event(numbered, now)
    }
    reporter.end(report)
    reporter.close([report, report])
  }
  stream.end(reportFile([report]))
  return textOf(stream)
}

const printed = (line: string): ReturnType<typeof run> =>
  run(sh`printf '%s\n' ${line}; printf '%s\n' ${line} >&2; (exit 3)`)

test.for(commands)('a step cannot give a command to a CI system by what it prints: %j', async (command) => {
  const log = await logOf(playbookOf(make('one', { action: printed(command) })))
  expect(log).toContain('exit code')
  expect(obeyed(log)).toEqual([])
})

test.for(commands)('nor by a title, a check, a saved value or an undo: %j', async (command) => {
  const one = make('one', {
    title: { en: command, 'zh-cn': command },
    action: run(sh`printf '%s\n' ${command}; touch one`),
    saves: { value: fromStdout(/([^]+)/) },
    undo: run(sh`printf '%s\n' ${command} >&2; exit 4`),
  })
  const two = make('two', {
    action: run(sh`touch two`),
    checks: [exits(0), { kind: 'file', where: 'host', path: text`./${command.replaceAll('/', '')}`, state: 'present' }],
  })
  const log = await logOf(playbookOf(one, two))
  expect(log).toContain('does not hold')
  expect(log).toContain('Not undone')
  expect(obeyed(log)).toEqual([])
})

test('nor by the title of a guide of others, in a list or in what it would do', async () => {
  const [guide] = (await catalogue.guides()).playbooks
  if (guide === undefined) throw new Error('There are guides for tests.')
  const evil = commands.map((command, at) => ({
    ...guide,
    id: `evil-${at}`,
    title: { en: `a\n${command}`, 'zh-cn': '' },
    changes: { en: `a\n${command}`, 'zh-cn': '' },
  }))
  const own = { ...catalogue, guides: () => Promise.resolve(loaded(...evil)) }
  const env = { SHIPSHAPE_STATE: temporaryFolder() }
  for (const args of [['list'], ['list', '--json'], ...evil.map(({ id }) => ['show', id])]) {
    const { code, stdout, stderr } = await shipshapeHere(args, env, own)
    expect([code, obeyed(stdout + stderr)]).toEqual([0, []])
  }
})

test('nor by an error about what somebody typed', async () => {
  for (const command of commands) {
    const { code, stderr, stdout } = await shipshapeHere(['run', command, '--json'], {}, catalogue)
    expect([code, obeyed(stderr + stdout)]).toEqual([64, []])
  }
})
