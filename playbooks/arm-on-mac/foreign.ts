import {
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

/** A platform as the Open Container Initiative's image index has it: `variant` is for 32-bit ARM only. */
export type Platform = 'arm/v7' | 'arm64' | 'amd64'

/** The container of this name was made of busybox for this platform. The engine keeps several under one name. */
export const ofBusybox = (container: string, platform: Platform): Checks => {
  const [architecture = '', variant] = platform.split('/')
  const made = { kind: 'inspect', of: 'container', name: text`${container}` } as const
  const from = '/ImageManifestDescriptor/platform'
  return [
    { ...made, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    { ...made, at: `${from}/architecture`, match: equals(text`${architecture}`) },
    ...(variant === undefined ? [] : [{ ...made, at: `${from}/variant`, match: equals(text`${variant}`) }]),
  ]
}

/** It ran `uname -m`. */
export const askedBusybox = (container: string, platform: Platform): Checks => [
  ...ofBusybox(container, platform),
  {
    kind: 'inspect',
    of: 'container',
    name: text`${container}`,
    at: '/Config/Cmd',
    match: equals(text`["uname","-m"]`),
  },
]

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
  expectFailure: { kind: 'exits', code: 255 },
  checks: [
    exits(255),
    complains(notUnderstood),
    // The warning appears when no platform was requested.
    complains(excludes(text`no specific platform was requested`)),
    { kind: 'container', name: text`foreign`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`foreign`, at: '/State/ExitCode', match: equals(text`255`) },
    ...askedBusybox('foreign', 'arm/v7'),
  ],
  undo: run(sh`docker rm -f foreign`),
})
