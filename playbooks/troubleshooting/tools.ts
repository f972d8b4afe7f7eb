import { sh } from '../model/index.ts'
import { colimaFaq, macPermissions, testcontainers, vsCode } from './sources.ts'
import type { Symptom } from './symptom.ts'

/** Testcontainers and many editors look for a socket, and do not read the client's contexts. */
export const toolIgnoresContext: Symptom = {
  id: 'tool-ignores-context',
  title: {
    en: 'docker works, but Testcontainers or an editor finds no Docker',
    'zh-cn': 'docker 命令可用，但 Testcontainers 或编辑器找不到 Docker',
  },
  texts: [
    'Could not find a valid Docker environment. Please see logs and check configuration',
    'Error: Could not find a working container runtime strategy',
    'panic: rootless Docker not found',
    'Error: connect ENOENT /var/run/docker.sock',
  ],
  pattern:
    'could not find a valid docker environment|working container runtime strategy|rootless docker not found|' +
    'connect enoent \\S*docker\\.sock',
  causes: [
    {
      id: 'context-only',
      signs: [{ kind: 'said' }, { kind: 'named-by', by: 'context' }, { kind: 'engine', answers: ['answers'] }],
      ask: sh`docker context inspect --format '{{.Endpoints.docker.Host}}'; ls -l /var/run/docker.sock`,
      answer: {
        en: 'The first line is another socket, and `/var/run/docker.sock` does not exist or leads elsewhere.',
        'zh-cn': '第一行是另一个套接字，而 `/var/run/docker.sock` 不存在，或指向别处。',
      },
      because: {
        en:
          'The client reads contexts; many other programs do not. They use `DOCKER_HOST`, or else ' +
          '`/var/run/docker.sock`. With Colima, Testcontainers also needs ' +
          '`TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE=/var/run/docker.sock`. A program that was not started from this ' +
          'shell does not see the variable: set the socket in its own settings, or enable the default socket in ' +
          'Docker Desktop under Settings, Advanced.',
        'zh-cn':
          '客户端会读取上下文，许多其他程序不会。它们使用 `DOCKER_HOST`，没有设置时使用 `/var/run/docker.sock`。使用 ' +
          'Colima 时，Testcontainers 还需要 `TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE=/var/run/docker.sock`。不是从这个 ' +
          'shell 启动的程序看不到这个变量：请在它自己的设置里填写套接字，或在 Docker Desktop 的 Settings → Advanced 里启用' +
          '默认套接字。',
      },
      fix: sh`export DOCKER_HOST="$(docker context inspect --format '{{.Endpoints.docker.Host}}')"`,
    },
  ],
  sources: [colimaFaq, testcontainers, vsCode, macPermissions],
}
