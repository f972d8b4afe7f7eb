import { contains, equals, excludes, exits, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { built, printedId } from './seen.ts'

const recipe = text`FROM busybox:1.37 AS argument
ARG TOKEN
RUN echo "$TOKEN" | sha256sum > /token.sum

FROM busybox:1.37 AS secret
RUN --mount=type=secret,id=token sha256sum < /run/secrets/token > /token.sum
`

export const tokenFile = step('token-file', {
  title: { en: 'Write a Dockerfile that needs a token', 'zh-cn': '编写需要令牌的 Dockerfile' },
  action: write(text`builds/token.Dockerfile`, recipe),
  checks: [
    { kind: 'file', where: 'host', path: text`builds/token.Dockerfile`, state: 'present', content: equals(recipe) },
  ],
  undo: run(sh`rm -f builds/token.Dockerfile`),
})

export const leak = step('leak', {
  title: { en: 'Pass it as an argument: the history shows it', 'zh-cn': '用构建参数传递：历史里会显示它' },
  action: run(
    sh`docker build -q -f builds/token.Dockerfile --target argument --build-arg TOKEN=tok-12345 -t builds-token:1 builds && docker history --no-trunc builds-token:1`,
  ),
  checks: [exits(0), printedId, prints(contains(text`TOKEN=tok-12345`)), built('builds-token:1')],
  undo: run(sh`docker rmi -f builds-token:1`),
})

export const keep = step('keep', {
  title: { en: 'Pass it as a secret: the history does not', 'zh-cn': '用构建机密传递：历史里没有它' },
  action: run(
    sh`echo tok-12345 > builds/token.txt && docker build -q -f builds/token.Dockerfile --secret id=token,src=builds/token.txt -t builds-token:2 builds && docker history --no-trunc builds-token:2`,
  ),
  checks: [
    exits(0),
    printedId,
    prints(contains(text`RUN /bin/sh -c sha256sum < /run/secrets/token > /token.sum`)),
    prints(excludes(text`tok-12345`)),
    { kind: 'file', where: 'host', path: text`builds/token.txt`, state: 'present', content: equals(text`tok-12345`) },
    built('builds-token:2'),
  ],
  undo: run(sh`docker rmi -f builds-token:2; rm -f builds/token.txt`),
})

export const lookForToken = step('look-for-token', {
  title: { en: 'Look for the token in both images', 'zh-cn': '在两个镜像里查找令牌' },
  action: run(
    sh`for n in 1 2; do mkdir -p builds/saved/$n && docker save builds-token:$n | tar -xC builds/saved/$n && find builds/saved/$n -type f -exec gzip -dcf {} + | grep -ac tok-12345; done`,
  ),
  // grep ends with 1 where it finds nothing: in the second image, which is the last.
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    prints(matches(/^[1-9]\d*\n0$/)),
    { kind: 'file', where: 'host', path: text`builds/saved/1/index.json`, state: 'present' },
    { kind: 'file', where: 'host', path: text`builds/saved/2/index.json`, state: 'present' },
  ],
  undo: run(sh`rm -rf builds/saved`),
})
