import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Check, contains, exits, fromStdout, run, sh, text, write } from '../../../playbooks/model/index.ts'
import { type Observation, cannotLook } from '../../../runner/contract/observation.ts'
import type { ActualWorldCheck } from '../../../runner/contract/rendered.ts'
import type { Target } from '../../../runner/contract/target.ts'
import { english } from '../../fixtures/english.ts'
import { ending, executeHere, statuses, temporaryFolder } from '../../fixtures/execute.ts'
import { fileIs, make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

/** An engine in a folder: what it keeps is a file by kind and name, and outlives the run. */
const keeping = (folder: string): Target => ({
  ...scriptedTarget({ observe: (check) => seen(folder, check) }),
  keepsWhatStepsMade: true,
})

const named = ['container', 'image', 'volume', 'network', 'context']

const seen = (folder: string, check: ActualWorldCheck): Observation | undefined => {
  if (!named.includes(check.kind) || !('name' in check)) return undefined
  const path = join(folder, `${check.kind}-${check.name.replace('/', '_')}`)
  return existsSync(path) ? { kind: 'state', state: 'present' } : { kind: 'absent' }
}

const engineHolding = (...names: readonly string[]): { readonly folder: string; readonly target: Target } => {
  const folder = temporaryFolder()
  for (const name of names) writeFileSync(join(folder, name), 'the reader’s')
  return { folder, target: keeping(folder) }
}

const volume = (name: string, state: 'present' | 'absent' = 'present'): Check => ({
  kind: 'volume',
  name: text`${name}`,
  state,
})

const makesVolume = (folder: string, name: string, more: Partial<Parameters<typeof make>[1]> = {}) =>
  make(name, {
    action: run(sh`[ ! -e ${folder}/volume-${name} ] && touch ${folder}/volume-${name}`),
    checks: [exits(0), volume(name)],
    undo: run(sh`rm ${folder}/volume-${name}`),
    ...more,
  })

test('a name that is taken blocks the run before anything is executed, and says whose it is', async () => {
  const { folder, target } = engineHolding('volume-data', 'image-app_1.0', 'network-net', 'context-mine')
  const first = make('first', { action: run(sh`touch ${folder}/begun`), checks: [exits(0)], undo: 'nothing' })
  const rest = make('rest', {
    checks: [
      { kind: 'image', name: text`app/1.0`, state: 'present' },
      { kind: 'network', name: text`net`, state: 'present' },
      { kind: 'context', name: text`mine`, state: 'present' },
    ],
  })
  const done = await executeHere(playbookOf(first, makesVolume(folder, 'data'), rest), { target })
  expect(done.report.status).toBe('blocked')
  expect(english(done.report.missing)).toEqual([
    {
      what: 'A volume named “data” exists already, and this guide would remove it.',
      hint: 'docker volume inspect data',
    },
    {
      what: 'An image named “app/1.0” exists already, and this guide would remove it.',
      hint: 'docker image inspect app/1.0',
    },
    {
      what: 'A network named “net” exists already, and this guide would remove it.',
      hint: 'docker network inspect net',
    },
    {
      what: 'A Docker context named “mine” exists already, and this guide would remove it.',
      hint: 'docker context inspect mine',
    },
  ])
  expect([existsSync(join(folder, 'begun')), readFileSync(join(folder, 'volume-data'), 'utf8')]).toEqual([
    false,
    'the reader’s',
  ])
})

test('a container is known by any check that needs it, and its hint renames it', async () => {
  const { target } = engineHolding('container-web')
  const web = make('web', {
    checks: [{ kind: 'inspect', of: 'container', name: text`web`, at: '/Id', match: contains(text`a`) }],
  })
  const done = await executeHere(playbookOf(web), { target })
  expect(english(done.report.missing)).toEqual([
    {
      what: 'A container named “web” exists already, and this guide would remove it.',
      hint: 'docker rename web web-mine',
    },
  ])
})

test('a file that a step would overwrite blocks the run as well', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'page.html'), 'the reader’s')
  const target = { ...scriptedTarget({ home: folder }), keepsWhatStepsMade: true } as const
  const page = make('page', {
    action: write(text`page.html`, text`ours`),
    checks: [fileIs('page.html', 'present')],
    undo: run(sh`rm page.html`),
  })
  const done = await executeHere(playbookOf(page), { target })
  expect(english(done.report.missing)).toEqual([
    {
      what: 'The file page.html exists already, and this guide would overwrite and remove it.',
      hint: 'mv page.html page.html.mine',
    },
  ])
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('the reader’s')
})

