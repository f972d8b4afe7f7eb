import {
  type Checks,
  contains,
  equals,
  exits,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  talk,
  text,
  write,
} from '../model/index.ts'

const greeting = text`Written on your computer
`

const topShows: Checks = [exits(0), prints(contains(text`tail -f /dev/null`))]

export const top = step('top', {
  title: { en: 'See its processes', 'zh-cn': '查看它的进程' },
  action: run(sh`docker top worker`),
  checks: perTarget<Checks>(
    [...topShows, { kind: 'process', where: 'guest', command: text`tail -f /dev/null`, state: 'running' }],
    { engine: [...topShows, { kind: 'container', name: text`worker`, state: 'running' }] },
  ),
  undo: 'nothing',
  idempotent: 'It only looks; the process was started before.',
})

export const stats = step('stats', {
  title: { en: 'See its resource usage', 'zh-cn': '查看它占用的资源' },
  action: run(sh`docker stats --no-stream worker`),
  checks: [
    exits(0),
    prints(matches(/ worker +[\d.]+% +[\d.]+\wi?B/)),
    { kind: 'container', name: text`worker`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the container was started before.',
  deadline: '30s',
})

export const exec = step('exec', {
  title: { en: 'Run a second program in it', 'zh-cn': '在里面再运行一个程序' },
  action: run(sh`docker exec worker touch /tmp/visited`),
  checks: [exits(0), { kind: 'container-file', container: text`worker`, path: text`/tmp/visited`, state: 'present' }],
  undo: run(sh`docker exec worker rm -f /tmp/visited`),
})

export const execShell = step('exec-shell', {
  title: { en: 'Open a shell in it', 'zh-cn': '在里面打开 shell' },
  action: talk(
    sh`docker exec -it worker sh`,
    { expect: '/ #', send: 'tty >/tmp/terminal; ps' },
    { expect: 'tail -f /dev/null', send: 'exit' },
  ),
  checks: [
    exits(0),
    prints(contains(text`PID`)),
    {
      kind: 'container-file',
      container: text`worker`,
      path: text`/tmp/terminal`,
      state: 'present',
      content: contains(text`/dev/pts/`),
    },
  ],
  undo: run(sh`docker exec worker rm -f /tmp/terminal`),
})

export const execBash = step('exec-bash', {
  title: { en: 'Run bash in an image that has none', 'zh-cn': '在没有 bash 的镜像里运行 bash' },
  action: run(sh`docker exec worker /bin/bash`),
  expectFailure: { kind: 'exits', code: 127 },
  checks: [
    exits(127),
    prints(matches(/"\/bin\/bash".*no such file or directory/)),
    { kind: 'container-file', container: text`worker`, path: text`/bin/bash`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that the image never had it.',
})

export const writeGreeting = step('write-greeting', {
  title: { en: 'Write a file on your computer', 'zh-cn': '在你的电脑上写一个文件' },
  action: write(text`~/basics/greeting.txt`, greeting),
  checks: [
    { kind: 'file', where: 'host', path: text`~/basics/greeting.txt`, state: 'present', content: equals(greeting) },
  ],
  undo: run(sh`rm -f ~/basics/greeting.txt`),
})

export const copyIn = step('copy-in', {
  title: { en: 'Copy it into the container', 'zh-cn': '把它复制进容器' },
  action: run(sh`docker cp ~/basics/greeting.txt worker:/tmp/greeting.txt`),
  checks: [
    exits(0),
    {
      kind: 'container-file',
      container: text`worker`,
      path: text`/tmp/greeting.txt`,
      state: 'present',
      content: equals(greeting),
    },
  ],
  undo: run(sh`docker exec worker rm -f /tmp/greeting.txt`),
})

export const copyOut = step('copy-out', {
  title: { en: 'Copy a file out of a container that has ended', 'zh-cn': '从已结束的容器里复制文件出来' },
  action: run(sh`docker cp shell:/root/note ~/basics/note.txt`),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`~/basics/note.txt`, state: 'present', content: equals(text`kept`) },
  ],
  undo: run(sh`rm -f ~/basics/note.txt`),
})

export const rename = step('rename', {
  title: { en: 'Give a container another name', 'zh-cn': '给容器改名' },
  action: run(sh`docker rename later finished`),
  checks: [
    exits(0),
    { kind: 'container', name: text`later`, state: 'absent' },
    { kind: 'container', name: text`finished`, state: 'exited' },
  ],
  undo: run(sh`docker rename finished later`),
})
