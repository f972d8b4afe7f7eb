import * as b2d from '../boot2docker.ts'
import { sh, target, text } from '../model/index.ts'
import { type Symptom, found } from './symptom.ts'

export const localhostRefuses: Symptom = {
  id: 'localhost-refuses',
  title: {
    en: 'localhost refuses the connection, although the container runs',
    'zh-cn': '容器在运行，localhost 却拒绝连接',
  },
  texts: [
    'curl: (7) Failed to connect to localhost port 8800: Connection refused',
    'This site can’t be reached: localhost refused to connect. ERR_CONNECTION_REFUSED',
  ],
  pattern:
    'failed to connect to (?:localhost|127\\.0\\.0\\.1) port (?<port>\\d+)|localhost refused to ' +
    'connect|err_connection_refused',
  causes: [
    {
      id: 'other-address',
      signs: [
        { kind: 'port', host: text`localhost`, port: text`${found('port')}`, state: 'refused' },
        { kind: 'port', host: text`${target.address}`, port: text`${found('port')}`, state: 'open' },
      ],
      ask: sh`boot2docker ip`,
      answer: {
        en: 'It prints an address, and the port answers at that address.',
        'zh-cn': '打印出一个地址，这个端口在该地址上有响应。',
      },
      because: {
        en: 'The port is published on the VM’s address. `localhost` is your own computer, where nothing listens on it.',
        'zh-cn': '端口映射在虚拟机的地址上。`localhost` 是你自己的电脑，那里没有程序监听这个端口。',
      },
      fix: sh`curl "http://$(boot2docker ip):${found('port')}/"`,
      step: b2d.addressAnswers,
    },
    {
      id: 'not-published',
      signs: [
        { kind: 'engine', answers: ['answers'] },
        { kind: 'published', port: text`${found('port')}`, isPublished: false },
      ],
      ask: sh`docker ps`,
      answer: {
        en: 'No line has the port to the left of an arrow `->`.',
        'zh-cn': '没有哪一行的箭头 `->` 左边是这个端口。',
      },
      because: {
        en:
          'No running container publishes this port. The order in `-p` is `HOST:CONTAINER`; reversed, it publishes ' +
          'another port.',
        'zh-cn': '没有正在运行的容器映射这个端口。`-p` 的顺序是 `宿主机:容器`，写反了就会映射成别的端口。',
      },
      fix: sh`docker ps --format '{{.Names}} {{.Ports}}'`,
      step: b2d.web,
    },
    {
      id: 'not-listening',
      signs: [
        { kind: 'engine', answers: ['answers'] },
        { kind: 'published', port: text`${found('port')}`, isPublished: true },
      ],
      ask: sh`docker ps`,
      answer: {
        en: 'A line has the port, and the connection is still refused.',
        'zh-cn': '有一行写着这个端口，却仍然被拒绝。',
      },
      because: {
        en:
          'The port is published, but the program in the container is not listening yet, listens on another port, or ' +
          'listens only on the container’s own 127.0.0.1.',
        'zh-cn': '端口已映射，但容器里的程序还没有监听，监听的是别的端口，或只监听容器内的 127.0.0.1。',
      },
      fix: sh`docker logs "$(docker ps -q --filter publish=${found('port')})"`,
    },
  ],
}

export const portAllocated: Symptom = {
  id: 'port-allocated',
  title: { en: 'The port is already allocated', 'zh-cn': '端口已被占用' },
  texts: [
    'Bind for 0.0.0.0:8800 failed: port is already allocated',
    'Ports are not available: exposing port TCP 0.0.0.0:5000 -> 127.0.0.1:0: listen tcp 0.0.0.0:5000: bind: address ' +
      'already in use',
  ],
  pattern:
    'bind for [\\d.:[\\]]*:(?<port>\\d+) failed: port is already allocated|:(?<port2>\\d+): bind: address already in ' +
    'use|port is already allocated',
  causes: [
    {
      id: 'other-container',
      signs: [
        { kind: 'engine', answers: ['answers'] },
        { kind: 'published', port: text`${found('port')}`, isPublished: true },
      ],
      ask: sh`docker ps`,
      answer: {
        en: 'A line has the port to the left of an arrow `->`.',
        'zh-cn': '有一行的箭头 `->` 左边就是这个端口。',
      },
      because: {
        en: 'Another container already publishes this port. Two containers cannot publish the same one.',
        'zh-cn': '另一个容器已经映射了这个端口。两个容器不能映射同一个端口。',
      },
      fix: sh`docker stop "$(docker ps -q --filter publish=${found('port')})"`,
      step: b2d.anyPort,
    },
    {
      id: 'other-program',
      signs: [{ kind: 'port', host: text`localhost`, port: text`${found('port')}`, state: 'open' }],
      ask: sh`lsof -nP -iTCP:${found('port')} -sTCP:LISTEN`,
      answer: { en: 'It names a program that is not Docker.', 'zh-cn': '列出了一个不属于 Docker 的程序。' },
      because: {
        en:
          'A program on your own computer listens on this port. On a Mac, ports 5000 and 7000 belong to the AirPlay ' +
          'receiver.',
        'zh-cn': '电脑上的某个程序占着这个端口。在 Mac 上，5000 和 7000 属于隔空播放接收器。',
      },
      fix: sh`lsof -nP -iTCP:${found('port')} -sTCP:LISTEN`,
    },
  ],
}

