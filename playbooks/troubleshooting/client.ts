import * as b2d from '../boot2docker.ts'
import { sh } from '../model/index.ts'
import { api29 } from './sources.ts'
import type { Symptom } from './symptom.ts'

export const contextOverridden: Symptom = {
  id: 'context-overridden',
  title: { en: 'DOCKER_HOST overrides the context', 'zh-cn': 'DOCKER_HOST 覆盖了上下文' },
  texts: [
    'Warning: DOCKER_HOST environment variable overrides the active context. To use "desktop-linux", either set the ' +
      'global --context flag, or unset DOCKER_HOST environment variable.',
  ],
  pattern: 'DOCKER_HOST environment variable overrides',
  causes: [
    {
      id: 'variable-wins',
      signs: [{ kind: 'context-overridden' }],
      ask: sh`docker context show; echo "$DOCKER_HOST"`,
      answer: { en: 'Both print something.', 'zh-cn': '两者都有内容。' },
      because: {
        en: 'You have chosen a context, but the variable `DOCKER_HOST` in this shell overrides every context.',
        'zh-cn': '你选择了上下文（context），但当前 shell 的变量 `DOCKER_HOST` 优先于任何上下文。',
      },
      fix: sh`unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH`,
    },
  ],
}

export const oldApi: Symptom = {
  id: 'old-api',
  title: { en: 'Client and engine have incompatible API versions', 'zh-cn': '客户端和引擎的 API 版本不兼容' },
  texts: [
    'Error response from daemon: client version 1.24 is too old. Minimum supported API version is 1.40, please ' +
      'upgrade your client to a newer version',
    'client version 1.52 is too new. Maximum supported API version is 1.39',
  ],
  pattern: 'client version [\\d.]+ is too (?:old|new)|minimum supported api version|maximum supported api version',
  causes: [
    {
      id: 'client-too-old',
      signs: [{ kind: 'api', older: 'client' }],
      ask: sh`docker version`,
      answer: {
        en: 'The client’s API version is below the engine’s minimum.',
        'zh-cn': '客户端的 API 版本低于引擎的最低要求。',
      },
      because: {
        en:
          'The client is too old for the engine, or `DOCKER_API_VERSION` makes it use an old version. Docker Desktop ' +
          'updates its own client; the command updates that of Homebrew.',
        'zh-cn':
          '客户端对这个引擎来说太旧，或者 `DOCKER_API_VERSION` 让它使用旧版本。Docker Desktop 会更新自带的客户端；下面的' +
          '命令更新用 Homebrew 安装的客户端。',
      },
      fix: sh`unset DOCKER_API_VERSION; brew upgrade docker`,
    },
    {
      id: 'engine-too-old',
      signs: [{ kind: 'api', older: 'engine' }],
      ask: sh`docker version`,
      answer: {
        en: 'The engine’s API version is below 1.40, which a client of 2026 requires.',
        'zh-cn': '引擎的 API 版本低于 1.40，而 2026 年的客户端至少要求 1.40。',
      },
      because: {
        en:
          'The engine in the VM is years older than the client. Upgrade the VM’s image; its disk, with all ' +
          'containers ' +
          'and images, stays. The last image of the original boot2docker, with Docker 19.03, just supports API 1.40.',
        'zh-cn':
          '虚拟机里的引擎比客户端落后多年。请升级虚拟机的镜像，磁盘以及其中的容器和镜像都会保留。原版 boot2docker 的最后' +
          '一个镜像带的 Docker 19.03 刚好支持 API 1.40。',
      },
      fix: sh`boot2docker upgrade`,
      step: b2d.init,
    },
  ],
  sources: [api29],
}
