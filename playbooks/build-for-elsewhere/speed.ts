import {
  type Check,
  type Checks,
  equals,
  exits,
  fromStdout,
  matches,
  prints,
  run,
  sh,
  step,
  text,
  write,
} from '../model/index.ts'
import { builtForBoth, platformOf, written } from './seen.ts'

const counting = text`now() { cut -d " " -f 1 /proc/uptime | tr -d .; }
start=$(now)
i=0
while [ $i -lt 20000 ]; do i=$((i + 1)); done
echo "$(uname -m) took $(($(now) - start)) hundredths of a second" >/result
`
const emulatedRecipe = text`FROM busybox:1.37
COPY work.sh /work.sh
RUN sh /work.sh
CMD ["cat", "/result"]
`
const crossRecipe = text`FROM --platform=$BUILDPLATFORM busybox:1.37 AS work
COPY work.sh /work.sh
RUN sh /work.sh

FROM busybox:1.37
COPY --from=work /result /result
CMD ["cat", "/result"]
`

export const work = step('work', {
  title: { en: 'Write a script that takes time', 'zh-cn': '写一个耗时的脚本' },
  action: write(text`~/elsewhere/work.sh`, counting),
  checks: [written('~/elsewhere/work.sh', counting)],
  undo: run(sh`rm -f ~/elsewhere/work.sh`),
})

export const emulatedDockerfile = step('emulated-dockerfile', {
  title: { en: 'Run it in the build', 'zh-cn': '在构建中运行它' },
  action: write(text`~/elsewhere/emulated.Dockerfile`, emulatedRecipe),
  checks: [written('~/elsewhere/emulated.Dockerfile', emulatedRecipe)],
  undo: run(sh`rm -f ~/elsewhere/emulated.Dockerfile`),
})

const built = (name: string): readonly Check[] => [
  ...builtForBoth,
  { kind: 'image', name: text`${name}`, state: 'present' },
  { kind: 'inspect', of: 'image', name: text`${name}`, at: '/Config/Cmd', match: equals(text`["cat","/result"]`) },
]

export const emulatedBuild = step('emulated-build', {
  title: { en: 'Build it for both platforms', 'zh-cn': '为两个平台构建' },
  action: run(
    sh`docker build --platform linux/amd64,linux/arm64 -f ~/elsewhere/emulated.Dockerfile -t emulated:1.0 ~/elsewhere`,
  ),
  checks: [exits(0), ...built('emulated:1.0')],
  undo: run(sh`docker rmi -f emulated:1.0`),
  deadline: '5m',
})

const took = (processor: string): RegExp => new RegExp(`^${processor} took (\\d+) hundredths of a second$`)

/** A container of the image for a platform, and what this processor has measured in its build. */
const measured = (container: string, platform: string, processor: string): Checks => [
  exits(0),
  prints(matches(took(processor))),
  { kind: 'container', name: text`${container}`, state: 'exited' },
  platformOf(container, platform),
  {
    kind: 'container-file',
    container: text`${container}`,
    path: text`/result`,
    state: 'present',
    content: matches(took(processor)),
  },
]

export const nativeTime = step('native-time', {
  title: { en: 'Read how long it took natively', 'zh-cn': '查看原生运行用了多久' },
  action: run(sh`docker run --name elsewhere-native --platform linux/amd64 emulated:1.0`),
  saves: { hundredths: fromStdout(took('x86_64')) },
  checks: measured('elsewhere-native', 'amd64', 'x86_64'),
  undo: run(sh`docker rm -f elsewhere-native`),
})

export const emulatedTime = step('emulated-time', {
  title: { en: 'Read how long it took in the emulator', 'zh-cn': '查看在模拟器里用了多久' },
  action: run(sh`docker run --name elsewhere-emulated --platform linux/arm64 emulated:1.0`),
  saves: { hundredths: fromStdout(took('aarch64')) },
  checks: measured('elsewhere-emulated', 'arm64', 'aarch64'),
  undo: run(sh`docker rm -f elsewhere-emulated`),
})

export const compare = step('compare', {
  title: { en: 'Compare the two', 'zh-cn': '比较两者' },
  action: run(
    sh`echo "The emulator took $((${emulatedTime.saved.hundredths} / ${nativeTime.saved.hundredths})) times as long"`,
  ),
  checks: [exits(0), prints(matches(/^The emulator took ([2-9]|[1-9]\d+) times as long$/))],
  undo: 'nothing',
  idempotent: 'It only computes.',
})

export const crossDockerfile = step('cross-dockerfile', {
  title: { en: 'Let your own processor do the work', 'zh-cn': '让自己的处理器来做' },
  action: write(text`~/elsewhere/cross.Dockerfile`, crossRecipe),
  checks: [written('~/elsewhere/cross.Dockerfile', crossRecipe)],
  undo: run(sh`rm -f ~/elsewhere/cross.Dockerfile`),
})

export const crossBuild = step('cross-build', {
  title: { en: 'Build that for both platforms', 'zh-cn': '用它为两个平台构建' },
  action: run(
    sh`docker build --platform linux/amd64,linux/arm64 -f ~/elsewhere/cross.Dockerfile -t cross:1.0 ~/elsewhere`,
  ),
  checks: [exits(0), ...built('cross:1.0')],
  undo: run(sh`docker rmi -f cross:1.0`),
  deadline: '5m',
})

export const crossTime = step('cross-time', {
  title: { en: 'See who did the work', 'zh-cn': '看是谁做的' },
  action: run(sh`docker run --name elsewhere-cross --platform linux/arm64 cross:1.0`),
  checks: measured('elsewhere-cross', 'arm64', 'x86_64'),
  undo: run(sh`docker rm -f elsewhere-cross`),
})