export const emptyFolder: Symptom = {
  id: 'empty-folder',
  title: { en: 'The folder in the container is empty', 'zh-cn': '容器里的目录是空的' },
  texts: [
    "ls: cannot access '/site/index.html': No such file or directory",
    'The folder is empty in the container, and full on your computer.',
  ],
  pattern: 'folder.*is empty|empty folder|cannot access .*no such file or directory|can.t open .*no such file',
  causes: [
    {
      id: 'not-shared',
      signs: [
        { kind: 'said' },
        { kind: 'file', path: text`~/.boot2docker/machines/boot2docker-vm/machine.json`, state: 'present' },
      ],
      ask: sh`boot2docker ssh ls "$PWD"`,
      answer: {
        en: 'The folder is empty, or missing, in the VM as well.',
        'zh-cn': '在虚拟机里，这个目录同样是空的或不存在。',
      },
      because: {
        en:
          '`-v` takes a folder of the VM, not of your computer. A folder that is not shared with the VM is created ' +
          'there, empty.',
        'zh-cn': '`-v` 用的是虚拟机里的目录，不是你电脑上的。没有共享的目录会在虚拟机里新建，而且是空的。',
      },
      fix: sh`boot2docker down && boot2docker --vbox-share ~/code=code up`,
      step: b2d.share,
    },
    {
      id: 'mistyped',
      signs: [{ kind: 'said' }],
      ask: sh`ls -d "$PWD"`,
      answer: { en: 'The path that you gave to `-v` does not exist.', 'zh-cn': '你给 `-v` 的路径并不存在。' },
      because: {
        en:
          '`-v` silently creates a path that does not exist, as an empty folder. `--mount` reports an error instead. ' +
          'Colima and Lima show folders outside your home as empty.',
        'zh-cn':
          '路径不存在时，`-v` 会新建一个空目录且不提示，而 `--mount` 会报错。Colima 和 Lima 里，主目录以外的目录看起来是空的。',
      },
      fix: sh`docker run --rm --mount type=bind,source="$PWD",target=/site busybox:1.37 ls -A /site`,
      step: b2d.emptyFolder,
    },
  ],
}

export const mountDenied: Symptom = {
  id: 'mount-denied',
  title: {
    en: 'A container may not write to a folder of your computer',
    'zh-cn': '容器无权写入电脑上的目录',
  },
  texts: [
    'touch: /site/page: Permission denied',
    "sh: can't create /site/page: Permission denied",
    "PermissionError: [Errno 13] Permission denied: '/site/page'",
    "Error: EACCES: permission denied, open '/site/page'",
  ],
  pattern:
    '(?:touch|mkdir|can.t create|cannot (?:touch|create)).*permission denied|\\[errno 13\\] permission denied|' +
    'eacces: permission denied',
  causes: [
    {
      id: 'other-owner-in-the-vm',
      signs: [
        { kind: 'said' },
        { kind: 'file', path: text`~/.boot2docker/machines/boot2docker-vm/machine.json`, state: 'present' },
      ],
      ask: sh`boot2docker ssh ls -ldn "$PWD"`,
      answer: {
        en: 'The third column, the owner’s number, is not that of the container’s user (often 1000).',
        'zh-cn': '第三列是所有者的编号，它和容器内用户的编号（常为 1000）不同。',
      },
      because: {
        en:
          'The program in the container runs as another user than the one who owns the folder in the VM. Run it with ' +
          'the owner’s number.',
        'zh-cn': '容器里的程序以另一个用户运行，而不是虚拟机里该目录的所有者。请用所有者的编号运行它。',
      },
      fix: sh`docker run --rm --user "$(boot2docker ssh stat -c %u:%g "$PWD")" -v "$PWD":/site busybox:1.37 touch /site/page`,
      step: b2d.share,
    },
    {
      id: 'other-owner',
      signs: [{ kind: 'said' }],
      ask: sh`ls -ldn "$PWD"; id -u`,
      answer: {
        en: 'The third column, the owner’s number, is not that of the container’s user (often 1000).',
        'zh-cn': '第三列是所有者的编号，它和容器内用户的编号（常为 1000）不同。',
      },
      because: {
        en: 'The program in the container runs as another user than the folder’s owner. Run it with your own number.',
        'zh-cn': '容器里的程序所用的用户不是该目录的所有者。请用你自己的用户编号运行它。',
      },
      fix: sh`docker run --rm --user "$(id -u):$(id -g)" -v "$PWD":/site busybox:1.37 touch /site/page`,
    },
  ],
}

export const execFormat: Symptom = {
  id: 'exec-format',
  title: { en: 'exec format error', 'zh-cn': 'exec format error（可执行格式错误）' },
  texts: [
    'exec /bin/sh: exec format error',
    "WARNING: The requested image's platform (linux/arm64/v8) does not match the detected host platform " +
      '(linux/amd64/v3) and no specific platform was requested',
  ],
  pattern: "exec format error|requested image's platform \\(linux/(?<platform>\\w+)",
  causes: [
    {
      id: 'other-processor',
      signs: [{ kind: 'said' }],
      ask: sh`docker image inspect --format '{{.Architecture}}' busybox:1.37; docker version --format '{{.Server.Arch}}'`,
      answer: { en: 'The two lines differ.', 'zh-cn': '两行不一样。' },
      because: {
        en: 'The program in the image is for another processor, and the VM’s kernel has no emulator registered for it.',
        'zh-cn': '镜像里的程序是为另一种处理器编译的，虚拟机的内核没有为它注册模拟器。',
      },
      fix: sh`docker run --privileged --rm tonistiigi/binfmt --install all`,
    },
  ],
}
