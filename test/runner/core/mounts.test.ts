import { describe, expect, test } from 'vitest'
import { type CommandLine, type Step, alike, exits, run, sh, step } from '../../../playbooks/model/index.ts'
import { executeHere, statuses, whyOf } from '../../fixtures/execute.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

const target = scriptedTarget({
  cannotMount: { what: alike('The engine cannot see it'), hint: alike('Move it.') },
})

const typing = (id: string, line: CommandLine): Step =>
  step(id, {
    title: { en: 'A step', 'zh-cn': '一步' },
    action: run(line),
    checks: [exits(0)],
    undo: 'nothing',
    idempotent: 'It does nothing.',
  })

/** In place of the client: it is of no matter what it does. */
const client = typing('client', sh`docker() { :; }`)

describe('where the engine cannot mount the folders of the shell', () => {
  test.each([
    sh`docker run -d --name web -v "$PWD/site":/www nginx:1.26`,
    sh`docker run -d --name web -v $(pwd)/site:/www nginx:1.26`,
    sh`docker run -d --name web --volume=./site:/www nginx:1.26`,
    sh`docker run -d --name web --mount type=bind,source="$PWD/site",target=/www nginx:1.26`,
  ])('a step that does is blocked: $pieces', async (line) => {
    const done = await executeHere(playbookOf(client, typing('web', line)), { target })
    expect(statuses(done)).toEqual({ client: 'passed', web: 'blocked' })
    expect(whyOf(done, 'web')).toContain('The engine cannot see it. Move it.')
  })

  test.each([
    sh`docker run --name web -v site:/www nginx:1.26`,
    sh`docker run --name web -v /home/docker/site:/www nginx:1.26`,
    sh`docker run --name web nginx:1.26 ls ./site`,
  ])('a step that mounts a volume, a folder of the Docker host or nothing is run: $pieces', async (line) => {
    const done = await executeHere(playbookOf(client, typing('web', line)), { target })
    expect(statuses(done)).toEqual({ client: 'passed', web: 'passed' })
  })

  test('the steps that build on it are blocked too, and the others are not', async () => {
    const web = typing('web', sh`docker run --name web -v "$PWD/site":/www nginx:1.26`)
    const logs = typing('logs', sh`docker logs web`)
    const done = await executeHere(playbookOf(client, make('one'), web, logs, make('two')), { target })
    expect(statuses(done)).toEqual({ client: 'passed', one: 'passed', web: 'blocked', logs: 'blocked', two: 'passed' })
  })
})
