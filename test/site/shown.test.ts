import { describe, expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { spellings } from '../../playbooks/model/index.ts'
import { boot2docker, chosenPortAnswers, dockerHangs, page, shellinit, ssh, up } from '../../playbooks/boot2docker.ts'
import { dockerForMac, version } from '../../playbooks/docker-for-mac.ts'
import { guideOf, otherActions, showStep } from '../../site/shown.ts'
import { undriven } from '../../site/undriven.ts'
import { small } from '../runner/web/served.ts'

describe('a step as it is shown', () => {
  test('has its place in its guide, its assertions and its undo', () => {
    expect(showStep(up, boot2docker, 'en')).toEqual({
      id: 'up',
      number: 3,
      title: 'Start it',
      action: { kind: 'command', text: 'boot2docker up', where: 'host', shell: 'bash' },
      checks: [
        { assertion: 'the exit code is 0', pattern: undefined },
        {
          assertion: 'standard output contains “export DOCKER_HOST=tcp://192.168.59.103:2376”',
          pattern: undefined,
        },
        { assertion: 'VM “boot2docker-vm” is running', pattern: undefined },
        { assertion: 'the engine at tcp://$(boot2docker ip):2376 answers', pattern: undefined },
      ],
      sought: [{ how: 'contains', text: 'export DOCKER_HOST=tcp://192.168.59.103:2376' }],
      expectFailure: undefined,
      undo: { kind: 'command', text: 'boot2docker down', where: 'host', shell: 'bash' },
    })
  })

  test('names a regular expression in words, and keeps it aside', () => {
    const [, , , certificates] = showStep(shellinit, boot2docker, 'en').checks
    expect(certificates).toEqual({
      assertion: 'variable DOCKER_CERT_PATH matches a pattern',
      pattern: String.raw`/\/certs\/boot2docker-vm$/`,
    })
    expect(showStep(shellinit, boot2docker, 'zh-cn').checks.map(({ assertion }) => assertion)).toContain(
      '变量 DOCKER_CERT_PATH 匹配一个模式',
    )
  })

  test('has no undo where there is nothing to undo', () => {
    expect(showStep(version, dockerForMac, 'en')).toMatchObject({ undo: undefined })
  })

  test('is shown in the reader’s language', () => {
    expect(showStep(up, boot2docker, 'zh-cn').title).toBe('启动虚拟机')
  })

  test('shows a value that is not known yet as a shell variable', () => {
    expect(showStep(chosenPortAnswers, boot2docker, 'en').action).toMatchObject({
      text: 'curl -s "http://$(boot2docker ip)":"$port"/',
    })
  })

  test('shows a file by its path and content, and a conversation by its turns', () => {
    expect(showStep(page, boot2docker, 'en').action).toEqual({
      kind: 'file',
      path: '~/code/site/index.html',
      text: '<h1>Written on the Mac</h1>\n',
      where: 'host',
    })
    expect(showStep(ssh, boot2docker, 'en').action).toMatchObject({ kind: 'interactive', text: 'boot2docker ssh' })
  })

  test('says when it is meant to fail', () => {
    expect(showStep(dockerHangs, boot2docker, 'en').expectFailure).toEqual({ kind: 'hangs', for: '8s' })
  })

  test('is shown for each other target on which it is not the same', () => {
    const fetchStep = dockerForMac.steps.find(({ id }) => id === 'fetch')
    if (fetchStep === undefined) throw new Error('The guide has no step “fetch”.')
    const text = 'curl -s http://localhost:8880/'
    expect(otherActions(fetchStep, dockerForMac, 'en')).toEqual([
      { target: 'engine', action: { kind: 'command', text, where: 'host', shell: 'bash' } },
    ])
    expect(otherActions(version, dockerForMac, 'en')).toEqual([])
  })

  test('of no guide stops the build', () => {
    expect(guideOf(up, playbooks)).toBe(boot2docker)
    expect(() => guideOf(small.steps[0], playbooks)).toThrow('No guide in playbooks/index.ts has the step “one”.')
  })
})

test('every target spells the facts of a machine as the pages do, and no other one is spelled', async () => {
  const { targets } = await import('../../runner/targets/index.ts')
  expect(Object.fromEntries(targets.map((target) => [target.id, target.spelling]))).toEqual(spellings)
})

test('a target is described as one that nothing can drive while that is true', async () => {
  const { targets } = await import('../../runner/targets/index.ts')
  const never = new AbortController().signal
  const described = targets.filter(({ id }) => [...undriven].some((each) => each === id))
  expect(described.map(({ id }) => id)).toEqual([...undriven])
  for (const target of described)
    await expect(
      target.open({ folder: '/nowhere', machine: 'none', onProgress: () => undefined, signal: never }),
    ).rejects.toMatchObject({ code: 'blocked' })
})
