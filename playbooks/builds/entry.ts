import { equals, exits, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { began, built, printedId, said } from './seen.ts'

const recipe = text`FROM busybox:1.37 AS exec
ENTRYPOINT ["echo", "Hello"]
CMD ["everybody"]

FROM busybox:1.37 AS shell
ENTRYPOINT echo Hello
CMD ["everybody"]
`

export const entryFile = step('entry-file', {
  title: { en: 'Write a Dockerfile with ENTRYPOINT and CMD', 'zh-cn': '编写带 ENTRYPOINT 和 CMD 的 Dockerfile' },
  action: write(text`builds/entry.Dockerfile`, recipe),
  checks: [
    { kind: 'file', where: 'host', path: text`builds/entry.Dockerfile`, state: 'present', content: equals(recipe) },
  ],
  undo: run(sh`rm -f builds/entry.Dockerfile`),
})

export const entryRun = step('entry-run', {
  title: { en: 'Run it without arguments, and with one', 'zh-cn': '不带参数运行，再带一个参数运行' },
  action: run(
    sh`docker build -q -f builds/entry.Dockerfile --target exec -t builds-entry:1 builds && docker run --name builds-hello builds-entry:1 && docker run --name builds-kate builds-entry:1 Kate`,
  ),
  checks: [
    exits(0),
    printedId,
    prints(matches(/^Hello everybody\nHello Kate$/)),
    built('builds-entry:1'),
    said('image', 'builds-entry:1', '/Config/Entrypoint', equals(text`["echo","Hello"]`)),
    said('image', 'builds-entry:1', '/Config/Cmd', equals(text`["everybody"]`)),
    ...began('builds-hello', 'echo', 'Hello', 'everybody'),
    ...began('builds-kate', 'echo', 'Hello', 'Kate'),
  ],
  undo: run(sh`docker rm -f builds-hello builds-kate; docker rmi -f builds-entry:1`),
})

export const entryOther = step('entry-other', {
  title: { en: 'Run another program in its place', 'zh-cn': '改为运行另一个程序' },
  action: run(sh`docker run --name builds-other --entrypoint ls builds-entry:1 -d /tmp`),
  checks: [
    exits(0),
    prints(equals(text`/tmp`)),
    said('container', 'builds-other', '/Config/Image', equals(text`builds-entry:1`)),
    ...began('builds-other', 'ls', '-d', '/tmp'),
  ],
  undo: run(sh`docker rm -f builds-other`),
})

export const entryShell = step('entry-shell', {
  title: { en: 'The shell form ignores arguments', 'zh-cn': 'shell 形式会忽略参数' },
  action: run(
    sh`docker build -q -f builds/entry.Dockerfile -t builds-entry:2 builds && docker run --name builds-shell builds-entry:2 Kate`,
  ),
  checks: [
    exits(0),
    printedId,
    prints(matches(/^Hello$/)),
    built('builds-entry:2'),
    said('container', 'builds-shell', '/Config/Image', equals(text`builds-entry:2`)),
    ...began('builds-shell', '/bin/sh', '-c', 'echo Hello', 'Kate'),
  ],
  undo: run(sh`docker rm -f builds-shell; docker rmi -f builds-entry:2`),
})
