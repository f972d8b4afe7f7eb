import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRecording } from '../../../runner/evidence/read-recording.ts'
import { recordingOf, type RecordingOptions } from '../../../runner/evidence/recording.ts'
import { cleanPieces, clipPieces } from '../../../runner/evidence/terminal-pieces.ts'
import { type Cast, stepOf, toCastFile } from '../../../runner/protocol/cast.ts'
import type { EventBody, RunEvent, RunStatus } from '../../../runner/protocol/events.ts'
import { maskOf } from '../../../runner/protocol/mask.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { catalogue } from '../../fixtures/guides.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'

const readCast = (text: string): Cast => {
  const reading = readRecording(text)
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading))
  return reading.value
}

/** Events, each at its milliseconds after the run began. */
const events = (...timed: readonly (readonly [number, EventBody])[]): readonly RunEvent[] =>
  timed.map(([milliseconds, body], index) => ({
    seq: index + 1,
    at: new Date(1_700_000_000_000 + milliseconds).toISOString(),
    ...body,
  }))

const run = (status: RunStatus, ...timed: readonly (readonly [number, EventBody])[]): readonly RunEvent[] =>
  events(
    [
      0,
      {
        type: 'run-started',
        format: 4,
        run: 'r',
        playbook: 'p',
        contentHash: 'c'.repeat(64),
        mode: 'verify',
        steps: ['one', 'two'],
        scope: { asked: { kind: 'all' }, of: 2 },
      },
    ],
    [0, { type: 'target-opened', target: { id: 'lab', description: 'lab: QEMU', details: {} } }],
    ...timed,
    [9000, { type: 'run-finished', status, leftovers: [], milliseconds: 9000 }],
  )

const started = (step: string, actual: string): EventBody => ({ type: 'step-started', step, shown: actual, actual })
const output = (step: string, text: string, offset = 0, stream: 'stdout' | 'stderr' = 'stdout'): EventBody => ({
  type: 'output',
  step,
  stream,
  offset,
  text,
})
const ended = (step: string, exitCode: number | null): EventBody => ({
  type: 'command-ended',
  step,
  exitCode,
  milliseconds: 1,
})
const finished = (step: string, status: 'passed' | 'failed' = 'passed'): EventBody => ({
  type: 'step-finished',
  step,
  status,
  milliseconds: 1,
})

const options: RecordingOptions = {
  title: 'A guide',
  steps: new Map([
    ['one', { title: 'First', prompt: '$ ', hash: '1'.repeat(64) }],
    ['two', { title: 'Second', prompt: '$ ', hash: '2'.repeat(64) }],
  ]),
  mask: maskOf([{ text: '/data/of/somebody/home', as: '~', isPlace: true }], { keys: true }),
}

describe('a recording', () => {
  test('has what was typed and what came of it, at its own time, and a mark for each step', () => {
    const cast = recordingOf(
      run(
        'passed',
        [500, started('one', 'ls')],
        [700, output('one', 'a\nb\n')],
        [800, ended('one', 0)],
        [900, finished('one')],
        [1000, started('two', 'sleep 9')],
        [7000, ended('two', null)],
        [7100, finished('two')],
      ),
      options,
    )
    expect(cast?.events).toEqual([
      [0, 'm', 'one: First'],
      [0, 'o', '$ ls\r\n'],
      [0.2, 'o', 'a\r\nb\r\n'],
      [0.5, 'm', 'two: Second'],
      [0.5, 'o', '$ sleep 9\r\n'],
      [6.5, 'o', '^C\r\n'],
    ])
    expect(cast?.header).toMatchObject({ version: 2, timestamp: 1_700_000_000, idle_time_limit: 2, title: 'A guide' })
    expect(cast?.header.shipshape).toEqual({
      playbook: 'p',
      target: 'lab',
      description: 'lab: QEMU',
      contentHash: 'c'.repeat(64),
      steps: { one: '1'.repeat(64), two: '2'.repeat(64) },
    })
  })

  test.each(['failed', 'broken', 'blocked', 'cancelled'] as const)('is not made of a run that was %s', (status) => {
    expect(recordingOf(run(status, [0, started('one', 'ls')], [1, finished('one')]), options)).toBeUndefined()
  })

  test('leaves out the steps that did not pass', () => {
    const cast = recordingOf(
      run(
        'incomplete',
        [0, started('one', 'ls')],
        [1, finished('one', 'failed')],
        [2, started('two', 'ps')],
        [3, finished('two')],
      ),
      options,
    )
    expect(cast?.events).toEqual([
      [0, 'm', 'two: Second'],
      [0, 'o', '$ ps\r\n'],
    ])
  })

  test('names neither the folders nor the keys of the computer that made it', () => {
    const cast = recordingOf(
      run(
        'passed',
        [0, started('one', 'cat /data/of/somebody/home/key')],
        [1, output('one', '-----BEGIN RSA PRIVATE KEY-----\nMIIB')],
        [2, output('one', 'abc\n-----END RSA PRIVATE KEY-----\nin /data/of/some', 36)],
        [3, output('one', 'body/home/x\n', 86)],
        [4, finished('one')],
      ),
      options,
    )
    const text = cast?.events.map(([, , each]) => each).join('')
    expect(text).toBe('one: First$ cat ~/key\r\n‹a private key›\r\nin ~/x\r\n')
  })

  test('ends each step’s text with a line end, and says where bytes are missing', () => {
    const cast = recordingOf(
      run(
        'passed',
        [0, started('one', 'x')],
        [1, output('one', 'a')],
        [2, output('one', 'z', 5001)],
        [3, finished('one')],
      ),
      options,
    )
    expect(cast?.events.slice(2)).toEqual([
      [0.001, 'o', 'a'],
      [0.002, 'o', '\r\n… 5000 bytes are not shown …\r\nz'],
      [0.002, 'o', '\r\n'],
    ])
  })

  test('is read as it was written', () => {
    const cast = recordingOf(run('passed', [0, started('one', 'ls')], [1, finished('one')]), options)
    expect(cast && readCast(toCastFile(cast))).toEqual(cast)
    expect(stepOf('any-port: Let Docker choose: the port')).toBe('any-port')
  })
})

