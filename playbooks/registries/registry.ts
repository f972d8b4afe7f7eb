import {
  type Check,
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  excludes,
  matches,
  prints,
  run,
  sh,
  step,
  target,
  text,
  nothing,
} from '../model/index.ts'

const kate = { user: text`kate`, password: text`open sesame` }
const api = `/v2/kate/notes`
const passwordFile = text`/auth/htpasswd`
// The client sends volumes in no fixed order.
const volumes = [text`"registry-users:/auth:ro"`, text`"registry-images:/var/lib/registry"`].map((volume): Check => ({
  kind: 'inspect',
  of: 'container',
  name: text`registry`,
  at: '/HostConfig/Binds',
  match: contains(volume),
}))
const settings = text`~/.docker/config.json`

export const users = step('users', {
  title: { en: 'Create a user with a password', 'zh-cn': '创建一个带密码的用户' },
  action: run(
    sh`docker run --name users -v registry-users:/auth httpd:2.4 htpasswd -Bbc /auth/htpasswd kate 'open sesame'`,
  ),
  checks: [
    exits(0),
    { kind: 'volume', name: text`registry-users`, state: 'present' },
    { kind: 'image', name: text`httpd:2.4`, state: 'present' },
    // `$2y$` is bcrypt, the only kind that the registry accepts.
    {
      kind: 'container-file',
      container: text`users`,
      path: passwordFile,
      state: 'present',
      content: matches(/^kate:\$2y\$\d\d\$/),
    },
  ],
  undo: run(sh`docker rm -f users; docker volume rm -f registry-users; docker rmi -f httpd:2.4`),
})

export const registry = step('registry', {
  title: { en: 'Run a registry of your own', 'zh-cn': '运行自己的镜像仓库' },
  action: run(
    sh`docker run -d -p 5001:5000 --name registry \
  -v registry-users:/auth:ro -v registry-images:/var/lib/registry \
  -e REGISTRY_AUTH=htpasswd -e REGISTRY_AUTH_HTPASSWD_REALM=basics -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd \
  registry:2`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`registry`, state: 'running' },
    ...volumes,
    { kind: 'volume', name: text`registry-images`, state: 'present' },
    { kind: 'image', name: text`registry:2`, state: 'present' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`registry`,
      at: '/Config/Env',
      match: contains(text`"REGISTRY_AUTH_HTPASSWD_REALM=basics"`),
    },
    { kind: 'http', url: text`http://${target.address}:5001/v2/`, status: 401, within: '30s' },
    { kind: 'http', url: text`http://${target.address}:5001/v2/`, status: 200, login: kate },
  ],
  undo: run(sh`docker rm -f registry; docker volume rm -f registry-images; docker rmi -f registry:2`),
})

const names = { kind: 'inspect', of: 'image', name: text`kate/notes:1.0`, at: '/RepoTags' } as const

export const tag = step('tag', {
  title: { en: 'Tag the image for the registry', 'zh-cn': '给镜像打上镜像仓库的标签' },
  action: run(sh`docker tag kate/notes:1.0 localhost:5001/kate/notes:1.0`),
  checks: [
    exits(0),
    { ...names, match: contains(text`"localhost:5001/kate/notes:1.0"`) },
    { ...names, match: contains(text`"kate/notes:1.0"`), mayHoldBefore: 'It must go on being there.' },
  ],
  undo: run(sh`docker rmi -f localhost:5001/kate/notes:1.0`),
})

export const pushRefused = step('push-refused', {
  title: { en: 'Push it without a login', 'zh-cn': '不登录就推送' },
  action: run(sh`docker push localhost:5001/kate/notes:1.0`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    prints(contains(text`The push refers to repository [localhost:5001/kate/notes]`)),
    complains(contains(text`no basic auth credentials`)),
    { kind: 'http', url: text`http://${target.address}:5001${api}/tags/list`, status: 404, login: kate },
  ],
  undo: 'nothing',
  idempotent: 'It is refused, so nothing changes.',
})

