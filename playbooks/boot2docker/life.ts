import {
  complains,
  contains,
  equals,
  exits,
  matches,
  prints,
  run,
  sh,
  step,
  talk,
  target,
  text,
} from '../model/index.ts'
import { anyPort, web } from './ports.ts'
import { echo, hello, machineName, up } from './machine.ts'
import { emptyFolder, readFolder, share, startWeb, writeFolder } from './folders.ts'
import { forwardEngine, forwardWeb } from './vpn.ts'

const onlyLooks = 'It only looks; what it looks at was there before.'

export const ssh = step('ssh', {
  title: { en: 'Log in to the VM and look at the engine', 'zh-cn': '登录虚拟机，查看引擎的进程' },
  action: talk(
    sh`boot2docker ssh`,
    { expect: 'docker@boot2docker:~$', send: 'ps -o args | grep [d]ockerd' },
    { expect: '--tlsverify', send: 'exit' },
  ),
  checks: [
    exits(0),
    prints(matches(/^\S*dockerd .*--tlsverify/)),
    { kind: 'process', where: 'guest', command: text`--tlsverify`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const sshPassword = step('ssh-password', {
  title: { en: 'Log in with the old password', 'zh-cn': '用旧密码登录' },
  action: talk(
    sh`ssh -p 2022 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null docker@localhost`,
    { expect: 'password:', send: 'tcuser' },
    { expect: 'docker@boot2docker:~$', send: 'whoami; exit' },
  ),
  checks: [
    exits(0),
    prints(matches(/^docker\s*$/)),
    { kind: 'port', host: text`localhost`, port: 2022, state: 'open' },
    // A VM that is created again has a new key: the old one must not be remembered.
    { kind: 'file', where: 'host', path: text`~/.ssh/known_hosts`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const status = step('status', {
  title: { en: 'Show the VM’s status', 'zh-cn': '查看虚拟机的状态' },
  action: run(sh`boot2docker status`),
  checks: [exits(0), prints(equals(text`running`)), { kind: 'machine', name: machineName, state: 'running' }],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const info = step('info', {
  title: { en: 'Show the VM’s details', 'zh-cn': '查看虚拟机的详细信息' },
  action: run(sh`boot2docker info`),
  checks: [
    exits(0),
    prints(matches(/"State":\s*"running"/)),
    prints(matches(/"SSHPort":\s*2022/)),
    { kind: 'port', host: text`127.0.0.1`, port: 2022, state: 'open' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const config = step('config', {
  title: { en: 'Show the settings in effect', 'zh-cn': '查看生效的设置' },
  action: run(sh`boot2docker config`),
  checks: [
    exits(0),
    prints(matches(/^# boot2docker profile filename: .*\/\.boot2docker\/profile$/)),
    prints(matches(/^LowerIP = "192\.168\.59\.103"$/)),
    { kind: 'route', to: text`${target.address}`, device: 'vboxnet0' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const save = step('save', {
  title: { en: 'Save the VM while the web server runs', 'zh-cn': '在 Web 服务器运行时保存虚拟机' },
  action: run(sh`boot2docker save`),
  checks: [
    exits(0),
    { kind: 'machine', name: machineName, state: 'saved', within: '10s' },
    { kind: 'process', where: 'host', command: text`qemu-system`, state: 'absent', within: '10s' },
  ],
  undo: run(sh`boot2docker up`),
})

export const resume = step('resume', {
  title: { en: 'Resume it: the server is still running', 'zh-cn': '恢复虚拟机：服务器仍在运行' },
  action: run(sh`boot2docker resume`),
  checks: [
    exits(0),
    { kind: 'machine', name: machineName, state: 'running' },
    { kind: 'container', name: text`web`, state: 'running' },
    {
      kind: 'http',
      url: text`http://${target.address}:8800/`,
      status: 200,
      body: contains(text`Welcome to nginx!`),
      within: '10s',
    },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [save],
})

export const down = step('down', {
  title: { en: 'Shut down the VM', 'zh-cn': '关闭虚拟机' },
  action: run(sh`boot2docker down`),
  checks: [
    exits(0),
    { kind: 'machine', name: machineName, state: 'poweroff', within: '10s' },
    { kind: 'process', where: 'host', command: text`qemu-system`, state: 'absent', within: '10s' },
  ],
  undo: run(sh`boot2docker up`),
})

export const notRunning = step('not-running', {
  title: { en: 'Ask for the variables while the VM is down', 'zh-cn': '在虚拟机关机时获取环境变量' },
  action: run(sh`boot2docker shellinit`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`is not running`)),
    { kind: 'machine', name: machineName, state: 'poweroff' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const remove = step('delete', {
  title: { en: 'Delete the VM and everything in it', 'zh-cn': '删除虚拟机和其中的一切' },
  action: run(sh`boot2docker delete`),
  checks: [exits(0), { kind: 'machine', name: machineName, state: 'absent' }],
  undo: 'nothing', // Deleting is the undo of those steps. The key and the image of `init` stay.
  undoes: [
    up,
    hello,
    echo,
    web,
    anyPort,
    emptyFolder,
    share,
    readFolder,
    writeFolder,
    startWeb,
    forwardEngine,
    forwardWeb,
    down,
  ],
})
