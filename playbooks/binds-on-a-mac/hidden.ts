import { contains, equals, excludes, exits, matches, prints, run, sh, step, text } from '../model/index.ts'
import { of } from '../of-container.ts'
import { ended } from './seen.ts'

const inside = (container: string, path: string) =>
  ({ kind: 'container-file', container: text`${container}`, path: text`${path}` }) as const

const bundle = '/etc/ssl/certs/ca-certificates.crt'

export const hidden = step('hidden', {
  title: { en: 'Mount your folder over files of the image', 'zh-cn': '把你的目录挂载到镜像已有文件的目录上' },
  action: run(
    sh`docker run --name binds-hidden -v "$PWD/code/binds":/etc/ssl/certs python:3.13-slim ls /etc/ssl/certs`,
  ),
  checks: [
    exits(0),
    prints(contains(text`note.txt`)),
    prints(excludes(text`ca-certificates.crt`)),
    ended('binds-hidden'),
    { ...of('binds-hidden'), at: '/Mounts/0/Source', match: matches(/\/code\/binds$/) },
    { ...inside('binds-hidden', '/etc/ssl/certs/note.txt'), state: 'present' },
  ],
  undo: run(sh`docker rm -f binds-hidden`),
  deadline: '5m',
})

export const copied = step('copied', {
  title: { en: 'Mount an empty volume there', 'zh-cn': '把空卷挂载到那里' },
  action: run(
    sh`docker run --name binds-copied -v binds-certs:/etc/ssl/certs python:3.13-slim ls /etc/ssl/certs/ca-certificates.crt`,
  ),
  checks: [
    exits(0),
    prints(equals(text`${bundle}`)),
    ended('binds-copied'),
    { kind: 'volume', name: text`binds-certs`, state: 'present' },
    { ...of('binds-copied'), at: '/Mounts/0/Name', match: equals(text`binds-certs`) },
    { ...inside('binds-copied', bundle), state: 'present' },
  ],
  undo: run(sh`docker rm -f binds-copied; docker volume rm -f binds-certs`),
  deadline: '5m',
})

export const cases = step('case', {
  title: { en: 'Write two names that differ only in case', 'zh-cn': '写两个仅大小写不同的文件' },
  action: run(
    sh`docker run --name binds-case busybox:1.37 sh -c 'cd /tmp && echo one >Readme && echo two >README && ls'`,
  ),
  checks: [
    exits(0),
    prints(
      equals(text`README
Readme`),
    ),
    ended('binds-case'),
    { ...inside('binds-case', '/tmp/Readme'), state: 'present', content: equals(text`one`) },
    { ...inside('binds-case', '/tmp/README'), state: 'present', content: equals(text`two`) },
  ],
  undo: run(sh`docker rm -f binds-case`),
})
