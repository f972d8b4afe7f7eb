import { sh } from '../model/index.ts'
import { hasDesktop, notOnMac } from './products.ts'
import { macPermissions, otherUser } from './sources.ts'
import type { Symptom } from './symptom.ts'

export const noPermission: Symptom = {
  id: 'no-permission',
  title: { en: 'Permission denied on the socket', 'zh-cn': '没有套接字的访问权限' },
  texts: ['permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock'],
  pattern: 'permission denied.*docker|docker.*permission denied',
  causes: [
    {
      id: 'socket-of-another-user',
      signs: [{ kind: 'engine', answers: ['no-permission'] }, hasDesktop],
      ask: sh`ls -l /var/run/docker.sock`,
      answer: {
        en: 'The link leads into the home folder of another user of this Mac.',
        'zh-cn': '这个链接指向本机另一个用户的主目录。',
      },
      because: {
        en:
          'On a Mac, `/var/run/docker.sock` is a link to the socket of the user for whom it was enabled. Start ' +
          'Docker ' +
          'Desktop as yourself, and use its context: that is your own socket, `~/.docker/run/docker.sock`.',
        'zh-cn':
          '在 Mac 上，`/var/run/docker.sock` 是一个链接，指向启用它的那个用户的套接字。请用自己的账号启动 Docker ' +
          'Desktop，并使用它的上下文，也就是你自己的套接字 `~/.docker/run/docker.sock`。',
      },
      fix: sh`unset DOCKER_HOST && docker context use desktop-linux`,
    },
    {
      id: 'not-in-group',
      signs: [{ kind: 'engine', answers: ['no-permission'] }, notOnMac],
      ask: sh`ls -l /var/run/docker.sock`,
      answer: {
        en: 'The socket belongs to a group that `groups` does not name.',
        'zh-cn': '套接字所属的组不在 `groups` 的输出里。',
      },
      because: {
        en:
          'On Linux: the engine runs, but you may not open its socket. Anyone who may open it has the rights of ' +
          'root, ' +
          'so by default nobody may. macOS has no such group.',
        'zh-cn':
          '在 Linux 上：引擎在运行，但你无权打开它的套接字。能打开它的人等同于 root，所以默认谁也不能用。macOS 没有这个组。',
      },
      fix: sh`sudo usermod -aG docker "$USER" && newgrp docker`,
    },
  ],
  sources: [otherUser, macPermissions],
}
