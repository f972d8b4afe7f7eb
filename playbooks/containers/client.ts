import {
  type Checks,
  contains,
  exits,
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

const bothVersions: Checks = [
  exits(0),
  prints(contains(text`API version:`)),
  prints(matches(/^Client/)),
  prints(matches(/^Server/)),
]

export const version = step('version', {
  title: { en: 'Show the versions of client and engine', 'zh-cn': '查看客户端和引擎的版本' },
  action: run(sh`docker version`),
  checks: perTarget<Checks>(
    [
      ...bothVersions,
      { kind: 'engine', endpoint: text`tcp://${target.address}:2376`, state: 'answers' },
      { kind: 'process', where: 'host', command: text`dockerd`, state: 'absent' },
    ],
    // On Linux, the reader’s own engine may run on the same computer.
    { engine: [...bothVersions, { kind: 'engine', endpoint: text`${target.dockerHost}`, state: 'answers' }] },
  ),
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const dashes = step('dashes', {
  title: { en: 'Show the version of the client only', 'zh-cn': '只查看客户端的版本' },
  action: run(sh`docker --version`),
  checks: [exits(0), prints(matches(/^Docker version \d+\.\d+/)), prints(excludes(text`Server`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const help = step('help', {
  title: { en: 'List the commands', 'zh-cn': '列出所有命令' },
  action: run(sh`docker --help`),
  checks: [exits(0), prints(contains(text`Common Commands`)), prints(contains(text`Management Commands`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const runHelp = step('run-help', {
  title: { en: 'Ask for help on one command', 'zh-cn': '查看某一条命令的帮助' },
  action: run(sh`docker run --help`),
  checks: [
    exits(0),
    prints(contains(text`docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`)),
    prints(contains(text`--rm`)),
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})
