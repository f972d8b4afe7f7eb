import { sh, text } from '../model/index.ts'
import { credentials, desktopSettings, hubTimeout, macCredentials, pullLimit } from './sources.ts'
import { found, type Symptom } from './symptom.ts'

const desktopTools = '/Applications/Docker.app/Contents/Resources/bin'

export const noCredentialHelper: Symptom = {
  id: 'no-credential-helper',
  title: { en: 'error getting credentials', 'zh-cn': 'error getting credentials（取不到登录凭据）' },
  texts: [
    'error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH, out: ``',
    'Error saving credentials: error storing credentials - err: exec: "docker-credential-osxkeychain": executable ' +
      'file not found in $PATH',
  ],
  pattern: 'error (?:getting|saving|storing|listing) credentials|docker-credential-[\\w.-]+["\\s:]*executable file not',
  causes: [
    {
      id: 'helper-not-in-path',
      signs: [
        { kind: 'said' },
        { kind: 'file', path: text`${desktopTools}/docker-credential-desktop`, state: 'present' },
      ],
      ask: sh`ls ${desktopTools}`,
      answer: { en: 'It lists `docker-credential-desktop`.', 'zh-cn': '列出了 `docker-credential-desktop`。' },
      because: {
        en:
          '`~/.docker/config.json` names a program that keeps the passwords. Docker Desktop brings it, but its ' +
          'folder is not in the `PATH` of this shell.',
        'zh-cn':
          '`~/.docker/config.json` 指定了保存密码的程序。它随 Docker Desktop 安装，但所在目录不在当前 shell 的 ' +
          '`PATH` 里。',
      },
      fix: sh`export PATH="$PATH:${desktopTools}"`,
    },
    {
      id: 'helper-not-installed',
      signs: [
        { kind: 'said' },
        { kind: 'file', path: text`${desktopTools}/docker-credential-desktop`, state: 'absent' },
      ],
      ask: sh`grep credsStore ~/.docker/config.json`,
      answer: {
        en: 'It prints a line, and Docker Desktop is not installed any more.',
        'zh-cn': '打印出一行，而 Docker Desktop 已经卸载。',
      },
      because: {
        en:
          'The setting `credsStore` remained after Docker Desktop was removed. Under another name it is ignored. The ' +
          'old file is kept as `config.json.bak`.',
        'zh-cn':
          '卸载 Docker Desktop 后留下了 `credsStore` 这个设置。改成别的名字后就不起作用了。原文件保存为 ' +
          '`config.json.bak`。',
      },
      fix: sh`sed -i.bak 's/"credsStore"/"credsStoreUnused"/' ~/.docker/config.json`,
    },
  ],
  sources: [macCredentials, credentials],
}

export const tooManyRequests: Symptom = {
  id: 'too-many-requests',
  title: { en: 'toomanyrequests: the pull rate limit is reached', 'zh-cn': 'toomanyrequests：达到拉取次数上限' },
  texts: [
    'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating',
    '429 Too Many Requests',
  ],
  pattern: 'toomanyrequests|429 too many requests|pull rate limit',
  causes: [
    {
      id: 'limit-reached',
      signs: [{ kind: 'said' }],
      ask: sh`grep index.docker.io ~/.docker/config.json`,
      answer: { en: 'It prints nothing: you are not logged in.', 'zh-cn': '没有输出：你没有登录。' },
      because: {
        en:
          'Docker Hub counts downloads. Without an account it counts all computers behind the same internet address ' +
          'together. With a free account it counts only yours, and the limit is higher. After some hours it counts ' +
          'from zero again.',
        'zh-cn':
          'Docker Hub 限制下载次数。没有登录时，同一个公网地址后面的所有电脑一起计数；登录免费账号后只计你自己的次数，' +
          '上限也更高。几小时后重新计数。',
      },
      fix: sh`docker login`,
    },
  ],
  sources: [pullLimit],
}

