import { complains, contains, equals, exits, fromStdout, matches, prints, run, sh, step, text } from '../model/index.ts'
import { address } from './machine.ts'

const endpoint = text`tcp://${address.saved.address}:2376`
const onlyLooks = 'It only looks; what it looks at was there before.'

export const withoutCertificate = step('without-certificate', {
  title: { en: 'Connect without a certificate', 'zh-cn': '不带证书连接' },
  action: run(sh`docker -H tcp://${address.saved.address}:2376 version`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`HTTP request to an HTTPS server`)),
    { kind: 'port', host: text`${address.saved.address}`, port: 2376, state: 'open' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is a refusal.',
})

export const context = step('context', {
  title: { en: 'Create a context for the engine', 'zh-cn': '为引擎创建上下文' },
  action: run(
    sh`docker context create windows --docker host=tcp://${address.saved.address}:2376,ca="$HOME/.docker-windows/ca.pem",cert="$HOME/.docker-windows/cert.pem",key="$HOME/.docker-windows/key.pem"`,
  ),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      // The folder's name is the SHA-256 of the context's.
      path: text`~/.docker/contexts/meta/340d600392818df2413382dc7d8325c360d83ea49a262d31760348484bbc10b5/meta.json`,
      state: 'present',
      content: contains(endpoint),
    },
  ],
  undo: run(sh`docker context rm -f windows`),
})

export const contextBefore = step('context-before', {
  title: { en: 'See which context is in use', 'zh-cn': '查看当前使用的上下文' },
  action: run(sh`docker context show`),
  saves: { name: fromStdout(/^\S+$/) },
  checks: [exits(0), prints(matches(/^\S+$/))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const useContext = step('use-context', {
  title: { en: 'Use it', 'zh-cn': '使用它' },
  action: run(sh`docker context use windows`),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker/config.json`,
      state: 'present',
      content: matches(/"currentContext": "windows"/),
    },
  ],
  undo: run(sh`docker context use ${contextBefore.saved.name}`),
})

export const remoteVersion = step('remote-version', {
  title: { en: 'Show the system and processor of the engine', 'zh-cn': '查看引擎的系统和架构' },
  action: run(sh`docker version --format '{{.Client.Os}} {{.Server.Os}}/{{.Server.Arch}}'`),
  checks: [
    exits(0),
    prints(equals(text`darwin windows/amd64`)),
    { kind: 'inspect', of: 'engine', name: endpoint, at: '/OSType', match: equals(text`windows`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const defaultIsolation = step('default-isolation', {
  title: { en: 'Show the default isolation', 'zh-cn': '查看默认的隔离方式' },
  action: run(sh`docker info --format '{{.Isolation}}'`),
  checks: [
    exits(0),
    prints(equals(text`process`)),
    { kind: 'inspect', of: 'engine', name: endpoint, at: '/Isolation', match: equals(text`process`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})
