import { sh } from '../model/index.ts'
import type { Cause } from './symptom.ts'

/** The client reaches its engine through ssh, and that fails. */
export const bySsh: readonly Cause[] = [
  {
    id: 'no-login',
    signs: [{ kind: 'engine', answers: ['no-login'] }],
    ask: sh`docker context inspect --format '{{.Endpoints.docker.Host}}'; echo "$DOCKER_HOST"`,
    answer: {
      en: 'A line begins with `ssh://`, and `ssh` with the rest asks for a password, or whether to connect.',
      'zh-cn': '有一行以 `ssh://` 开头，而用 `ssh` 连接其余部分时会询问密码，或询问是否继续连接。',
    },
    because: {
      en:
        'The client reaches the engine through `ssh`, with a login for each command. That needs a key which the ' +
        'other computer knows.',
      'zh-cn': '客户端通过 `ssh` 访问引擎，每条命令都要重新连接。这需要一个对方已登记的密钥。',
    },
    fix: sh`ssh-copy-id "$(docker context inspect --format '{{.Endpoints.docker.Host}}' | sed 's,^ssh://,,')"`,
  },
  {
    id: 'no-engine-there',
    signs: [{ kind: 'engine', answers: ['no-engine'] }],
    ask: sh`docker version`,
    answer: {
      en: 'The error quotes what the other computer said: its client does not exist, or cannot use its engine.',
      'zh-cn': '错误里引用了对方的输出：那里没有客户端，或它无法使用那里的引擎。',
    },
    because: {
      en:
        '`ssh` reaches the other computer, but no engine answers its user. The client there must be 18.09 or later, ' +
        'the engine must run, and the user must be in the group `docker`.',
      'zh-cn':
        '`ssh` 能连上对方，但那里没有引擎响应该用户。对方的客户端须为 18.09 或更高版本，引擎须在运行，用户须属于 ' +
        '`docker` 用户组。',
    },
    fix: sh`ssh "$(docker context inspect --format '{{.Endpoints.docker.Host}}' | sed 's,^ssh://,,')" docker version`,
  },
]
