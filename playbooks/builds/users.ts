import {
  complains,
  contains,
  equals,
  excludes,
  exits,
  matches,
  prints,
  run,
  sh,
  step,
  text,
  write,
} from '../model/index.ts'
import { built, printedId, said } from './seen.ts'

const recipe = text`FROM busybox:1.37 AS of-root
WORKDIR /data
COPY words.c .
USER 1000:1000
CMD ["sh", "-c", "id -u && echo done >> words.c && cat words.c"]

FROM busybox:1.37 AS of-user
WORKDIR /data
COPY --chown=1000:1000 words.c .
USER 1000:1000
CMD ["sh", "-c", "id -u && echo done >> words.c && cat words.c"]
`

export const userFile = step('user-file', {
  title: { en: 'Write a Dockerfile with a user', 'zh-cn': '编写指定用户的 Dockerfile' },
  action: write(text`builds/user.Dockerfile`, recipe),
  checks: [
    { kind: 'file', where: 'host', path: text`builds/user.Dockerfile`, state: 'present', content: equals(recipe) },
  ],
  undo: run(sh`rm -f builds/user.Dockerfile`),
})

const dataFile = (container: string) =>
  ({ kind: 'container-file', container: text`${container}`, path: text`/data/words.c`, state: 'present' }) as const

export const refused = step('refused', {
  title: { en: 'Write to a file of root’s: permission denied', 'zh-cn': '写入 root 的文件：权限被拒绝' },
  action: run(
    sh`docker build -q -f builds/user.Dockerfile --target of-root -t builds-user:1 builds && docker run --name builds-refused builds-user:1`,
  ),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    printedId,
    prints(matches(/^1000$/)),
    complains(contains(text`can't create words.c: Permission denied`)),
    built('builds-user:1'),
    said('container', 'builds-refused', '/Config/Image', equals(text`builds-user:1`)),
    said('container', 'builds-refused', '/Config/User', equals(text`1000:1000`)),
    said('container', 'builds-refused', '/State/ExitCode', equals(text`1`)),
    { ...dataFile('builds-refused'), content: excludes(text`done`) },
  ],
  undo: run(sh`docker rm -f builds-refused; docker rmi -f builds-user:1`),
})

export const owned = step('owned', {
  title: { en: 'Give the file to the user: it works', 'zh-cn': '把文件交给该用户：写入成功' },
  action: run(
    sh`docker build -q -f builds/user.Dockerfile -t builds-user:2 builds && docker run --name builds-owned builds-user:2`,
  ),
  checks: [
    exits(0),
    printedId,
    prints(matches(/^1000$/)),
    prints(matches(/^done$/)),
    built('builds-user:2'),
    said('container', 'builds-owned', '/Config/Image', equals(text`builds-user:2`)),
    said('container', 'builds-owned', '/Config/User', equals(text`1000:1000`)),
    said('container', 'builds-owned', '/State/ExitCode', equals(text`0`)),
    { ...dataFile('builds-owned'), content: contains(text`done`) },
  ],
  undo: run(sh`docker rm -f builds-owned; docker rmi -f builds-user:2`),
})
