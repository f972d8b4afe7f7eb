import { describe, expect, test } from 'vitest'
import { alike, type Playbook } from '../../../playbooks/model/index.ts'
import { playbooks } from '../../fixtures/all-guides.ts'
import { stepsWithout } from '../../../runner/core/unavailable.ts'
import { plan } from '../../../runner/core/plan.ts'
import type { Problem } from '../../../runner/protocol/events.ts'
import type { Unavailable } from '../../../runner/protocol/unavailable.ts'

const problem: Problem = { what: alike('It is not there.'), hint: alike('npx shipshape lab build') }
const image = (name: string, platform?: string): Unavailable => ({
  ...{ kind: 'image', name, problem },
  ...(platform === undefined ? {} : { platform }),
})

const guide = (id: string): Playbook => {
  const found = playbooks.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no guide “${id}”.`)
  return found
}

const labGuides = playbooks.filter(({ targets }) => targets.includes('lab'))
const stepsOf = (id: string): readonly string[] => guide(id).steps.map((step) => step.id)
const blockedIn = (id: string, ...missing: readonly Unavailable[]): readonly string[] => [
  ...stepsWithout(plan(guide(id), 'lab', { kind: 'all' }).steps, missing).keys(),
]
const runsIn = (id: string, ...missing: readonly Unavailable[]): readonly string[] => {
  const blocked = new Set(blockedIn(id, ...missing))
  return stepsOf(id).filter((step) => !blocked.has(step))
}

/** What the guide on Compose does with an application that it could not start. */
const ofTheApplication =
  'up list sign read names logs inside config again secret-file environment scale-fails overridden scale watch edit ' +
  'stop-watch down back destroy clean-up'

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

const hello = image('hello-world:latest')
const amd64 = image('busybox:1.37', 'linux/amd64')
const arm64 = [image('busybox:1.37', 'linux/arm64'), image('arm64v8/busybox:1.37')]
const armhf = [image('busybox:1.37', 'linux/arm/v7'), image('arm32v7/busybox:1.37')]
const binfmt = image('tonistiigi/binfmt:qemu-v9.2.2')
const registry = image('registry:2')
const httpd = image('httpd:2.4')
const debian = image('debian:13')
const nginx = image('nginx:1.26')
const redis = image('redis:8.0')
const python = image('python:3.13-slim')
const gcc = image('gcc:14')
const packages: Unavailable = { kind: 'packages', problem }

/** By what is missing: the steps of each guide that are blocked. What is not here is blocked nowhere. */
const table: readonly (readonly [string, readonly Unavailable[], Readonly<Record<string, string>>])[] = [
  // An image that is built on one that is missing is missing too.
  ['gcc', [gcc], { builds: 'send-all look-all send-less look-less change-all change-one build-stages clean-up' }],
  ['hello-world', [hello], { boot2docker: 'hello', 'first-container': 'hello clean-up' }],
  [
    'nginx',
    [nginx],
    {
      // A VM that was saved stays so without “resume”, so it cannot be shut down.
      boot2docker:
        'web address-answers any-port read-port chosen-port-answers start-web docker-answers forward-web ' +
        'resume down not-running delete',
      'first-container': 'web welcome list logs remove-web serve open edit reload stop start clean-up',
    },
  ],
  [
    'debian',
    [debian],
    {
      boot2docker: 'echo empty-folder read-folder write-folder',
      images: 'build build-history run-app app-answers remove-app',
      // Containers that “tidy-up” leaves are removed at the end, for which the engine has to be reachable still.
      'docker-for-mac':
        'debian debian-release debian-kernel busybox-kernel sizes ratio debian-shell end-systems tidy-up ' +
        'context-back context-rm',
    },
  ],
  ['redis', [redis], { compose: ofTheApplication }],
  [
    'python',
    [python],
    { compose: ofTheApplication, 'binds-on-a-mac': 'hidden copied watch host-change container-change speed clean-up' },
  ],
  ['apt-get’s packages', [packages], { images: 'build build-history run-app app-answers remove-app' }],
  [
    'a registry',
    [registry],
    {
      registries:
        'registry push-refused login-wrong login push pull-back returned force survives remove-containers ' +
        'logout remove-registry',
      'build-for-elsewhere':
        'registry build-both push-both read-index remove-local pull-own pull-other save forget load run-loaded ' +
        'clean-up',
    },
  ],
  [
    'httpd',
    [httpd],
    {
      registries:
        'users registry push-refused login-wrong login push pull-back returned force survives remove-containers ' +
        'logout remove-registry',
    },
  ],
  [
    'busybox for 32-bit ARM',
    armhf,
    {
      'arm-on-mac':
        'pull-arm architecture format-error interpreter-lost interpreter-mounted mounted-web mounted-list ' +
        'remove-mounted-web arm32 web web-answers emulator-seen web-goes-on fails-again clean-up',
    },
  ],
  [
    'busybox for 64-bit ARM',
    arm64,
    {
      'arm-on-mac': 'arm64 build run-built clean-up',
      'build-for-elsewhere':
        'build-other run-other look-at-image build-both push-both read-index remove-local pull-own pull-other ' +
        'emulated-build native-time emulated-time compare cross-build cross-time save forget load run-loaded clean-up',
    },
  ],
  [
    'the emulators',
    [binfmt],
    {
      'arm-on-mac':
        'install flags emulators arm32 arm64 web web-answers emulator-seen build run-built uninstall web-goes-on ' +
        'fails-again clean-up',
      'build-for-elsewhere':
        'emulator pull-other emulated-build native-time emulated-time compare cross-build cross-time forget ' +
        'run-loaded remove-emulator clean-up',
    },
  ],
]

describe.each(table)('without %s', (_, missing, blocked) => {
  test.each(labGuides)('$id runs all but what needs it', ({ id }) => {
    expect(blockedIn(id, ...missing)).toEqual(words(blocked[id] ?? ''))
  })
})

const networksAlone = 'localhost-is-yours private-refuses network-create network-kept prune-networks remove-network'
const volumesAlone = 'machine-page volume-create backup-folder volume-unused volume-prune-all remove-volume'

describe('without busybox', () => {
  test('nothing of boot2docker is blocked', () => {
    expect(blockedIn('boot2docker', amd64)).toEqual([])
  })

  test('arm-on-mac cannot run the engine’s own kind, and has a container less to remove', () => {
    expect(blockedIn('arm-on-mac', amd64)).toEqual(['intel', 'clean-up'])
  })

  test('builds compiles, and writes files', () => {
    expect(runsIn('builds', amd64)).toEqual(
      words(
        'hello words dockerfile clutter send-all look-all ignore send-less look-less change-all order change-one ' +
          'stages build-stages user-file entry-file token-file look-for-token',
      ),
    )
  })

  test('docker-for-mac runs what is about the engine, Debian, a context and the Mac’s own server', () => {
    expect(runsIn('docker-for-mac', amd64)).toEqual(
      words(
        'version info context-ls context-create context-inspect unset-host context-before context-use ' +
          'context-answers host-wins debian debian-release debian-kernel debian-shell engine-name here page ' +
          'write-server start-server stop-server',
      ),
    )
  })

  test.each([
    ['containers', 'version dashes help run-help write-greeting'],
    ['images', 'search app-file dockerfile build build-history run-app app-answers remove-app'],
    ['ports-and-networks', networksAlone],
    ['volumes', volumesAlone],
    ['registries', 'users registry login-wrong login logout remove-registry'],
    ['limits-and-health', 'exit-125'],
  ])('%s runs what is about the client, other images, volumes and networks alone', (id, runs) => {
    expect(runsIn(id, amd64)).toEqual(words(runs))
  })
})

describe('without any image', () => {
  const all = [hello, amd64, ...arm64, ...armhf, binfmt, registry, httpd, debian, nginx, gcc, packages]

  test.each([
    [
      'boot2docker',
      'no-engine init up shellinit client-and-server engine-name localhost-refuses address hosts-name page share vpn ' +
        'docker-hangs forward-engine use-forward vpn-off back-to-address ssh ssh-password status info config save',
    ],
    ['containers', 'version dashes help run-help write-greeting'],
    ['images', 'search app-file dockerfile'],
    ['ports-and-networks', networksAlone],
    ['volumes', volumesAlone],
    ['registries', ''],
    ['limits-and-health', 'exit-125'],
    [
      'docker-for-mac',
      'version info context-ls context-create context-inspect unset-host context-before context-use context-answers ' +
        'host-wins engine-name here page write-server start-server stop-server context-back context-rm',
    ],
    ['arm-on-mac', 'engine-processor nobody-registered described-format register-by-hand forget-by-hand dockerfile'],
    ['build-for-elsewhere', 'program dockerfile work emulated-dockerfile cross-dockerfile'],
  ])('%s runs what needs none', (id, runs) => {
    expect(runsIn(id, ...all)).toEqual(words(runs))
  })
})
