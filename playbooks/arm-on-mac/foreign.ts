import {
  type Check,
  type Checks,
  complains,
  contains,
  equals,
  exits,
  excludes,
  prints,
  run,
  sh,
  step,
  text,
} from '../model/index.ts'

/** What Linux reports for a program that neither the processor nor an emulator can run. */
export const notUnderstood = contains(text`exec format error`)

const image = { kind: 'inspect', of: 'image', name: text`busybox:1.37` } as const

/** The container of this name ran `uname -m` in the image of this name. */
export const askedBusybox = (container: string): Checks => [
  {
    kind: 'inspect',
    of: 'container',
    name: text`${container}`,
    at: '/Config/Image',
    match: equals(text`busybox:1.37`),
  },
  {
    kind: 'inspect',
    of: 'container',
    name: text`${container}`,
    at: '/Config/Cmd',
    match: equals(text`["uname","-m"]`),
  },
]

/** Another platform would have put another image in its place. */
export const stillFor32Bits: Check = {
  ...image,
  at: '/Variant',
  match: equals(text`v7`),
  mayHoldBefore: 'It was fetched so, and must stay so.',
}

export const engineProcessor = step('engine-processor', {
  title: { en: 'Show the engine’s processor', 'zh-cn': '查看引擎的处理器' },
  action: run(sh`docker info --format '{{.OSType}}/{{.Architecture}}'`),
  checks: [exits(0), prints(equals(text`linux/x86_64`))],
  undo: 'nothing',
  idempotent: 'It only looks; a processor does not change.',
})

export const pullArm = step('pull-arm', {
  title: { en: 'Pull an image for 32-bit ARM', 'zh-cn': '拉取 32 位 ARM 的镜像' },
  action: run(sh`docker pull --platform linux/arm/v7 busybox:1.37`),
  checks: [
    exits(0),
    { kind: 'image', name: text`busybox:1.37`, state: 'present' },
    { ...image, at: '/Architecture', match: equals(text`arm`) },
    { ...image, at: '/Variant', match: equals(text`v7`) },
  ],
  undo: run(sh`docker rmi -f busybox:1.37`),
})

export const architecture = step('architecture', {
  title: { en: 'Show the platform of the image', 'zh-cn': '查看镜像的平台' },
  action: run(sh`docker image inspect --format '{{.Os}}/{{.Architecture}}/{{.Variant}}' busybox:1.37`),
  checks: [exits(0), prints(equals(text`linux/arm/v7`)), { ...image, at: '/Os', match: equals(text`linux`) }],
  undo: 'nothing',
  idempotent: 'It only looks; the image was fetched in the step before.',
})

export const formatError = step('format-error', {
  title: { en: 'Run it on the Intel processor', 'zh-cn': '在 Intel 处理器上运行它' },
  action: run(sh`docker run --name foreign --platform linux/arm/v7 busybox:1.37 uname -m`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(notUnderstood),
    // The warning appears when no platform was requested.
    complains(excludes(text`no specific platform was requested`)),
    { kind: 'container', name: text`foreign`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`foreign`, at: '/State/ExitCode', match: equals(text`1`) },
    ...askedBusybox('foreign'),
    stillFor32Bits,
  ],
  undo: run(sh`docker rm -f foreign`),
})
