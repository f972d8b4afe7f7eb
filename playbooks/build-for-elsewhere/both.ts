import {
  type Check,
  complains,
  contains,
  comesAndGoes,
  equals,
  excludes,
  exits,
  fromStdout,
  matches,
  nothing,
  prints,
  type Ref,
  run,
  sh,
  step,
  target,
  text,
  type Text,
} from '../model/index.ts'
import { buildOther, buildOwn, runOther, runOwn } from './one.ts'
import { builtForBoth, platformOf } from './seen.ts'

const name = 'localhost:5001/hello:1.0'
const manifest = text`http://${target.address}:5001/v2/hello/manifests/1.0`
const byDigest = (digest: Ref): Text => text`http://${target.address}:5001/v2/hello/manifests/${digest}`
/** The media type of a list of images (OCI Image Specification 1.1, “Image Index”). */
const index = text`application/vnd.oci.image.index.v1+json`

export const registry = step('registry', {
  title: { en: 'Run a registry', 'zh-cn': '运行一个镜像仓库' },
  action: run(sh`docker run -d -p 5001:5000 --name elsewhere-registry registry:2`),
  checks: [
    exits(0),
    { kind: 'container', name: text`elsewhere-registry`, state: 'running' },
    { kind: 'published-port', container: text`elsewhere-registry`, guestPort: 5000, hostPort: text`5001` },
    { kind: 'http', url: text`http://${target.address}:5001/v2/`, status: 200, within: '30s' },
  ],
  undo: run(sh`docker rm -f --volumes elsewhere-registry; docker rmi -f registry:2`),
})

export const buildBoth = step('build-both', {
  title: { en: 'Build for both at once', 'zh-cn': '同时为两个平台构建' },
  action: run(sh`docker build --platform linux/amd64,linux/arm64 -t localhost:5001/hello:1.0 ~/elsewhere`),
  checks: [
    exits(0),
    ...builtForBoth,
    { kind: 'image', name: text`${name}`, state: 'present' },
    {
      kind: 'inspect',
      of: 'image',
      name: text`${name}`,
      at: '/RepoTags',
      match: contains(text`"localhost:5001/hello:1.0"`),
    },
  ],
  undo: run(sh`docker rmi -f localhost:5001/hello:1.0`),
})

export const pushBoth = step('push-both', {
  title: { en: 'Push it', 'zh-cn': '推送' },
  action: run(sh`docker push localhost:5001/hello:1.0`),
  saves: { digest: fromStdout(/^1\.0: digest: (sha256:[0-9a-f]{64})/) },
  checks: ({ digest }) => [
    exits(0),
    {
      kind: 'http',
      url: manifest,
      status: 200,
      accept: index,
      body: matches(/"architecture": ?"amd64"[\s\S]*"architecture": ?"arm64"/),
    },
    { kind: 'http', url: byDigest(digest), status: 200, accept: index },
  ],
  undo: nothing('The pushed image is removed with the registry, by the undo of the step that started that.'),
})

export const readIndex = step('read-index', {
  title: { en: 'Read the index in the registry', 'zh-cn': '读取镜像仓库里的索引' },
  action: run(
    sh`curl -s -H 'Accept: application/vnd.oci.image.index.v1+json' http://${target.address}:5001/v2/hello/manifests/1.0`,
  ),
  checks: [
    exits(0),
    prints(matches(/"architecture": ?"amd64"/)),
    prints(matches(/"architecture": ?"arm64"/)),
    { kind: 'http', url: byDigest(pushBoth.saved.digest), status: 200, accept: index },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the image was pushed in the step before.',
})

const local = ['hello-elsewhere:arm64', 'hello-elsewhere:amd64', name]

export const removeLocal = step('remove-local', {
  title: { en: 'Remove the images from the engine', 'zh-cn': '从引擎上删除这些镜像' },
  action: run(
    sh`docker rm elsewhere-wrong elsewhere-right && docker rmi hello-elsewhere:arm64 hello-elsewhere:amd64 localhost:5001/hello:1.0`,
  ),
  checks: [
    exits(0),
    ...local.map((each) => ({ kind: 'image', name: text`${each}`, state: 'absent' }) as const),
    ...['elsewhere-wrong', 'elsewhere-right'].map(
      (each) => ({ kind: 'container', name: text`${each}`, state: 'absent' }) as const,
    ),
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [buildOther, runOther, buildOwn, runOwn, buildBoth],
})

/** What was pulled is what was pushed. */
const pushed: Check = {
  kind: 'inspect',
  of: 'image',
  name: text`${name}`,
  at: '/RepoDigests/0',
  match: equals(text`localhost:5001/hello@${pushBoth.saved.digest}`),
}

export const pullOwn = step('pull-own', {
  title: { en: 'Run the name', 'zh-cn': '运行这个名字' },
  action: run(sh`docker run --name elsewhere-own localhost:5001/hello:1.0`),
  checks: [
    exits(0),
    prints(equals(text`Hello from x86_64`)),
    complains(contains(text`Status: Downloaded newer image for localhost:5001/hello:1.0`)),
    { kind: 'image', name: text`${name}`, state: 'present' },
    pushed,
    { kind: 'container', name: text`elsewhere-own`, state: 'exited' },
    platformOf('elsewhere-own', 'amd64'),
  ],
  undo: run(sh`docker rm -f elsewhere-own; docker rmi -f localhost:5001/hello:1.0`),
})

export const emulatorEntry = text`/proc/sys/fs/binfmt_misc/qemu-aarch64`

export const emulator = step('emulator', {
  title: { en: 'Install an emulator', 'zh-cn': '安装模拟器' },
  action: run(sh`docker run --privileged --rm --name elsewhere-emulator tonistiigi/binfmt:qemu-v9.2.2 --install arm64`),
  checks: [
    exits(0),
    complains(contains(text`installing: arm64 OK`)),
    { kind: 'file', where: 'guest', path: emulatorEntry, state: 'present', content: contains(text`enabled`) },
    comesAndGoes('elsewhere-emulator'),
  ],
  undo: run(
    sh`docker run --privileged --rm tonistiigi/binfmt:qemu-v9.2.2 --uninstall qemu-aarch64; docker rmi -f tonistiigi/binfmt:qemu-v9.2.2`,
  ),
})

export const pullOther = step('pull-other', {
  title: { en: 'Run the other platform', 'zh-cn': '运行另一个平台' },
  action: run(sh`docker run --name elsewhere-other --platform linux/arm64 localhost:5001/hello:1.0`),
  checks: [
    exits(0),
    prints(equals(text`Hello from aarch64`)),
    complains(excludes(text`does not match`)),
    { ...pushed, mayHoldBefore: 'The other platform of the same name has been pulled.' },
    { kind: 'container', name: text`elsewhere-other`, state: 'exited' },
    platformOf('elsewhere-other', 'arm64'),
  ],
  undo: run(sh`docker rm -f elsewhere-other`),
})
