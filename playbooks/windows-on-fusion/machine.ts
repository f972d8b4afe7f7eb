import {
  byHand,
  contains,
  equals,
  exits,
  fromStdout,
  excludes,
  matches,
  prints,
  run,
  sh,
  step,
  text,
  nothing,
} from '../model/index.ts'

/** As it is called in Fusion. */
export const machineName = 'docker-windows'

const onlyLooks = 'It only looks; what it looks at was there before.'
const folder = '~/Virtual Machines.localized/docker-windows.vmwarevm'
const settings = text`${folder}/docker-windows.vmx`

export const whichMac = step('which-mac', {
  title: { en: 'See which processor your Mac has', 'zh-cn': '看看你的 Mac 用的是什么处理器' },
  action: run(sh`uname -m`),
  checks: [exits(0), prints(equals(text`x86_64`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const fusionPath = step('fusion-path', {
  title: { en: 'Let the shell find Fusion’s commands', 'zh-cn': '让 shell 找到 Fusion 的命令' },
  action: run(sh`export PATH="$PATH:/Applications/VMware Fusion.app/Contents/Library"`),
  checks: [
    exits(0),
    { kind: 'variable', name: 'PATH', match: contains(text`:/Applications/VMware Fusion.app/Contents/Library`) },
    {
      kind: 'file',
      where: 'host',
      path: text`/Applications/VMware Fusion.app/Contents/Library/vmrun`,
      state: 'present',
    },
  ],
  undo: run(sh`export PATH="$(printf %s "$PATH" | sed 's|:/Applications/VMware Fusion.app/Contents/Library||')"`),
  idempotent: 'It only makes sure; vmrun is a need of this guide and may be on the path already.',
})

export const createMachine = step('create-machine', {
  title: { en: 'Create the virtual machine', 'zh-cn': '创建虚拟机' },
  action: byHand({
    en:
      'In Fusion, choose File > New and drag the ISO file of Windows Server 2025 into the window. Before you finish, ' +
      'choose “Customize Settings” and save it as docker-windows. Set Processors & Memory to 2 cores and 8192 MB, ' +
      'the hard disk to 80 GB, and the network adapter to “Share with my Mac”. Leave “Enable hypervisor ' +
      'applications” switched off.',
    'zh-cn':
      '在 Fusion 中选择“文件 > 新建”，把 Windows Server 2025 的 ISO 文件拖进窗口。完成之前点“自定设置”，存储为 docker-windows。“处理器和内存”设为 2 个核心、8192 ' +
      'MB，硬盘设为 80 GB，网络适配器选“与我的 Mac 共享”。不要打开“启用虚拟机管理程序应用程序”。',
  }),
  checks: [{ kind: 'file', where: 'host', path: settings, state: 'present' }],
  undo: nothing('The step delete-machine deletes the VM with all of its files.'),
})

export const installWindows = step('install-windows', {
  title: { en: 'Install Windows and VMware Tools, then shut down', 'zh-cn': '安装 Windows 和 VMware Tools，然后关机' },
  action: byHand({
    en:
      'Start the VM. In the installer choose “Windows Server 2025 Standard Evaluation (Desktop Experience)” and give ' +
      'Administrator a password. When the desktop appears, choose Virtual Machine > Install VMware Tools and run ' +
      'setup.exe from the new disc. At the end, shut Windows down.',
    'zh-cn':
      '启动虚拟机。在安装程序中选“Windows Server 2025 Standard Evaluation (Desktop Experience)”，并为 Administrator 设置密码。看到桌面后，' +
      '选择“虚拟机 > 安装 VMware Tools”，运行新光盘里的 setup.exe。最后关闭 Windows。',
  }),
  checks: [{ kind: 'machine', name: machineName, state: 'poweroff' }],
  undo: nothing('The step delete-machine deletes the VM with all of its files.'),
})

export const nameMachine = step('name-machine', {
  title: { en: 'Put its path into a variable', 'zh-cn': '把它的路径存入变量' },
  action: run(sh`export VM="$HOME/Virtual Machines.localized/docker-windows.vmwarevm/docker-windows.vmx"`),
  checks: [
    exits(0),
    { kind: 'variable', name: 'VM', match: matches(/^\/.*\/docker-windows\.vmwarevm\/docker-windows\.vmx$/) },
  ],
  undo: run(sh`unset VM`),
})

export const machineSettings = step('machine-settings', {
  title: { en: 'Check the settings that matter', 'zh-cn': '核对关键设置' },
  action: run(sh`grep -E '^(numvcpus|memsize|ethernet0.connectionType|vhv.enable)' "$VM"`),
  checks: [
    exits(0),
    prints(contains(text`ethernet0.connectionType = "nat"`)),
    prints(excludes(text`vhv.enable = "TRUE"`)),
    {
      kind: 'file',
      where: 'host',
      path: settings,
      state: 'present',
      content: matches(/^memsize = "(8192|[1-9]\d{4,})"$/),
    },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const snapshot = step('snapshot', {
  title: { en: 'Take a snapshot before anything changes', 'zh-cn': '在改动之前做个快照' },
  action: run(sh`vmrun -T fusion snapshot "$VM" before-docker`),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`${folder}/docker-windows.vmsd`,
      state: 'present',
      content: contains(text`"before-docker"`),
    },
  ],
  undo: run(sh`vmrun -T fusion deleteSnapshot "$VM" before-docker`),
  deadline: '5m',
})

export const listSnapshots = step('list-snapshots', {
  title: { en: 'List the snapshots', 'zh-cn': '列出快照' },
  action: run(sh`vmrun -T fusion listSnapshots "$VM"`),
  checks: [exits(0), prints(matches(/^Total snapshots: [1-9]\d*$/)), prints(contains(text`before-docker`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const start = step('start', {
  title: { en: 'Start the VM without a window', 'zh-cn': '不开窗口启动虚拟机' },
  action: run(sh`vmrun -T fusion start "$VM" nogui`),
  checks: [
    exits(0),
    { kind: 'machine', name: machineName, state: 'running' },
    { kind: 'process', where: 'host', command: text`docker-windows.vmx`, state: 'running' },
  ],
  undo: run(sh`vmrun -T fusion stop "$VM" soft`),
  deadline: '5m',
})

export const list = step('list', {
  title: { en: 'List the running VMs', 'zh-cn': '列出正在运行的虚拟机' },
  action: run(sh`vmrun -T fusion list`),
  checks: [exits(0), prints(matches(/^Total running VMs: [1-9]\d*$/)), prints(contains(text`docker-windows.vmx`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const tools = step('tools', {
  title: { en: 'Check that VMware Tools are running', 'zh-cn': '检查 VMware Tools 是否在运行' },
  action: run(sh`vmrun -T fusion checkToolsState "$VM"`),
  checks: [
    exits(0),
    prints(equals(text`running`)),
    { kind: 'process', where: 'guest', command: text`vmtoolsd`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const address = step('address', {
  title: { en: 'Show the VM’s address', 'zh-cn': '查看虚拟机的地址' },
  action: run(sh`vmrun -T fusion getGuestIPAddress "$VM" -wait`),
  saves: { address: fromStdout(/^(\d+\.\d+\.\d+\.\d+)$/) },
  checks: [exits(0), prints(matches(/^\d+\.\d+\.\d+\.\d+$/)), prints(excludes(text`Error:`))],
  undo: 'nothing',
  idempotent: onlyLooks,
  deadline: '5m',
})
