import { equals, exits, excludes, matches, prints, run, sh, step, text, write } from '../model/index.ts'

const written = text`<h1>Written on the Mac</h1>
`

export const page = step('page', {
  title: { en: 'Write a page on your own computer', 'zh-cn': '在自己的电脑上写一个网页' },
  action: write(text`~/code/site/index.html`, written),
  checks: [
    { kind: 'file', where: 'host', path: text`~/code/site/index.html`, state: 'present', content: equals(written) },
  ],
  undo: run(sh`rm -rf ~/code`),
})

export const emptyFolder = step('empty-folder', {
  title: { en: 'Mount the folder in a container: it is empty', 'zh-cn': '把目录挂载到容器：里面是空的' },
  action: run(sh`docker run --name empty -v ~/code/site:/site debian:13 ls -A /site`),
  checks: [
    exits(0),
    prints(equals(text``)),
    { kind: 'folder', where: 'guest', path: text`~/code/site`, state: 'empty' },
    { kind: 'inspect', of: 'container', name: text`empty`, at: '/Config/Image', match: equals(text`debian:13`) },
    { kind: 'inspect', of: 'container', name: text`empty`, at: '/Mounts/0/Source', match: matches(/\/code\/site$/) },
    {
      kind: 'inspect',
      of: 'container',
      name: text`empty`,
      at: '/Config/Cmd',
      match: equals(text`["ls","-A","/site"]`),
    },
  ],
  // Docker has made the empty folder in the VM. `rmdir` spares a shared one, and it is gone once the VM was restarted.
  undo: run(sh`docker rm -f empty; boot2docker ssh sudo rmdir ~/code/site || true`),
})

export const share = step('share', {
  title: { en: 'Restart the VM with the folder shared', 'zh-cn': '共享这个目录，重新启动虚拟机' },
  action: run(sh`boot2docker down && boot2docker --vbox-share ~/code=code up`),
  checks: [
    exits(0),
    { kind: 'file', where: 'guest', path: text`~/code/site/index.html`, state: 'present', content: equals(written) },
    {
      kind: 'file',
      where: 'guest',
      path: text`/proc/mounts`,
      state: 'present',
      content: matches(/^code \S+\/code 9p /),
    },
  ],
  undo: run(sh`boot2docker down && boot2docker --vbox-share disable up`),
  deadline: '5m',
})

export const readFolder = step('read-folder', {
  title: { en: 'Read your file in a container', 'zh-cn': '在容器里读取你的文件' },
  action: run(sh`docker run --name reader -v ~/code/site:/site debian:13 cat /site/index.html`),
  checks: [
    exits(0),
    prints(equals(written)),
    { kind: 'container', name: text`reader`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`reader`, at: '/Config/Image', match: equals(text`debian:13`) },
  ],
  undo: run(sh`docker rm -f reader`),
})

export const writeFolder = step('write-folder', {
  title: { en: 'Write a file in a container, read it on your computer', 'zh-cn': '在容器里写文件，在电脑上读取' },
  action: run(
    sh`docker run --name writer -v ~/code/site:/site debian:13 sh -c 'echo "from the container" > /site/answer.txt'`,
  ),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`~/code/site/answer.txt`,
      state: 'present',
      content: equals(text`from the container`),
    },
    { kind: 'inspect', of: 'container', name: text`writer`, at: '/Config/Image', match: equals(text`debian:13`) },
  ],
  undo: run(sh`docker rm -f writer; rm -f ~/code/site/answer.txt`),
})

export const startWeb = step('start-web', {
  title: { en: 'Start the web server again', 'zh-cn': '再次启动 Web 服务器' },
  action: run(sh`docker start web`),
  checks: [exits(0), prints(excludes(text`Error`)), { kind: 'container', name: text`web`, state: 'running' }],
  undo: run(sh`docker stop web`),
})
