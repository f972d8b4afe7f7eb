import {
  equals,
  exits,
  fromStdout,
  excludes,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  target,
  text,
} from '../model/index.ts'

const onlyLooks = 'It only looks; what it looks at was there before.'
/** The engine, asked by its API. */
export const engineItself = { kind: 'inspect', of: 'engine', name: text`${target.dockerHost}` } as const

export const version = step('version', {
  title: { en: 'See the client here and the engine there', 'zh-cn': '客户端在这边，引擎在那边' },
  action: run(sh`docker version`),
  checks: [
    exits(0),
    prints(matches(/^Client:/)),
    prints(matches(/^Server:/)),
    prints(matches(/^\s+OS\/Arch:\s+linux\/\w+$/)),
    { kind: 'engine', endpoint: text`${target.dockerHost}`, state: 'answers' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const info = step('info', {
  title: { en: 'Ask the engine about itself', 'zh-cn': '让引擎介绍自己' },
  action: run(sh`docker info`),
  checks: [
    exits(0),
    prints(matches(/^ Kernel Version: /)),
    prints(matches(/^ OSType: linux$/)),
    { ...engineItself, at: '/OSType', match: equals(text`linux`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const engineName = step('engine-name', {
  title: {
    en: 'Ask for the name, system and kernel of the engine’s computer',
    'zh-cn': '查询引擎所在电脑的名字、系统和内核',
  },
  action: run(sh`docker info --format '{{.Name}} | {{.OperatingSystem}} | {{.KernelVersion}}'`),
  saves: { name: fromStdout(/^(\S+) \| /), system: fromStdout(/ \| (.+) \| /), kernel: fromStdout(/ \| (\S+)$/) },
  checks: ({ name, system, kernel }) => [
    exits(0),
    prints(equals(text`${name} | ${system} | ${kernel}`)),
    { ...engineItself, at: '/Name', match: equals(text`${name}`) },
    { ...engineItself, at: '/OperatingSystem', match: equals(text`${system}`) },
    { ...engineItself, at: '/KernelVersion', match: equals(text`${kernel}`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

const nameAndKernel = prints(matches(/^(Darwin|Linux) \S+ \d+\.\d+\S*$/))

export const here = step('here', {
  title: { en: 'Ask your own computer the same', 'zh-cn': '再问问你自己的电脑' },
  action: run(sh`uname -srn`),
  checks: perTarget(
    [
      exits(0),
      nameAndKernel,
      prints(excludes(text` ${engineName.saved.name} `)),
      prints(excludes(text`${engineName.saved.kernel}`)),
    ],
    // With an engine on Linux itself, the two are one computer.
    { engine: [exits(0), nameAndKernel] },
  ),
  undo: 'nothing',
  idempotent: onlyLooks,
})
