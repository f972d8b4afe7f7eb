import {
  complains,
  contains,
  equals,
  exits,
  matches,
  prints,
  run,
  sh,
  step,
  text,
  write,
  type Check,
} from '../model/index.ts'
import { written } from './seen.ts'

const script = text`echo "Hello from $(uname -m)"
`
const recipe = text`FROM busybox:1.37
COPY hello.sh /hello.sh
CMD ["sh", "/hello.sh"]
`

export const program = step('program', {
  title: { en: 'Write a program that names its processor', 'zh-cn': '写一个会说出处理器的程序' },
  action: write(text`~/elsewhere/hello.sh`, script),
  checks: [written('~/elsewhere/hello.sh', script)],
  undo: run(sh`rm -rf ~/elsewhere`),
})

export const dockerfile = step('dockerfile', {
  title: { en: 'Write its Dockerfile', 'zh-cn': '写它的 Dockerfile' },
  action: write(text`~/elsewhere/Dockerfile`, recipe),
  checks: [written('~/elsewhere/Dockerfile', recipe)],
  undo: run(sh`rm -f ~/elsewhere/Dockerfile`),
})

/** An image, by what the engine says of it. */
const built = (name: string, architecture: string): readonly Check[] => [
  { kind: 'image', name: text`${name}`, state: 'present' },
  { kind: 'inspect', of: 'image', name: text`${name}`, at: '/Architecture', match: equals(text`${architecture}`) },
  { kind: 'inspect', of: 'image', name: text`${name}`, at: '/Config/Cmd', match: equals(text`["sh","/hello.sh"]`) },
]

export const buildOther = step('build-other', {
  title: { en: 'Build it for the other processor', 'zh-cn': '为另一种处理器构建' },
  action: run(sh`docker build --platform linux/arm64 -t hello-elsewhere:arm64 ~/elsewhere`),
  checks: [exits(0), ...built('hello-elsewhere:arm64', 'arm64')],
  undo: run(sh`docker rmi -f hello-elsewhere:arm64`),
})

export const runOther = step('run-other', {
  title: { en: 'Run it here: exec format error', 'zh-cn': '在这里运行：exec format error' },
  action: run(sh`docker run --name elsewhere-wrong hello-elsewhere:arm64`),
  expectFailure: { kind: 'exits', code: 255 },
  checks: [
    exits(255),
    complains(contains(text`exec format error`)),
    complains(matches(/requested image's platform \(linux\/arm64(\/v8)?\) does not match/)),
    { kind: 'container', name: text`elsewhere-wrong`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`elsewhere-wrong`,
      at: '/Config/Image',
      match: equals(text`hello-elsewhere:arm64`),
    },
  ],
  undo: run(sh`docker rm -f elsewhere-wrong`),
})

export const lookAtImage = step('look-at-image', {
  title: { en: 'Ask which platform an image is for', 'zh-cn': '查看镜像是为哪个平台构建的' },
  action: run(sh`docker image inspect --format '{{.Os}}/{{.Architecture}}' hello-elsewhere:arm64`),
  checks: [
    exits(0),
    prints(equals(text`linux/arm64`)),
    {
      kind: 'inspect',
      of: 'image',
      name: text`hello-elsewhere:arm64`,
      at: '/Architecture',
      match: equals(text`arm64`),
    },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the image was built before.',
})

export const buildOwn = step('build-own', {
  title: { en: 'Build it for this processor', 'zh-cn': '为这里的处理器构建' },
  action: run(sh`docker build --platform linux/amd64 -t hello-elsewhere:amd64 ~/elsewhere`),
  checks: [exits(0), ...built('hello-elsewhere:amd64', 'amd64')],
  undo: run(sh`docker rmi -f hello-elsewhere:amd64`),
})

export const runOwn = step('run-own', {
  title: { en: 'Run that', 'zh-cn': '运行它' },
  action: run(sh`docker run --name elsewhere-right hello-elsewhere:amd64`),
  checks: [
    exits(0),
    prints(equals(text`Hello from x86_64`)),
    { kind: 'container', name: text`elsewhere-right`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`elsewhere-right`,
      at: '/Config/Image',
      match: equals(text`hello-elsewhere:amd64`),
    },
  ],
  undo: run(sh`docker rm -f elsewhere-right`),
})
