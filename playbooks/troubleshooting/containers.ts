import * as b2d from '../boot2docker.ts'
import { sh, target, text } from '../model/index.ts'
import { portAirplay } from './sources.ts'
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
          'A program on your own computer listens on this port. Publish another port: the number before the colon in ' +
          '`-p 5001:5000`. On a Mac, ports 5000 and 7000 belong to the AirPlay receiver.',
        'zh-cn':
          '电脑上的某个程序占着这个端口。请换一个端口映射，即 `-p 5001:5000` 里冒号前面的数字。在 Mac 上，5000 和 7000 属于' +
          '隔空播放接收器。',
      },
      fix: sh`lsof -nP -iTCP:${found('port')} -sTCP:LISTEN`,
    },
  ],
  sources: [portAirplay],
}
