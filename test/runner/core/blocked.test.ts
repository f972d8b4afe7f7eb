import { expect, test } from 'vitest'
import { type Playbook, alike, powershell, sh } from '../../../playbooks/model/index.ts'
import { ending, executeHere, richHost, statuses, undone, whyOf } from '../../fixtures/execute.ts'
import { english } from '../../fixtures/english.ts'
import { make, playbookOf } from '../../fixtures/playbooks.ts'
import { scriptedTarget } from '../../fixtures/scripted-target.ts'

test('everything that is missing is reported, and nothing is executed', async () => {
  let opened = 0
  const target = scriptedTarget({
    missing: [{ what: alike('no image'), hint: alike('npx shipshape lab build') }],
    onOpen: () => Promise.resolve(void (opened += 1)),
  })
  const need = { kind: 'program', name: 'nowhere', hint: { en: 'Install nowhere.', 'zh-cn': '安装。' } } as const
  const done = await executeHere(playbookOf(make('one', { needs: [need] })), {
    target,
    host: { ...richHost, hasProgram: () => Promise.resolve(false) },
  })
  expect(opened).toBe(0)
  expect(english(done.report.missing)).toEqual([
    { what: 'no image', hint: 'npx shipshape lab build' },
    { what: 'the program “nowhere” is not there', hint: 'Install nowhere.' },
  ])
  expect(statuses(done)).toEqual({ one: 'not-reached' })
  expect(ending(done)).toMatchObject({ status: 'blocked' })
})

test('a program that the target brings need not be on this computer', async () => {
  const need = { kind: 'program', name: 'bash', hint: { en: 'Install bash.', 'zh-cn': '安装。' } } as const
  const host = { ...richHost, hasProgram: () => Promise.resolve(false) }
  const guide = playbookOf(make('one', { needs: [need] }))
  expect(statuses(await executeHere(guide, { host }))).toEqual({ one: 'not-reached' })
  const target = { ...scriptedTarget(), programs: new Set(['bash']) }
  expect(statuses(await executeHere(guide, { host, target }))).toEqual({ one: 'passed' })
})

test('a line of PowerShell asks for Windows, which is missed once and with the guide’s own hint', async () => {
  const playbook = playbookOf(make('one', { action: powershell(sh`Get-Date`) }))
  const needs = [
    { kind: 'feature', name: 'windows', hint: { en: 'Bring Windows.', 'zh-cn': '准备 Windows。' } },
    { kind: 'computer', make: 'intel-mac', hint: { en: 'Use an Intel Mac.', 'zh-cn': '使用 Intel Mac。' } },
  ] as const
  const missing = async (own: Playbook, make = richHost.make): Promise<readonly string[]> =>
    (await executeHere(own, { host: { ...richHost, make } })).report.missing.map(
      ({ what, hint }) => `${what.en}: ${hint.en}`,
    )
  expect(await missing(playbook)).toEqual([
    'the target “lab” does not offer a shell in the VM: Choose another target with --target.',
    'the target “lab” does not offer a VM that runs Windows: Choose another target with --target.',
  ])
  expect(await missing({ ...playbook, needs }, { system: 'linux', processor: 'x64' })).toEqual([
    'the target “lab” does not offer a shell in the VM: Choose another target with --target.',
    'the target “lab” does not offer a VM that runs Windows: Bring Windows.',
    'this computer (linux, x64) is not a Mac with an Intel processor: Use an Intel Mac.',
  ])
  expect(await missing({ ...playbook, needs }, { system: 'darwin', processor: 'arm64' })).toContain(
    'this computer (darwin, arm64) is not a Mac with an Intel processor: Use an Intel Mac.',
  )
})

test('a step that alone is wanted, and whose network is out of reach, blocks the run at once', async () => {
  let opened = 0
  const hub = { kind: 'network', host: 'index.docker.io', hint: { en: 'Go online.', 'zh-cn': '请联网。' } } as const
  const host = { ...richHost, canReach: () => Promise.resolve(false) }
  const target = scriptedTarget({ onOpen: () => Promise.resolve(void (opened += 1)) })
  const guide = playbookOf(make('one'), make('search', { needs: [hub] }), make('three'))
  const done = await executeHere(guide, { host, target, selection: { kind: 'only', step: 'search' } })
  expect(opened).toBe(0)
  expect(english(done.report.missing)).toEqual([{ what: '“index.docker.io” cannot be reached', hint: 'Go online.' }])
  expect(statuses(done)).toEqual({ one: 'not-reached', search: 'not-reached' })
  expect(ending(done)).toMatchObject({ status: 'blocked' })
  const later = await executeHere(guide, { host, selection: { kind: 'only', step: 'three' } })
  expect(statuses(later)).toEqual({ one: 'passed', search: 'blocked', three: 'passed' })
})

test('a step whose own network is out of reach is blocked; the others are run, and the run is not green', async () => {
  const hub = { kind: 'network', host: 'index.docker.io', hint: { en: 'Go online.', 'zh-cn': '请联网。' } } as const
  const host = { ...richHost, canReach: () => Promise.resolve(false) }
  const done = await executeHere(playbookOf(make('one'), make('search', { needs: [hub] }), make('three')), { host })
  expect(statuses(done)).toEqual({ one: 'passed', search: 'blocked', three: 'passed' })
  expect(whyOf(done, 'search')).toBe('“index.docker.io” cannot be reached. Go online.')
  expect(undone(done)).toEqual(['three', 'one'])
  expect(ending(done)).toEqual({
    status: 'incomplete',
    why: 'Step 2 was blocked: “index.docker.io” cannot be reached. Go online.',
    leftovers: [],
  })
})
