import { type Check, equals, exits, fromStdout, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { built } from './seen.ts'

export const digest = step('digest', {
  title: { en: 'See which image the tag means today', 'zh-cn': '查看标签今天指向哪个镜像' },
  action: run(
    sh`docker build --progress=plain -f builds/entry.Dockerfile --target exec -t builds-entry:1 builds 2>&1 | grep -o 'busybox:1.37@sha256:[0-9a-f]*' | head -n 1`,
  ),
  saves: { digest: fromStdout(/^busybox:1\.37@(sha256:[0-9a-f]{64})$/) },
  checks: [exits(0), prints(matches(/^busybox:1\.37@sha256:[0-9a-f]{64}$(?!\s*\S)/)), built('builds-entry:1')],
  undo: 'nothing',
  idempotent: 'The image has been built before; everything comes from the cache.',
})

const recipe = text`FROM busybox:1.37@${digest.saved.digest}
RUN echo done > /done
`

export const pinned = step('pinned', {
  title: { en: 'Write a Dockerfile that names the digest', 'zh-cn': '编写指明摘要的 Dockerfile' },
  action: write(text`builds/pinned.Dockerfile`, recipe),
  checks: [
    { kind: 'file', where: 'host', path: text`builds/pinned.Dockerfile`, state: 'present', content: equals(recipe) },
  ],
  undo: run(sh`rm -f builds/pinned.Dockerfile`),
})

const archive = (path: string): Check => ({ kind: 'file', where: 'host', path: text`${path}`, state: 'present' })

export const twice = step('twice', {
  title: { en: 'Build it twice: two different images', 'zh-cn': '构建两次：两个不同的镜像' },
  action: run(
    sh`for n in 1 2; do docker build -q --no-cache --output type=oci,dest=builds/$n.tar -f builds/pinned.Dockerfile builds; done; cmp builds/1.tar builds/2.tar`,
  ),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    prints(matches(/^(sha256:[0-9a-f]{64})\n(?!\1)sha256:[0-9a-f]{64}$/)),
    prints(matches(/^builds\/1\.tar builds\/2\.tar differ: /)),
    archive('builds/1.tar'),
    archive('builds/2.tar'),
  ],
  undo: run(sh`rm -f builds/1.tar builds/2.tar`),
})

export const same = step('same', {
  title: { en: 'Give all of it one time: the same image', 'zh-cn': '统一时间：同一个镜像' },
  action: run(
    sh`for n in 3 4; do docker build -q --no-cache --build-arg SOURCE_DATE_EPOCH=0 --output type=oci,dest=builds/$n.tar,rewrite-timestamp=true -f builds/pinned.Dockerfile builds; done; cmp builds/3.tar builds/4.tar`,
  ),
  checks: [exits(0), prints(matches(/^(sha256:[0-9a-f]{64})\n\1$/)), archive('builds/3.tar'), archive('builds/4.tar')],
  undo: run(sh`rm -f builds/3.tar builds/4.tar`),
})
