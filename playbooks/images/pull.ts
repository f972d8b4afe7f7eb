import { contains, equals, exits, fromStdout, matches, prints, run, sh, step, text, nothing } from '../model/index.ts'

const onlyLooks = 'It only looks; the image was fetched before.'

export const pull = step('pull', {
  title: { en: 'Pull an image', 'zh-cn': '拉取一个镜像' },
  action: run(sh`docker pull busybox:1.37`),
  checks: [
    exits(0),
    prints(contains(text`Digest: sha256:`)),
    { kind: 'image', name: text`busybox:1.37`, state: 'present' },
  ],
  undo: run(sh`docker rmi -f busybox:1.37`),
})

export const listImages = step('images', {
  title: { en: 'List the images', 'zh-cn': '列出镜像' },
  action: run(sh`docker images`),
  checks: [
    exits(0),
    prints(matches(/^busybox(:|\s+)1\.37\s/)),
    { kind: 'image', name: text`busybox:1.37`, state: 'present' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const search = step('search', {
  title: { en: 'Search Docker Hub', 'zh-cn': '在 Docker Hub 上搜索' },
  action: run(sh`docker search --filter is-official=true busybox`),
  checks: [exits(0), prints(matches(/^busybox\s.*\[OK\]/))],
  undo: 'nothing',
  needs: [
    {
      kind: 'network',
      host: 'index.docker.io',
      hint: {
        en: 'Run the guide where Docker Hub can be reached: only the Hub can be searched.',
        'zh-cn': '请在能访问 Docker Hub 的地方运行本指南：只有 Docker Hub 支持搜索。',
      },
    },
  ],
  idempotent: 'It only looks, and not even at this engine.',
})

export const inspectImage = step('inspect-image', {
  title: { en: 'Inspect the image', 'zh-cn': '查看镜像的详细信息' },
  action: run(sh`docker image inspect --format '{{json .Config.Cmd}}' busybox:1.37`),
  checks: [
    exits(0),
    prints(equals(text`["sh"]`)),
    { kind: 'inspect', of: 'image', name: text`busybox:1.37`, at: '/Config/Cmd', match: equals(text`["sh"]`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const digest = step('digest', {
  title: { en: 'Read its digest', 'zh-cn': '查看它的摘要' },
  action: run(sh`docker image inspect --format '{{index .RepoDigests 0}}' busybox:1.37`),
  saves: { digest: fromStdout(/^busybox@(sha256:[0-9a-f]{64})$/) },
  checks: ({ digest }) => [
    exits(0),
    prints(matches(/^busybox@sha256:[0-9a-f]{64}$/)),
    {
      kind: 'inspect',
      of: 'image',
      name: text`busybox:1.37`,
      at: '/RepoDigests/0',
      match: equals(text`busybox@${digest}`),
    },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

const byDigest = text`busybox@${digest.saved.digest}`

export const untagBusybox = step('remove-by-tag', {
  title: { en: 'Remove the image', 'zh-cn': '删除镜像' },
  action: run(sh`docker rmi busybox:1.37`),
  checks: [
    exits(0),
    prints(contains(text`Deleted: sha256:`)),
    { kind: 'image', name: text`busybox:1.37`, state: 'absent' },
    { kind: 'image', name: byDigest, state: 'absent' },
  ],
  undo: nothing('It only removes what an earlier step pulled; a missing image is pulled again when it is needed.'),
})

export const pullDigest = step('pull-digest', {
  title: { en: 'Pull exactly that image again', 'zh-cn': '再次拉取一模一样的镜像' },
  action: run(sh`docker pull busybox@${digest.saved.digest}`),
  checks: [
    exits(0),
    { kind: 'image', name: byDigest, state: 'present' },
    {
      kind: 'image',
      name: text`busybox:1.37`,
      state: 'absent',
      mayHoldBefore: 'It was removed in the step before; a pull by digest does not bring the tag back.',
    },
  ],
  undo: run(sh`docker rmi -f busybox@${digest.saved.digest}`),
})

export const tagDigest = step('tag-digest', {
  title: { en: 'Tag it again', 'zh-cn': '重新打上标签' },
  action: run(sh`docker tag busybox@${digest.saved.digest} busybox:1.37`),
  checks: [
    exits(0),
    {
      kind: 'inspect',
      of: 'image',
      name: text`busybox:1.37`,
      at: '/RepoDigests',
      match: contains(text`busybox@${digest.saved.digest}`),
    },
  ],
  undo: run(sh`docker rmi -f busybox:1.37`),
})
