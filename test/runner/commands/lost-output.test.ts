import { EventEmitter } from 'node:events'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LostOutput } from '../../../runner/commands/lost-output.ts'
import { journalPath } from '../../../runner/runs/folder.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { eventsAt } from '../../fixtures/journals.ts'
import { type Ended, launch } from '../../fixtures/process.ts'

const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures', name)

/** The command line in a shell, which sends its output somewhere; `"$@"` is the command. */
const inShell = (line: string, state: string, ...args: readonly string[]): Promise<Ended> => {
  const cli = fixture(args.includes('chatty') ? 'chatty-cli.ts' : 'cli.ts')
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', cli]
  return launch('bash', ['-o', 'pipefail', '-c', line, ...node, ...args], { SHIPSHAPE_STATE: state }).ended
}

/** How the only run ended, and what was undone. */
const endOf = (state: string): object => {
  const [run = ''] = readdirSync(join(state, 'runs'))
  const events = eventsAt(join(state, 'runs', run))
  const last = events.at(-1)
  return {
    status: last?.type === 'run-finished' ? last.status : last?.type,
    why: last?.type === 'run-finished' ? last.why?.en : undefined,
    undone: events.flatMap((event) => (event.type === 'undo-finished' && event.clean ? [event.step] : [])),
    isThere: existsSync(journalPath(join(state, 'runs', run))),
  }
}

const noRoom = 'The output cannot be written: ENOSPC: no space left on device, write.'
const again = 'Start it again where its output has room.'
const isUndone = 'The run is cancelled, and what was done is undone.'

test.runIf(existsSync('/dev/full')).for([[], ['--json']] as const)(
  'where the output has no room, the run is cancelled and undone, and the verdict goes to standard error (%j)',
  async (flags) => {
    const state = temporaryFolder()
    const { code, stderr } = await inShell('"$0" "$@" >/dev/full', state, 'run', 'slow', ...flags)
    expect(stderr.replace(/\S+\/runs\/\S+/, 'RUN')).toBe(
      `${noRoom} ${isUndone}\n${again}\nslow: broken. The complete journal is in RUN\n`,
    )
    expect(code).toBe(2)
    expect(endOf(state)).toMatchObject({ status: 'broken', why: `${noRoom} ${again}`, isThere: true })
  },
)

test('where nobody reads the output any longer, the run is cancelled, undone, and ends with 130', async () => {
  const state = temporaryFolder()
  const { code, stderr } = await inShell('"$0" "$@" | grep -m1 more', state, 'run', 'chatty', '--json')
  expect([code, stderr.split('\n')[0]]).toEqual([130, `Nobody reads the output any longer. ${isUndone}`])
  expect(endOf(state)).toMatchObject({ status: 'cancelled', undone: ['talks', 'one'] })
})

test('a reader who leaves a list has seen enough', async () => {
  const { code, stderr } = await inShell('"$0" "$@" | head -c 1', temporaryFolder(), 'list')
  expect([code, stderr]).toEqual([0, ''])
})

test.runIf(existsSync('/dev/full'))('a list that has no room ends with 2, and says so', async () => {
  const { code, stderr } = await inShell('"$0" "$@" >/dev/full', temporaryFolder(), 'list')
  expect([code, stderr]).toEqual([2, `${noRoom}\n${again}\n`])
})

test.runIf(existsSync('/dev/full'))('where no output works at all, the run is undone all the same', async () => {
  const state = temporaryFolder()
  const { code } = await inShell('"$0" "$@" >/dev/full 2>/dev/full', state, 'run', 'slow')
  expect(code).toBe(2)
  expect(endOf(state)).toMatchObject({ status: 'broken' })
})

test.runIf(existsSync('/dev/full')).for([
  ['good', 2, '✓ passed: good'],
  ['wrong', 1, '✗ failed: wrong'],
] as const)('a report that cannot be written costs no verdict: %s ends with %i', async ([guide, expected, verdict]) => {
  const folder = temporaryFolder()
  const junit = join(folder, 'junit.xml')
  const env = { SHIPSHAPE_STATE: join(folder, 'state') }
  const args = ['run', guide, '--report', '/dev/full', '--junit', junit]
  const { code, stdout, stderr } = await shipshapeHere(args, env, catalogue)
  expect(stdout).toContain(verdict)
  expect(stderr).toBe(
    '“/dev/full” could not be written: ENOSPC: no space left on device, write.\n' +
      'Free some space, or name another place: df -h\n',
  )
  expect(code).toBe(expected)
  expect(readFileSync(junit, 'utf8')).toContain('<testsuite')
})

test('the first error of the output is the one that is reported, to everybody', () => {
  const stream = new EventEmitter()
  const output = new LostOutput()
  output.watch(stream)
  const heard: string[] = []
  output.onLost(({ code, message }) => void heard.push(`${code}: ${message}`))
  const stop = output.onLost(() => void heard.push('not wanted'))
  stop()
  stream.emit('error', Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' }))
  stream.emit('error', Object.assign(new Error('EPIPE: broken pipe, write'), { code: 'EPIPE' }))
  output.onLost(({ code }) => void heard.push(code))
  expect(heard).toEqual(['broken: The output cannot be written: EIO: i/o error, write.', 'broken'])
})
