import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { armOnMac } from '../../../playbooks/arm-on-mac.ts'
import { checkedOut, sourceOfRun } from '../../../runner/evidence/commit.ts'
import type { Disagreement } from '../../../runner/evidence/disagreement.ts'
import type { Archive } from '../../../runner/evidence/load.ts'
import type { RunEvent } from '../../../runner/protocol/events.ts'
import { toJournal } from '../../../runner/protocol/journal.ts'
import { sha256Of } from '../../../runner/host/digest.ts'
import {
  archiveOf,
  copyOf,
  forge,
  git,
  judgedFiles,
  keepRunOf,
  onlyFileIn,
  reasonsIn,
  removeFolder,
  repository,
} from '../../fixtures/evidence.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { eventsIn } from '../../fixtures/journals.ts'

const file = 'arm-on-mac.lab.json'

let made: { readonly archive: Archive; readonly folder: string }
beforeAll(async () => {
  made = await archiveOf([armOnMac])
  await keepRunOf(made.archive, armOnMac)
})
afterAll(() => removeFolder(made.folder))

let archive: Archive
beforeEach(() => void (archive = copyOf(made.archive, temporaryFolder())))

const evidencePath = (): string => join(archive.evidence, file)
const recordingPath = (): string => onlyFileIn(archive.recordings)
const rewrite = (path: string, change: (text: string) => string): void =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))
const reasons = (): ReturnType<typeof reasonsIn> => reasonsIn(archive)
const only = (...why: readonly Disagreement[]): object => ({ [file]: why })
const recording = { file: expect.stringMatching(/^arm-on-mac\.lab\.[0-9a-f]{12}\.cast$/) as unknown as string } // as is

const journal = { file: expect.stringMatching(/^arm-on-mac\.lab\.[0-9a-f]{12}\.jsonl$/) as unknown as string } // as is
const journalPath = (): string => onlyFileIn(archive.journals)

/** As `forgeRecording`: the events are changed as a careful forger does, who computes every checksum again. */
const forgeJournal = (change: (event: RunEvent) => object): void => {
  const path = journalPath()
  const events = eventsIn(readFileSync(path, 'utf8')).map((event) => change(event) as RunEvent) // whatever it is
  const text = toJournal(events)
  const digest = sha256Of(text)
  const name = `arm-on-mac.lab.${digest.slice(0, 12)}.jsonl`
  rmSync(path)
  writeFileSync(join(dirname(path), name), text)
  forge(evidencePath(), (it) => ({ ...it, journal: { file: name, digest } }))
}

/** Changes the recording, and the evidence so that it names what the recording has become. */
const forgeRecording = (change: (text: string) => string): void => {
  const path = recordingPath()
  const text = change(readFileSync(path, 'utf8'))
  const digest = sha256Of(text)
  const name = `arm-on-mac.lab.${digest.slice(0, 12)}.cast`
  rmSync(path)
  writeFileSync(join(dirname(path), name), text)
  forge(evidencePath(), (it) => ({ ...it, recording: { file: name, digest } }))
}

