import {
  comesAndGoes,
  contains,
  exits,
  prints,
  run,
  runInside,
  sh,
  step,
  talk,
  target,
  text,
  writeInside,
} from '../../playbooks/model/index.ts'

// An interactive program in a real terminal: each answer is typed once the text before it has been shown.
export const look = step('look', {
  title: { en: 'Look around in a container', 'zh-cn': '在容器里看一看' },
  action: talk(
    sh`docker run --rm -it --name look busybox:1.37 sh`,
    { expect: '/ #', send: 'echo I am in $(hostname)' },
    { expect: '/ #', send: '^D' },
  ),
  // A container that is removed at its end is absent before the step, too: comesAndGoes sets mayHoldBefore.
  checks: [exits(0), prints(contains(text`I am in`)), comesAndGoes('look')],
  undo: run(sh`docker rm -f look`),
})

// The folder of `-v` is one of the Docker host, which on a Mac is the VM: it is made, checked and removed there.
export const page = step('page', {
  title: { en: 'Write a page in the VM', 'zh-cn': '在虚拟机里写一个网页' },
  action: writeInside(text`/home/docker/app/index.html`, text`Hello`),
  checks: [
    {
      kind: 'file',
      where: 'guest',
      path: text`/home/docker/app/index.html`,
      state: 'present',
      content: contains(text`Hello`),
    },
  ],
  undo: runInside(sh`rm -rf /home/docker/app`),
})

export const serve = step('serve', {
  title: { en: 'Serve it from a container', 'zh-cn': '用容器提供它' },
  action: run(sh`docker run -d --name web -p 8080:80 -v /home/docker/app:/www busybox:1.37 httpd -f -h /www`),
  checks: [
    exits(0),
    {
      kind: 'http',
      url: text`http://${target.address}:8080/`,
      status: 200,
      body: contains(text`Hello`),
      within: '20s',
    },
  ],
  undo: run(sh`docker rm -f web`),
})

// A file of the reader is copied before it is changed. Its undo also works when the copy was not made.
export const editor = step('editor', {
  title: { en: 'Choose an editor', 'zh-cn': '选择编辑器' },
  action: run(sh`touch ~/.profile && cp -p ~/.profile ~/.profile.before && echo 'export EDITOR=vi' >>~/.profile`),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`~/.profile`, state: 'present', content: contains(text`EDITOR=vi`) },
  ],
  undo: run(sh`[ ! -e ~/.profile.before ] || mv -f ~/.profile.before ~/.profile`),
})
