import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Step, ask, exits, run, sh, target as facts, text, write } from '../../../playbooks/model/index.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { english } from '../../fixtures/english.ts'
import { ending, executeHere, temporaryFolder } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

/** A target that keeps what steps made, on which these containers are the reader's. */
const keeping = (...containers: readonly string[]): Target => ({
  ...scriptedTarget({
    observe: (check) =>
      check.kind === 'container'
        ? containers.includes(check.name)
          ? { kind: 'state', state: 'running' }
          : { kind: 'absent' }
        : undefined,
  }),
  keepsWhatStepsMade: true,
})

const folderIs = (path: string): Step['checks'] => [
  exits(0),
  { kind: 'folder', where: 'host', path: text`${path}`, state: 'present' },
]

test('a folder or file outside the session that a command would make blocks the run when it is there', async () => {
  const home = temporaryFolder()
  mkdirSync(join(home, 'code'))
  writeFileSync(join(home, 'code/notes.txt'), 'the reader’s')
  const code = make('code', {
    action: run(sh`mkdir ${home}/code`),
    checks: folderIs(`${home}/code`),
    undo: run(sh`rm -r ${home}/code`),
  })
  const notes = make('notes', {
    action: run(sh`echo ours >${home}/code/notes.txt`),
    checks: [fileIs(`${home}/code/notes.txt`, 'present')],
    undo: run(sh`rm ${home}/code/notes.txt`),
  })
  const done = await executeHere(playbookOf(code, notes), { target: keeping() })
  expect([done.report.status, english(done.report.missing)]).toEqual([
    'blocked',
    [
      {
        what: `The folder ${home}/code exists already, and this guide would overwrite and remove it.`,
        hint: `mv ${home}/code ${home}/code.mine`,
      },
      {
        what: `The file ${home}/code/notes.txt exists already, and this guide would overwrite and remove it.`,
        hint: `mv ${home}/code/notes.txt ${home}/code/notes.txt.mine`,
      },
    ],
  ])
  expect(readdirSync(join(home, 'code'))).toEqual(['notes.txt'])
})

test('what lies in a folder that the run made is the run’s own', async () => {
  const home = temporaryFolder()
  const code = make('code', {
    action: run(sh`mkdir -p ${home}/code/src; touch ${home}/code/src/a`),
    checks: folderIs(`${home}/code`),
    undo: run(sh`rm -r ${home}/code`),
  })
  const edited = make('edited', {
    action: run(sh`echo more >>${home}/code/src/a; touch ${home}/edited`),
    checks: [fileIs(`${home}/code/src/a`, 'present'), fileIs(`${home}/edited`, 'present')],
    undo: run(sh`rm ${home}/code/src/a ${home}/edited`),
  })
  const done = await executeHere(playbookOf(code, edited), { target: keeping() })
  expect([ending(done), existsSync(join(home, 'code'))]).toEqual([{ status: 'passed', leftovers: [] }, false])
})

test('a name that the reader gave, or that is made of a fact, is looked for as well', async () => {
  const { inputs, given } = ask({
    name: { title: { en: 'A name', 'zh-cn': '名称' }, pattern: /\w+/, labDefault: 'web' },
  })
  const given1 = make('given', { checks: [{ kind: 'container', name: text`${given.name}`, state: 'running' }] })
  const fact = make('fact', { checks: [{ kind: 'container', name: text`${facts.user}-db`, state: 'running' }] })
  const done = await executeHere(
    { ...playbookOf(given1, fact), inputs },
    { target: keeping('mine', 'docker-db'), inputs: { name: 'mine' } },
  )
  expect(english(done.report.missing)).toMatchObject([
    { what: 'A container named “mine” exists already, and this guide would remove it.' },
    { what: 'A container named “docker-db” exists already, and this guide would remove it.' },
  ])
})

test('a name that the reader gave and somebody takes meanwhile is not undone', async () => {
  const taken: string[] = []
  const { inputs, given } = ask({
    name: { title: { en: 'A name', 'zh-cn': '名称' }, pattern: /\w+/, labDefault: 'web' },
  })
  const target: Target = {
    ...scriptedTarget({
      observe: (check) => {
        if (check.kind !== 'container') return undefined
        return taken.includes(check.name) ? { kind: 'state', state: 'running' } : { kind: 'absent' }
      },
    }),
    keepsWhatStepsMade: true,
  }
  const first = make('first', { checks: [exits(0)], undo: 'nothing' })
  const web = make('web', { checks: [{ kind: 'container', name: text`${given.name}`, state: 'running' }] })
  const done = await executeHere(
    { ...playbookOf(first, web), inputs },
    {
      target,
      inputs: { name: 'mine' },
      onEvent: (event) => {
        if (event.type === 'step-finished' && event.step === 'first') taken.push('mine')
      },
    },
  )
  expect(english(done.report.leftovers)).toMatchObject([
    { what: expect.stringContaining('the container “mine” existed before the step') as string },
  ])
})

test('a file in the reader’s home is written there, and no folder “~” is made', async () => {
  const home = temporaryFolder()
  const target = { ...scriptedTarget({ home }), keepsWhatStepsMade: true } as const
  const page = make('page', {
    action: write(text`~/page.html`, text`ours`),
    checks: [exits(0)],
    undo: run(sh`rm page.html`),
    deadline: '20s',
  })
  let seen: readonly string[] = []
  const onEvent = (event: { readonly type: string }): void => {
    if (event.type === 'step-finished') seen = readdirSync(home)
  }
  await executeHere(playbookOf(page), { target, onEvent })
  expect(seen).toEqual(['page.html'])
})