describe('a recording is not believed', () => {
  test('when its text was changed', async () => {
    rewrite(recordingPath(), (text) => text.replace('is done', 'is great'))
    expect(await reasons()).toEqual(only({ kind: 'recording-changed', ...recording }))
  })

  test('when it is missing', async () => {
    rmSync(recordingPath())
    expect(await reasons()).toEqual(only({ kind: 'recording-missing', ...recording }))
  })

  test.each([
    ['a step is missing', (text: string) => text.replace(/"engine-processor":"[0-9a-f]+",/, ''), 'events'],
    ['its times go back', (text: string) => text.replace(/\n\[[\d.]+,"o"/, '\n[9999,"o"'), 'events'],
    ['a terminal would obey it', (text: string) => text.replace('is done', '\\u001b]0;title\\u0007'), '2'],
    ['its header has a field more', (text: string) => text.replace('{', '{"theme":{},'), 'theme'],
  ])('when %s', async (_what, change, field) => {
    forgeRecording(change)
    const kind = field === 'theme' ? 'unknown-field' : 'wrong-field'
    expect(await reasons()).toEqual(only({ kind: 'recording-unreadable', ...recording, why: { kind, field } }))
  })

  test.each([
    ['of another guide', '"playbook":"arm-on-mac"', '"playbook":"boot2docker"', 'recording-of-another-run'],
    ['of another time', /"timestamp":\d+/, '"timestamp":1700000000', 'recording-of-another-run'],
    ['of another command', /"engine-processor":"[0-9a-f]{8}/, '"engine-processor":"00000000', 'recording-steps'],
  ] as const)('when it is %s', async (_what, before, after, kind) => {
    forgeRecording((text) => text.replace(before, after))
    expect(await reasons()).toEqual(only({ kind, ...recording }))
  })
})

describe('a journal is not believed', () => {
  test('when a letter of it was changed', async () => {
    rewrite(journalPath(), (text) => text.replace('is done', 'is gone'))
    const line = eventsIn(readFileSync(journalPath(), 'utf8')).length + 1
    const why = { kind: 'damaged-line', line } as const
    expect(await reasons()).toEqual(only({ kind: 'journal-unreadable', ...journal, why }))
  })

  test('when it is missing', async () => {
    rmSync(journalPath())
    expect(await reasons()).toEqual(only({ kind: 'journal-missing', ...journal }))
  })

  test('when it was replaced under its name', async () => {
    const text = readFileSync(journalPath(), 'utf8')
    const last = { ...eventsIn(text).at(-1), why: { en: 'a', 'zh-cn': 'b' } } as RunEvent // still a run-finished
    writeFileSync(journalPath(), toJournal([...eventsIn(text).slice(0, -1), last]))
    expect(await reasons()).toEqual(only({ kind: 'journal-changed', ...journal }))
  })

  test('when it ends before its run', async () => {
    const text = readFileSync(journalPath(), 'utf8')
    const events = eventsIn(text)
    rewrite(journalPath(), () => toJournal(events.slice(0, -1)))
    const why = { kind: 'damaged-line', line: events.length } as const
    expect(await reasons()).toEqual(only({ kind: 'journal-unreadable', ...journal, why }))
  })

  const [first] = armOnMac.steps
  test.each<[string, (event: RunEvent) => object, Disagreement]>([
    [
      'of another guide',
      (event) => (event.type === 'run-started' ? { ...event, playbook: 'boot2docker' } : event),
      { kind: 'journal-of-another-run', ...journal },
    ],
    [
      'of another time',
      (event) => (event.type === 'run-started' ? { ...event, at: '2026-11-20T10:00:00.001Z' } : event),
      { kind: 'journal-of-another-run', ...journal },
    ],
    [
      'of a run that failed',
      (event) => (event.type === 'run-finished' ? { ...event, status: 'failed' } : event),
      { kind: 'journal-steps', ...journal },
    ],
    [
      'of a run in which a step failed',
      (event) => (event.type === 'step-finished' && event.step === first.id ? { ...event, status: 'failed' } : event),
      { kind: 'journal-steps', ...journal },
    ],
    [
      'with a member that no event has',
      (event) => (event.seq === 3 ? { ...event, html: '<b>' } : event),
      { kind: 'journal-unreadable', ...journal, why: { kind: 'damaged-line', line: 3 } },
    ],
  ])('when it is one %s', async (_what, change, why) => {
    forgeJournal(change)
    expect(await reasons()).toEqual(only(why))
  })
})

describe('a commit that cannot be checked is neither checked nor invalid', () => {
  const commitOf = async (): Promise<unknown> => {
    const judged = (await judgedFiles(archive))[file]
    return judged?.kind === 'valid' ? judged.commit.kind : judged
  }

  test('in a tree without Git', async () => {
    rmSync(join(archive.checkout, '.git'), { recursive: true })
    expect(await commitOf()).toBe('unchecked')
  })

  test('in a tree that lies inside of another repository', async () => {
    const inner = join(archive.checkout, 'public')
    archive = { ...archive, checkout: inner }
    expect(await commitOf()).toBe('unchecked')
  })

  test('in a shallow clone', async () => {
    git(archive.checkout, 'commit', '--quiet', '--allow-empty', '--message=two')
    const clone = join(temporaryFolder(), 'clone')
    git(archive.checkout, 'clone', '--quiet', '--depth=1', `file://${archive.checkout}`, clone)
    archive = { ...archive, checkout: clone }
    expect(await commitOf()).toBe('unchecked')
  })

  test('and one that can is checked', async () => {
    git(archive.checkout, 'commit', '--quiet', '--allow-empty', '--message=two')
    expect(await commitOf()).toBe('ancestor')
  })
})

test('a run is of the commit before it, and of what differed before and after it', () => {
  const before = { commit: 'a', dirty: ['one', 'two'] }
  expect(sourceOfRun(before, { commit: 'b', dirty: ['two', 'three'] })).toEqual({
    commit: 'a',
    dirty: ['one', 'two', 'three'],
  })
})

test('what is checked out is described by its commit and the sources that differ', async () => {
  const folder = archive.checkout
  for (const path of ['playbooks', 'runner', 'site']) mkdirSync(join(folder, path))
  for (const path of ['playbooks/with a space.ts', 'runner/cli.ts', 'site/words.ts'])
    writeFileSync(join(folder, path), '')
  expect(await checkedOut(folder)).toEqual({
    commit: git(folder, 'rev-parse', 'HEAD'),
    dirty: ['playbooks/with a space.ts', 'runner/cli.ts'],
  })
  rmSync(join(folder, '.git'), { recursive: true })
  expect(await checkedOut(folder)).toEqual({ commit: null, dirty: [] })
})

describe('evidence is not believed with', () => {
  test('a commit of another repository', async () => {
    const other = repository()
    git(other, 'commit', '--quiet', '--allow-empty', '--message=other')
    const commit = git(other, 'rev-parse', 'HEAD')
    removeFolder(other)
    forge(evidencePath(), (it) => ({ ...it, commit }))
    expect(await reasons()).toEqual(only({ kind: 'commit', fault: 'unknown', commit }))
  })

  test('a commit that is not part of the history', async () => {
    git(archive.checkout, 'checkout', '--quiet', '-b', 'side')
    git(archive.checkout, 'commit', '--quiet', '--allow-empty', '--message=side')
    const commit = git(archive.checkout, 'rev-parse', 'HEAD')
    git(archive.checkout, 'checkout', '--quiet', 'main')
    forge(evidencePath(), (it) => ({ ...it, commit }))
    expect(await reasons()).toEqual(only({ kind: 'commit', fault: 'elsewhere', commit }))
  })
})