export const registryTimeout: Symptom = {
  id: 'registry-timeout',
  title: { en: 'TLS handshake timeout', 'zh-cn': 'TLS handshake timeout（连接镜像仓库超时）' },
  texts: [
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout',
    'Head "https://registry-1.docker.io/v2/library/nginx/manifests/latest": net/http: TLS handshake timeout',
  ],
  pattern: 'tls handshake timeout|registry-1\\.docker\\.io.*(?:i/o timeout|timeout exceeded|context deadline)',
  causes: [
    {
      id: 'only-the-vm',
      signs: [{ kind: 'said' }, { kind: 'port', host: text`registry-1.docker.io`, port: text`443`, state: 'open' }],
      ask: sh`curl -sS -o /dev/null -w '%{http_code}\n' https://registry-1.docker.io/v2/`,
      answer: { en: 'It prints `401` at once.', 'zh-cn': '立刻打印 `401`。' },
      because: {
        en:
          'Your computer reaches Docker Hub, and the VM with the engine does not. Its network was set up before the ' +
          'computer slept, or before a VPN was connected. Restart the VM: with Colima `colima restart`, with ' +
          'boot2docker `boot2docker restart`.',
        'zh-cn':
          '电脑能连上 Docker Hub，运行引擎的虚拟机却不能。虚拟机的网络是在电脑睡眠或连接 VPN 之前设置的。请重启虚拟机：' +
          'Colima 用 `colima restart`，boot2docker 用 `boot2docker restart`。',
      },
      fix: sh`docker desktop restart`,
    },
    {
      id: 'whole-network',
      signs: [{ kind: 'said' }],
      ask: sh`curl -sS -o /dev/null -w '%{http_code}\n' https://registry-1.docker.io/v2/`,
      answer: { en: 'It waits, or prints an error.', 'zh-cn': '一直等待，或打印错误。' },
      because: {
        en:
          'Your computer does not reach Docker Hub either: the network is slow, or lets only a proxy out. A proxy ' +
          'for the engine is entered in Docker Desktop under Settings, Resources, Proxies. Try again once this ' +
          'prints `401`.',
        'zh-cn':
          '电脑也连不上 Docker Hub：网络太慢，或只能经由代理访问。引擎用的代理在 Docker Desktop 的 Settings → ' +
          'Resources → Proxies 里填写。下面的命令打印 `401` 后再试。',
      },
      fix: sh`curl -sS -o /dev/null -w '%{http_code}\n' https://registry-1.docker.io/v2/`,
    },
  ],
  sources: [hubTimeout, desktopSettings],
}

export const mountsDenied: Symptom = {
  id: 'mounts-denied',
  title: { en: 'Mounts denied: the folder is not shared', 'zh-cn': 'Mounts denied：目录没有共享' },
  texts: [
    'Mounts denied: The path /opt/data is not shared from the host and is not known to Docker.',
    'docker: Error response from daemon: Mounts denied: approving /opt/data: file does not exist.',
  ],
  pattern: 'the path (?<path>[\\w./-]+) is not shared|mounts denied|is not shared from the host',
  causes: [
    {
      id: 'outside-shared-folders',
      signs: [{ kind: 'said' }],
      ask: sh`docker context show`,
      answer: { en: 'It prints `desktop-linux`.', 'zh-cn': '打印 `desktop-linux`。' },
      because: {
        en:
          'Docker Desktop shares only certain folders with its VM: `/Users`, `/Volumes`, `/private`, `/tmp` and ' +
          '`/var/folders`. Copy the folder into your home, or add it under Settings, Resources, File sharing.',
        'zh-cn':
          'Docker Desktop 只与虚拟机共享某些目录：`/Users`、`/Volumes`、`/private`、`/tmp` 和 `/var/folders`。' +
          '把目录复制到主目录下，或在 Settings → Resources → File sharing 里添加它。',
      },
      fix: sh`cp -R ${found('path')} ~/`,
    },
  ],
  sources: [desktopSettings],
}
