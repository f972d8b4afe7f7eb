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
import { engineItself } from '../of-engine.ts'

const onlyLooks = 'It only looks; what it looks at was there before.'

export const version = step('version', {
  title: { en: 'Show the versions of client and engine', 'zh-cn': '查看客户端和引擎的版本' },
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
  title: { en: 'Show information about the engine', 'zh-cn': '查看引擎的信息' },
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
    en: 'Show the name, system and kernel of the Docker host',
    'zh-cn': '查看宿主机的名字、系统和内核',
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
  title: { en: 'Show the same for your own computer', 'zh-cn': '再查看你自己的电脑' },
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
