import { exits, excludes, prints, run, sh, step, text } from '../model/index.ts'
import * as access from './access.ts'
import * as certificates from './certificates.ts'
import { context, contextBefore, useContext } from './client.ts'
import { nanoserver, olderImage, tooOld } from './containers.ts'
import { containersFeature, downloadScript, install } from './engine.ts'
import { address, machineName, snapshot, start } from './machine.ts'

export const dropContext = step('drop-context', {
  title: { en: 'Switch the client back to the context that you had', 'zh-cn': '让客户端换回原来的上下文' },
  action: run(sh`docker context use ${contextBefore.saved.name} && docker context rm windows`),
  checks: [
    exits(0),
    {
      kind: 'folder',
      where: 'host',
      path: text`~/.docker/contexts/meta/340d600392818df2413382dc7d8325c360d83ea49a262d31760348484bbc10b5`,
      state: 'absent',
    },
  ],
  undo: 'nothing', // It undoes two earlier steps.
  undoes: [context, useContext],
})

export const revert = step('revert', {
  title: { en: 'Revert Windows to the snapshot', 'zh-cn': '让 Windows 恢复到快照' },
  action: run(sh`vmrun -T fusion stop "$VM" soft && vmrun -T fusion revertToSnapshot "$VM" before-docker`),
  checks: [
    exits(0),
    prints(excludes(text`Error:`)),
    { kind: 'machine', name: machineName, state: 'poweroff', within: '30s' },
    { kind: 'port', host: text`${address.saved.address}`, port: 2376, state: 'silent' },
  ],
  undo: 'nothing', // It undoes everything that was done in Windows.
  undoes: [
    start,
    access.sshd,
    access.sshFirewall,
    access.defaultShell,
    access.giveKey,
    access.guardKeys,
    downloadScript,
    containersFeature,
    install,
    certificates.makeRoom,
    certificates.copyCertificates,
    certificates.daemonJson,
    certificates.restartDocker,
    certificates.firewall,
    nanoserver,
    olderImage,
    tooOld,
  ],
  deadline: '10m',
})

export const deleteMachine = step('delete-machine', {
  title: { en: 'Delete the VM', 'zh-cn': '删除虚拟机' },
  action: run(sh`vmrun -T fusion deleteVM "$VM"`),
  checks: [
    exits(0),
    { kind: 'machine', name: machineName, state: 'absent' },
    {
      kind: 'file',
      where: 'host',
      path: text`~/Virtual Machines.localized/docker-windows.vmwarevm/docker-windows.vmx`,
      state: 'absent',
    },
  ],
  undo: 'nothing', // This cannot be undone.
  undoes: [snapshot],
})

export const forgetKeys = step('forget-keys', {
  title: { en: 'Delete the keys', 'zh-cn': '删除密钥' },
  action: run(sh`rm -rf ~/.docker-windows`),
  checks: [exits(0), { kind: 'folder', where: 'host', path: text`~/.docker-windows`, state: 'absent' }],
  undo: 'nothing', // It undoes every step that put something there.
  undoes: [
    access.folder,
    access.sshKey,
    access.sshConfig,
    access.ssh,
    certificates.plan,
    certificates.authority,
    certificates.serverCertificate,
    certificates.clientCertificate,
  ],
})