describe('a terminal’s pieces', () => {
  const texts = (...pieces: readonly string[]): readonly string[] =>
    cleanPieces(pieces.map((text) => ({ at: 0, text }))).map(({ text }) => text)

  test('lose colours, titles and cursor moves', () => {
    expect(texts('\x1b[31mred\x1b[0m \x1b[32mgreen\n', '\x1b]0;title\x07plain\n')).toEqual([
      'red green\r\n',
      'plain\r\n',
    ])
  })

  test('are repaired where a sequence was cut in two', () => {
    expect(texts('red \x1b[3', '2mgreen\n')).toEqual(['red 3', '\r\x1b[Kred green\r\n'])
  })

  test('redraw a line that is written over', () => {
    expect(texts('10%', '\r20%', '\r30%\n', 'done\n')).toEqual(['10%', '\r\x1b[K20%', '\r\x1b[K30%\r\n', 'done\r\n'])
  })

  test('come one by one, as dots do', () => {
    expect(texts('.', '.', '\nStarted.\n')).toEqual(['.', '.', '\r\nStarted.\r\n'])
  })

  test('keep the beginning and the end of what is too long', () => {
    const lines = Array.from({ length: 4000 }, (_each, index) => ({ at: index, text: `line ${index}\r\n` }))
    const text = clipPieces(lines)
      .map((piece) => piece.text)
      .join('')
    expect(text.length).toBeLessThan(17 * 1024)
    expect(text).toMatch(/^line 0\r\n[\s\S]*… \d+ characters are left out of this recording …\r\n[\s\S]*line 3999\r\n$/)
    expect(clipPieces(lines.slice(0, 100))).toEqual(lines.slice(0, 100))
  })
})

test('a guide that went well leaves a recording where it was asked for, one that failed leaves none', async () => {
  const [folder, state] = [temporaryFolder(), temporaryFolder()]
  await shipshapeHere(['run', 'wrong', '--recording', folder], { SHIPSHAPE_STATE: state }, catalogue)
  const good = await shipshapeHere(['run', 'good', '--recording', folder], { SHIPSHAPE_STATE: state }, catalogue)
  expect([good.code, readdirSync(folder)]).toEqual([0, ['good.lab.cast']])
  const { header, events: recorded } = readCast(readFileSync(join(folder, 'good.lab.cast'), 'utf8'))
  expect(Object.keys(header.shipshape.steps)).toEqual(['one', 'two'])
  expect(recorded.map(([, code, text]) => [code, text])).toEqual([
    ['m', 'one: Make one'],
    ['o', '$ echo making one; touch one\r\n'],
    ['o', 'making one\r\n'],
    ['m', 'two: Make two'],
    ['o', '$ echo making two; touch two\r\n'],
    ['o', 'making two\r\n'],
  ])
})