export const loginWrong = step('login-wrong', {
  title: { en: 'Log in with a wrong password', 'zh-cn': '用错误的密码登录' },
  action: run(sh`echo 'open barley' | docker login --username kate --password-stdin localhost:5001`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`http://localhost:5001/v2/ failed with status: 401 Unauthorized`)),
    {
      kind: 'http',
      url: text`http://${target.address}:5001/v2/`,
      status: 401,
      login: { user: text`kate`, password: text`open barley` },
    },
  ],
  undo: 'nothing',
  idempotent: 'It is refused, so nothing changes.',
})

export const login = step('login', {
  title: { en: 'Log in with the right one', 'zh-cn': '用正确的密码登录' },
  action: run(sh`echo 'open sesame' | docker login --username kate --password-stdin localhost:5001`),
  checks: [
    exits(0),
    prints(contains(text`Login Succeeded`)),
    { kind: 'file', where: 'host', path: settings, state: 'present', content: contains(text`"localhost:5001"`) },
  ],
  undo: run(sh`docker logout localhost:5001`),
})

/** The media type of an image's manifest (OCI Image Specification 1.1, “Image Manifest”). */
const manifest = text`application/vnd.oci.image.manifest.v1+json`

export const push = step('push', {
  title: { en: 'Push the image', 'zh-cn': '推送镜像' },
  action: run(sh`docker push localhost:5001/kate/notes:1.0`),
  saves: { digest: fromStdout(/^1\.0: digest: (sha256:[0-9a-f]{64})/) },
  checks: ({ digest }) => [
    exits(0),
    {
      kind: 'http',
      url: text`http://${target.address}:5001${api}/tags/list`,
      status: 200,
      login: kate,
      body: contains(text`"tags":["1.0"]`),
    },
    {
      kind: 'http',
      url: text`http://${target.address}:5001${api}/manifests/${digest}`,
      status: 200,
      login: kate,
      accept: manifest,
    },
  ],
  undo: nothing('The pushed image is removed with the registry, by the undo of the step that started that.'),
})

/** The image by what it holds, wherever it comes from. */
const pushed = text`localhost:5001/kate/notes@${push.saved.digest}`

export const pullBack = step('pull-back', {
  title: { en: 'Pull it again by its digest', 'zh-cn': '按摘要再次拉取' },
  action: run(sh`docker pull localhost:5001/kate/notes@${push.saved.digest}`),
  checks: [
    exits(0),
    prints(contains(text`Downloaded newer image`)),
    { kind: 'inspect', of: 'image', name: pushed, at: '/RepoDigests/0', match: equals(pushed) },
    { kind: 'inspect', of: 'image', name: pushed, at: '/Comment', match: equals(text`Add a note`) },
  ],
  undo: run(sh`docker rmi -f localhost:5001/kate/notes@${push.saved.digest}`),
})

export const returned = step('returned', {
  title: { en: 'See that it is the same image', 'zh-cn': '确认是同一个镜像' },
  action: run(sh`docker run --name returned localhost:5001/kate/notes@${push.saved.digest} cat /note.txt`),
  checks: [
    exits(0),
    prints(equals(text`made by hand`)),
    { kind: 'container', name: text`returned`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`returned`, at: '/Config/Image', match: equals(pushed) },
  ],
  undo: run(sh`docker rm -f returned`),
})

export const logout = step('logout', {
  title: { en: 'Log out', 'zh-cn': '退出登录' },
  action: run(sh`docker logout localhost:5001`),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: settings, state: 'present', content: excludes(text`"localhost:5001"`) },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [login],
})

export const removeRegistry = step('remove-registry', {
  title: { en: 'Remove the registry and everything in it', 'zh-cn': '删除镜像仓库及其中的一切' },
  action: run(
    sh`docker rm -f registry users && docker volume rm registry-users registry-images && docker rmi registry:2 httpd:2.4`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`registry`, state: 'absent' },
    { kind: 'container', name: text`users`, state: 'absent' },
    { kind: 'volume', name: text`registry-users`, state: 'absent' },
    { kind: 'volume', name: text`registry-images`, state: 'absent' },
    { kind: 'image', name: text`registry:2`, state: 'absent' },
    { kind: 'image', name: text`httpd:2.4`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes two earlier steps.
  undoes: [users, registry],
})
