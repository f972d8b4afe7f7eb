import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { armOnMac } from '../../playbooks/arm-on-mac.ts'
import { windowsOnFusion } from '../../playbooks/windows-on-fusion.ts'
import { guideNow } from '../../runner/evidence/guide-now.ts'
import type { Archive } from '../../runner/evidence/load.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { archiveOf, forge, keepRunOf, removeFolder } from '../fixtures/evidence.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { mutationProblems } from './mutation-problems.ts'
import { evidenceProblems, problemText } from './problems.ts'

let made: { readonly archive: Archive; readonly folder: string }
beforeEach(async () => {
  made = await archiveOf([armOnMac, windowsOnFusion])
  await keepRunOf(made.archive, armOnMac)
})
afterEach(() => removeFolder(made.folder))

const texts = async (): Promise<readonly string[]> => (await evidenceProblems(made.archive)).map(problemText)

test('evidence that agrees has no problem', async () => {
  expect(await texts()).toEqual([])
})

test('each problem names the file, the field and the one command that makes it again', async () => {
  const path = join(made.archive.evidence, 'arm-on-mac.lab.json')
  forge(path, (it) => ({ ...it, dirty: ['runner/cli.ts'], milliseconds: 1 }))
  const command = '  npx shipshape verify arm-on-mac --evidence public/evidence --recording public/recordings'
  expect((await texts()).map((text) => text.replace(/[\w.-]+\.jsonl/, 'JOURNAL'))).toEqual([
    `public/evidence/arm-on-mac.lab.json: milliseconds: the durations of its steps and of its run do not agree.\n${command}`,
    `public/evidence/arm-on-mac.lab.json: dirty: files differed from the commit when it ran: runner/cli.ts.\n${command}`,
    `public/evidence/arm-on-mac.lab.json: journal: the journal JOURNAL is of another run.\n${command}`,
  ])
})

test('evidence that nothing can make again, and files that no evidence names, are to be deleted', async () => {
  const { evidence, recordings, journals } = made.archive
  renameSync(join(evidence, 'arm-on-mac.lab.json'), join(evidence, 'windows-on-fusion.fusion.json'))
  writeFileSync(join(recordings, 'unknown.lab.cast'), '')
  writeFileSync(join(journals, 'unknown.lab.jsonl'), '')
  const problems = await evidenceProblems(made.archive)
  expect(problems.map(({ file, fix }) => [file.replace(/[0-9a-f]{12}/, 'HASH'), fix])).toEqual([
    ['public/evidence/windows-on-fusion.fusion.json', 'rm public/evidence/windows-on-fusion.fusion.json'],
    ['public/evidence/windows-on-fusion.fusion.json', 'rm public/evidence/windows-on-fusion.fusion.json'],
    [
      'public/recordings/arm-on-mac.lab.HASH.cast',
      'npx shipshape verify arm-on-mac --evidence public/evidence --recording public/recordings',
    ],
    ['public/recordings/unknown.lab.cast', 'rm public/recordings/unknown.lab.cast'],
    [
      'public/journals/arm-on-mac.lab.HASH.jsonl',
      'npx shipshape verify arm-on-mac --evidence public/evidence --recording public/recordings',
    ],
    ['public/journals/unknown.lab.jsonl', 'rm public/journals/unknown.lab.jsonl'],
  ])
})

test.each([
  ['nothing was changed', (text: string) => text, undefined],
  [
    'a figure was changed',
    (text: string) => text.replace(/"survived": \d+/, '"survived": 0').replace(/"caught": \d+/, '"caught": 999'),
    'caught: its numbers do not agree with the commands that it lists',
  ],
  ['a survivor was removed', (text: string) => text.replace('"survived",', '"caught",'), 'caught: its numbers do not'],
  ['its date is in 2099', (text: string) => text.replace(/"date": "\d{4}/, '"date": "2099'), 'finishedAt: its time'],
  ['a field was added', (text: string) => text.replace('{', '{\n  "stars": 5,'), 'stars: it has the field “stars”'],
  ['a key is there twice', (text: string) => text.replace('{', '{\n  "caught": 1,'), 'it is not in the form'],
  ['it is of another guide', (text: string) => text.replace(/"guide": "[^"]+/, '"guide": "arm'), 'playbook: by its'],
])('when %s, the committed mutation report of volumes is judged so', async (_what, change, what) => {
  const mutation = join(temporaryFolder(), 'mutation')
  mkdirSync(mutation)
  const [name, real] = ['volumes.json', join(import.meta.dirname, '../../public/mutation')]
  cpSync(join(real, name), join(mutation, name))
  writeFileSync(join(mutation, name), change(readFileSync(join(mutation, name), 'utf8')))
  const guides = await Promise.all(playbooks.map(guideNow))
  const problems = await mutationProblems({ ...{ mutation, guides, now: Date.now() }, hasDriver: () => true })
  const expected = what === undefined ? [] : [`public/mutation/volumes.json: ${what}`]
  expect(problems.map((each) => problemText(each).slice(0, expected[0]?.length))).toEqual(expected)
  expect(problems.map(({ fix }) => fix)).toEqual(
    expected.map(() => 'npm run mutation -- volumes --report public/mutation'),
  )
})
