import {
  type Action,
  type Check,
  type Checks,
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  excludes,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  target,
  text,
} from '../model/index.ts'

const clientSettings = text`~/.docker/config.json`
const settings = { kind: 'file', where: 'host', path: clientSettings, state: 'present' } as const

export const contextList = step('context-ls', {
  title: { en: 'List the contexts of your client', 'zh-cn': '列出客户端的上下文' },
  action: run(sh`docker context ls`),
  checks: [
    exits(0),
    prints(matches(/^NAME\s+DESCRIPTION\s+DOCKER ENDPOINT/)),
    prints(matches(/^default\b/)),
    prints(contains(text`${target.dockerHost}`)),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; every client has a default context.',
})

export const contextCreate = step('context-create', {
  title: { en: 'Create a context for this engine', 'zh-cn': '为这个引擎创建上下文' },
  action: run(sh`docker context create shipshape-mac`),
  checks: [
    exits(0),
    { kind: 'context', name: text`shipshape-mac`, state: 'present', content: equals(text`${target.dockerHost}`) },
  ],
  undo: run(sh`docker context rm -f shipshape-mac`),
})

export const contextInspect = step('context-inspect', {
  title: { en: 'Inspect the context', 'zh-cn': '查看这个上下文的内容' },
  action: run(sh`docker context inspect shipshape-mac --format '{{.Name}} {{.Endpoints.docker.Host}}'`),
  checks: [exits(0), prints(equals(text`shipshape-mac ${target.dockerHost}`))],
  undo: 'nothing',
  idempotent: 'It only reads what the step before has written.',
})

const unset = (name: string, mayHoldBefore?: string): Check => ({
  ...{ kind: 'variable', name, match: 'unset' },
  ...(mayHoldBefore === undefined ? {} : { mayHoldBefore }),
})

const allUnset = (mayHoldBefore?: string): Checks => [
  exits(0),
  ...['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'].map((name) => unset(name, mayHoldBefore)),
]

export const hostUnset = step('unset-host', {
  title: { en: 'Unset the variables', 'zh-cn': '取消这些环境变量' },
  action: run(sh`unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH`),
  checks: perTarget(allUnset(), { engine: allUnset('They may never have been set.') }),
  // On the reader's own computer, only the run's shell has lost them.
  undo: perTarget<Action | 'nothing'>(run(sh`eval "$(boot2docker shellinit)"`), { engine: 'nothing' }),
})

export const contextBefore = step('context-before', {
  title: { en: 'See which context is in use', 'zh-cn': '看看当前用的是哪个上下文' },
  action: run(sh`docker context show`),
  saves: { name: fromStdout(/^\S+$/) },
  checks: perTarget([exits(0), prints(equals(text`default`))], { engine: [exits(0), prints(matches(/^\S+$/))] }),
  undo: 'nothing',
  idempotent: 'It only looks.',
})

export const contextUse = step('context-use', {
  title: { en: 'Use the new context', 'zh-cn': '使用新的上下文' },
  action: run(sh`docker context use shipshape-mac`),
  checks: [
    exits(0),
    prints(equals(text`shipshape-mac`)),
    { ...settings, content: matches(/"currentContext": "shipshape-mac"/) },
  ],
  undo: run(sh`docker context use ${contextBefore.saved.name}`),
})

export const contextAnswers = step('context-answers', {
  title: { en: 'Reach the engine without a variable', 'zh-cn': '不用环境变量也能找到引擎' },
  action: run(sh`docker info --format '{{.OSType}} {{.ClientInfo.Context}}'`),
  checks: [
    exits(0),
    prints(equals(text`linux shipshape-mac`)),
    { kind: 'variable', name: 'DOCKER_HOST', match: 'unset' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the context was chosen in the step before.',
})

export const hostWins = step('host-wins', {
  title: { en: 'See DOCKER_HOST override the context', 'zh-cn': '看 DOCKER_HOST 如何覆盖上下文' },
  action: run(sh`DOCKER_HOST=tcp://127.0.0.1:9 docker ps`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(matches(/ tcp:\/\/127\.0\.0\.1:9\b/)),
    { ...settings, content: matches(/"currentContext": "shipshape-mac"/) },
  ],
  undo: 'nothing',
  idempotent: 'The variable holds for this one command; the context stays chosen.',
})

export const contextBack = step('context-back', {
  title: { en: 'Go back to the context that you had', 'zh-cn': '换回原来的上下文' },
  action: run(sh`docker context use ${contextBefore.saved.name}`),
  checks: [
    exits(0),
    prints(equals(text`${contextBefore.saved.name}`)),
    { ...settings, content: excludes(text`"currentContext": "shipshape-mac"`) },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [contextUse],
})

export const contextRemove = step('context-rm', {
  title: { en: 'Remove the context', 'zh-cn': '删除这个上下文' },
  action: run(sh`docker context rm shipshape-mac`),
  checks: [exits(0), { kind: 'context', name: text`shipshape-mac`, state: 'absent' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [contextCreate],
})
