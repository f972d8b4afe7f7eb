import { describe, expect, test } from 'vitest'
import { playbooks } from '../../../playbooks/index.ts'
import { exits, fromStdout, run, sh, step, text, write, type Step } from '../../../playbooks/model/index.ts'
import { stepsWithout } from '../../../runner/core/missing.ts'
import { plan, stepOnTarget } from '../../../runner/core/plan.ts'
import type { Missing } from '../../../runner/protocol/missing.ts'

const lack = { what: { en: 'not there', 'zh-cn': '不存在' }, hint: { en: 'make it', 'zh-cn': '构建它' } }
const nginx: Missing = { kind: 'image', name: 'nginx:1.26', lack }
const arm: Missing = { kind: 'image', name: 'busybox:1.37', platform: 'linux/arm/v7', lack }

const look = (id: string, line: Step['action'], more: Partial<Parameters<typeof step>[1]> = {}): Step =>
  step(id, { title: { en: id, 'zh-cn': id }, action: line, checks: [exits(0)], undo: 'nothing', ...more })

const makes = (id: string, line: Step['action'], container: string): Step =>
  look(id, line, { checks: [{ kind: 'container', name: text`${container}`, state: 'running' }] })

const blocked = (steps: readonly Step[], ...missing: readonly Missing[]): readonly string[] => [
  ...stepsWithout(steps.map((each) => stepOnTarget(each, 'lab')), missing).keys(),
]

describe('a step is blocked by a missing image', () => {
  test.each([
    ['that it runs', sh`docker run --rm nginx:1.26 true`, true],
    ['whatever its tag', sh`docker pull nginx`, true],
    ['but not by one with a longer name', sh`docker pull kate/nginx:1.26`, false],
    ['or one whose name begins alike', sh`docker run nginx-unit:1`, false],
  ])('%s', (_, line, isBlocked) => {
    expect(blocked([look('one', run(line))], nginx)).toEqual(isBlocked ? ['one'] : [])
  })

  test.each([
    ['for the platform that is missing', sh`docker run --platform linux/arm/v7 busybox:1.37 uname -m`, true],
    ['not for another', sh`docker run --platform=linux/arm64 busybox:1.37 uname -m`, false],
    ['not for the engine’s own', sh`docker run busybox:1.37 uname -m`, false],
  ])('%s', (_, line, isBlocked) => {
    expect(blocked([look('one', run(line))], arm)).toEqual(isBlocked ? ['one'] : [])
  })
})

describe('what a blocked step would have made', () => {
  const web = makes('web', run(sh`docker run -d -p 8080:80 --name web nginx:1.26`), 'web')

  test('blocks those that use it: the container, its port, a value that was saved of it', () => {
    const port = look('port', run(sh`docker port web 80`), { saves: { port: fromStdout(/(\d+)/) } })
    const saved = look('saved', run(sh`echo ${{ from: 'step', step: 'port', name: 'port' }}`))
    const steps = [web, look('stop', run(sh`docker stop web`)), look('ask', run(sh`curl http://localhost:8080/`)), port, saved]
    expect(blocked([...steps, look('other', run(sh`docker stop website`))], nginx)).toEqual(['web', 'stop', 'ask', 'port', 'saved'])
  })

  test('is there again once another step has made it, and is nobody’s once it was to be removed', () => {
    const again = makes('again', run(sh`docker run -d --name web busybox:1.37`), 'web')
    const removed = look('remove', run(sh`docker rm -f web`), { checks: [{ kind: 'container', name: text`web`, state: 'absent' }] })
    const stop = look('stop', run(sh`docker stop web`))
    expect(blocked([web, removed, again, stop], nginx)).toEqual(['web', 'remove'])
  })

  test('blocks a step that says that it uses it', () => {
    expect(blocked([web, look('processes', run(sh`ps`), { uses: [web] }), look('ps', run(sh`ps`))], nginx)).toEqual(['web', 'processes'])
  })

  test('an image that was not pulled blocks who looks at it, not who fetches it for himself', () => {
    const pull = look('pull', run(sh`docker pull --platform linux/arm/v7 busybox:1.37`), {
      checks: [{ kind: 'image', name: text`busybox:1.37`, state: 'present' }],
    })
    const inspect = look('inspect', run(sh`docker image inspect busybox:1.37`))
    const own = look('own', run(sh`docker run --platform linux/arm64 busybox:1.37 uname -m`))
    expect(blocked([pull, inspect, own], arm)).toEqual(['pull', 'inspect'])
  })
})

test('a Dockerfile may be written, and what is built of it is blocked', () => {
  const file = look('file', write(text`~/site/Dockerfile`, text`FROM nginx:1.26\n`))
  const build = look('build', run(sh`docker build -t site ~/site`))
  expect(blocked([file, build], nginx)).toEqual(['build'])
  const installing = look('file', write(text`~/site/Dockerfile`, text`FROM debian:13\nRUN apt-get install -y ruby\n`))
  expect(blocked([installing, build], { kind: 'packages', lack })).toEqual(['build'])
})

test('with nothing missing nothing is blocked', () => {
  expect(blocked([look('one', run(sh`docker run nginx:1.26`))])).toEqual([])
})

describe('of the real guides', () => {
  const inGuide = (id: string, missing: Missing): readonly string[] => {
    const playbook = playbooks.find((each) => each.id === id)
    if (playbook === undefined) throw new Error(`There is no guide ${id}.`)
    return [...stepsWithout(plan(playbook, 'lab', { kind: 'all' }).steps, [missing]).keys()]
  }
  const image = (name: string): Missing => ({ kind: 'image', name, lack })

  test.each<readonly [string, Missing, string]>([
    [
      'arm-on-mac',
      arm,
      'pull-arm architecture format-error interpreter-lost interpreter-mounted arm32 web web-answers emulator-seen web-goes-on fails-again clean-up',
    ],
    [
      'boot2docker',
      nginx,
      'web localhost-refuses address-answers any-port read-port chosen-port-answers start-web docker-answers forward-web resume',
    ],
    ['docker-basics', { kind: 'packages', lack }, 'build build-history run-app app-answers remove-app'],
    ['docker-basics', image('debian:13'), 'build build-history run-app app-answers remove-app'],
    [
      'docker-basics',
      image('registry:2'),
      'registry tag push-refused login-wrong login push remove-name pull-back returned force survives remove-containers logout remove-registry',
    ],
  ])('%s: what needs %o is blocked, the rest is not', (id, missing, steps) => {
    expect(inGuide(id, missing).join(' ')).toBe(steps)
  })
})