test('what only looks, and what nothing removes, may exist before', async () => {
  const { target } = engineHolding('volume-data')
  const only = make('looks', { action: run(sh`true`), checks: [volume('data')], undo: 'nothing', idempotent: 'Yes.' })
  expect(statuses(await executeHere(playbookOf(only), { target }))).toEqual({ looks: 'passed' })
})

test('on a target that is removed after the run, nothing is anybody else’s', async () => {
  const { folder } = engineHolding('volume-data')
  const target = scriptedTarget({ observe: (check) => seen(folder, check) })
  const again = makesVolume(folder, 'data', { action: run(sh`touch ${folder}/volume-data`) })
  expect(ending(await executeHere(playbookOf(again), { target }))).toMatchObject({ status: 'passed' })
})

test('a name that somebody takes during the run is not undone: the step fails and theirs stays', async () => {
  const { folder, target } = engineHolding()
  const meanwhile = make('meanwhile', {
    action: run(sh`echo theirs > ${folder}/volume-data; echo name=data`),
    checks: [exits(0)],
    undo: 'nothing',
  })
  const done = await executeHere(playbookOf(meanwhile, makesVolume(folder, 'data')), { target })
  expect(statuses(done)).toEqual({ meanwhile: 'passed', data: 'failed' })
  expect(ending(done)).toMatchObject({
    status: 'failed',
    leftovers: [
      {
        what:
          'Step “data” was not undone: its undo was not run, because the volume “data” existed before the step: ' +
          'this run did not make it.',
        hint: 'docker volume inspect data',
      },
    ],
  })
  expect(done.events.some(({ type }) => type === 'undo-started')).toBe(false)
  expect(readFileSync(join(folder, 'volume-data'), 'utf8')).toBe('theirs\n')
})

test('a name that is known only while the guide runs is looked for before its step', async () => {
  const { folder, target } = engineHolding('volume-x7')
  const name = make('name', {
    action: run(sh`echo x7`),
    saves: { name: fromStdout(/.+/) },
    checks: [exits(0)],
    undo: 'nothing',
  })
  const taken = make('taken', {
    action: run(sh`true`),
    checks: [{ kind: 'volume', name: text`${{ from: 'step', step: 'name', name: 'name' }}`, state: 'present' }],
    undo: run(sh`rm ${folder}/volume-${{ from: 'step', step: 'name', name: 'name' }}`),
  })
  const done = await executeHere(playbookOf(name, taken), { target })
  expect([statuses(done), ending(done)]).toMatchObject([
    { name: 'passed', taken: 'passed' },
    { status: 'broken', leftovers: [{ hint: 'docker volume inspect x7' }] },
  ])
  expect(existsSync(join(folder, 'volume-x7'))).toBe(true)
})

test('a step that changes what an earlier step of the run made is undone', async () => {
  const { folder, target } = engineHolding()
  const again = makesVolume(folder, 'data', { action: run(sh`echo more >> ${folder}/volume-data`) })
  const second = { ...again, id: 'second', undo: run(sh`rm ${folder}/volume-data; touch ${folder}/undone`) }
  const one = makesVolume(folder, 'data', { undo: run(sh`rm -f ${folder}/volume-data`) })
  expect(ending(await executeHere(playbookOf(one, second), { target }))).toMatchObject({ status: 'passed' })
  expect(existsSync(join(folder, 'undone'))).toBe(true)
})

test('when it cannot be looked whether a name is taken, nothing is executed', async () => {
  const target: Target = {
    ...scriptedTarget({ observe: () => cannotLook({ en: 'EACCES', 'zh-cn': 'EACCES' }) }),
    keepsWhatStepsMade: true,
  }
  const done = await executeHere(playbookOf(make('one', { checks: [volume('data')] })), { target })
  expect([statuses(done), ending(done)]).toEqual([
    { one: 'not-reached' },
    {
      status: 'broken',
      why: 'Whether the volume “data” exists already could not be looked at: EACCES. docker volume inspect data',
      leftovers: [],
    },
  ])
})
