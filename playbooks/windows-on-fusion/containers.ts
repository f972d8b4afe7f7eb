import {
  complains,
  contains,
  equals,
  exits,
  gone,
  matches,
  powershell,
  prints,
  run,
  sh,
  step,
  talk,
  text,
} from '../model/index.ts'

const onlyLooks = 'It only looks; what it looks at was there before.'

export const nanoserver = step('nanoserver', {
  title: { en: 'Run the smallest Windows image', 'zh-cn': '运行最小的 Windows 镜像' },
  action: run(sh`docker run --rm --name nano mcr.microsoft.com/windows/nanoserver:ltsc2025 cmd /c ver`),
  checks: [
    exits(0),
    prints(contains(text`Version 10.0.26100.`)),
    { kind: 'image', name: text`mcr.microsoft.com/windows/nanoserver:ltsc2025`, state: 'present' },
    {
      kind: 'inspect',
      of: 'image',
      name: text`mcr.microsoft.com/windows/nanoserver:ltsc2025`,
      at: '/Os',
      match: equals(text`windows`),
    },
  ],
  undo: run(sh`docker rmi -f mcr.microsoft.com/windows/nanoserver:ltsc2025`),
  deadline: '15m',
})

export const cmd = step('cmd', {
  title: { en: 'Open cmd in a Server Core container', 'zh-cn': '进入容器：Server Core 里的 cmd' },
  action: talk(
    sh`docker run -it --name test mcr.microsoft.com/windows/servercore:ltsc2025 cmd`,
    { expect: 'C:\\>', send: 'ver' },
    { expect: '10.0.26100.', send: 'hostname' },
    { expect: 'C:\\>', send: 'exit' },
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`test`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`test`, at: '/Config/Tty', match: equals(text`true`) },
    { kind: 'inspect', of: 'container', name: text`test`, at: '/Config/Cmd', match: equals(text`["cmd"]`) },
    { kind: 'image', name: text`mcr.microsoft.com/windows/servercore:ltsc2025`, state: 'present' },
  ],
  undo: run(sh`docker rm -f test`),
  deadline: '30m',
})

export const isolation = step('isolation', {
  title: { en: 'See how it was isolated', 'zh-cn': '查看它的隔离方式' },
  action: run(sh`docker inspect --format '{{.HostConfig.Isolation}}' test`),
  checks: [
    exits(0),
    prints(equals(text`process`)),
    { kind: 'inspect', of: 'container', name: text`test`, at: '/HostConfig/Isolation', match: equals(text`process`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const ping = step('ping', {
  title: { en: 'Leave a program running in a container', 'zh-cn': '让一个程序在容器里一直运行' },
  action: run(sh`docker run -d --name pinger mcr.microsoft.com/windows/servercore:ltsc2025 ping -t localhost`),
  checks: [
    exits(0),
    { kind: 'container', name: text`pinger`, state: 'running' },
    { kind: 'process', where: 'guest', command: text`ping -t localhost`, state: 'running' },
  ],
  undo: run(sh`docker rm -f pinger`),
})

export const seenOutside = step('seen-outside', {
  title: { en: 'Find it among the processes of Windows itself', 'zh-cn': '在 Windows 自己的进程里找到它' },
  action: powershell(sh`Get-Process -Name ping | Format-List -Property 'Name', 'SessionId'`),
  checks: [
    exits(0),
    prints(matches(/^Name\s*:\s*PING\s*$/)),
    { kind: 'container', name: text`pinger`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const hyperV = step('hyper-v', {
  title: { en: 'Ask for Hyper-V isolation', 'zh-cn': '要求 Hyper-V 隔离' },
  action: run(sh`docker run --name boxed --isolation hyperv mcr.microsoft.com/windows/nanoserver:ltsc2025 cmd /c ver`),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    complains(matches(/[Nn]o hypervisor is present|0xc0351000/)),
    { kind: 'container', name: text`boxed`, state: 'created' },
    { kind: 'inspect', of: 'container', name: text`boxed`, at: '/HostConfig/Isolation', match: equals(text`hyperv`) },
  ],
  undo: run(sh`docker rm -f boxed`),
})

export const olderImage = step('older-image', {
  title: { en: 'Run an image of the version before', 'zh-cn': '运行上一个版本的镜像' },
  action: run(sh`docker run --name older --isolation process mcr.microsoft.com/windows/nanoserver:ltsc2022 cmd /c ver`),
  checks: [
    exits(0),
    prints(contains(text`Version 10.0.20348.`)),
    { kind: 'container', name: text`older`, state: 'exited' },
    { kind: 'image', name: text`mcr.microsoft.com/windows/nanoserver:ltsc2022`, state: 'present' },
  ],
  undo: run(sh`docker rm -f older && docker rmi -f mcr.microsoft.com/windows/nanoserver:ltsc2022`),
  deadline: '15m',
})

export const tooOld = step('too-old', {
  title: { en: 'Run one that is older still', 'zh-cn': '运行更老的镜像' },
  action: run(
    sh`docker run --name oldest --isolation process mcr.microsoft.com/windows/nanoserver:ltsc2019 cmd /c ver`,
  ),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    complains(matches(/0xc0370101|does not match the (operating system of the )?host/)),
    { kind: 'container', name: text`oldest`, state: 'created' },
  ],
  undo: run(sh`docker rm -f oldest && docker rmi -f mcr.microsoft.com/windows/nanoserver:ltsc2019`),
  deadline: '15m',
})

export const linuxImage = step('linux-image', {
  title: { en: 'Run a Linux image', 'zh-cn': '运行一个 Linux 镜像' },
  action: run(sh`docker run --rm busybox:1.37 uname -s`),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    complains(contains(text`no matching manifest for windows/amd64`)),
    { kind: 'image', name: text`busybox:1.37`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is a refusal.',
})

export const clearContainers = step('clear-containers', {
  title: { en: 'Remove the containers', 'zh-cn': '删除这些容器' },
  action: run(sh`docker rm -f test pinger boxed older oldest`),
  checks: [exits(0), ...['test', 'pinger', 'boxed', 'older', 'oldest'].map(gone)],
  undo: 'nothing', // It undoes earlier steps; the images are removed with the VM.
  undoes: [cmd, ping, hyperV],
})
