import { contains, exits, fromStdout, matches, powershell, prints, run, sh, step, text, write } from '../model/index.ts'
import { address } from './machine.ts'

const keys = 'C:\\ProgramData\\ssh\\administrators_authorized_keys'

export const openssh = step('openssh', {
  title: { en: 'Make sure that Windows has the OpenSSH server', 'zh-cn': '确保 Windows 里有 OpenSSH 服务器' },
  action: powershell(sh`Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0`),
  checks: [
    exits(0),
    prints(matches(/^Online\s*:\s*True\s*$/)),
    { kind: 'file', where: 'guest', path: text`C:\Windows\System32\OpenSSH\sshd.exe`, state: 'present' },
  ],
  undo: 'nothing', // Windows Server 2025 includes it; the snapshot restores the previous state.
  idempotent: 'Windows Server 2025 has it from the start; then the command only makes sure.',
  deadline: '10m',
})

export const sshd = step('sshd', {
  title: { en: 'Start it, now and at every boot', 'zh-cn': '启动它，并设为开机自启' },
  action: powershell(sh`Set-Service -Name sshd -StartupType Automatic; Start-Service sshd`),
  checks: [exits(0), { kind: 'process', where: 'guest', command: text`sshd.exe`, state: 'running', within: '20s' }],
  undo: powershell(sh`Stop-Service sshd; Set-Service -Name sshd -StartupType Manual`),
})

export const network = step('network', {
  title: { en: 'Show which network the VM is in', 'zh-cn': '查看虚拟机在哪个网络' },
  action: powershell(
    sh`Get-NetRoute -AddressFamily IPv4 -NextHop 0.0.0.0 | Where-Object DestinationPrefix -Like '*.0/24' | Select-Object -ExpandProperty DestinationPrefix`,
  ),
  saves: { network: fromStdout(/^(\d+\.\d+\.\d+\.0\/24)\s*$/) },
  checks: [exits(0), prints(matches(/^\d+\.\d+\.\d+\.0\/24\s*$/))],
  undo: 'nothing',
  idempotent: 'It only looks; the network is Fusion’s.',
})

export const sshFirewall = step('ssh-firewall', {
  title: { en: 'Allow SSH from that network only', 'zh-cn': '只允许这个网络访问 SSH' },
  action: powershell(
    sh`Set-NetFirewallRule -Name OpenSSH-Server-In-TCP -Enabled True -Profile Any -RemoteAddress ${network.saved.network}`,
  ),
  checks: [exits(0), { kind: 'port', host: text`${address.saved.address}`, port: 22, state: 'open', within: '10s' }],
  undo: powershell(sh`Set-NetFirewallRule -Name OpenSSH-Server-In-TCP -Profile Private -RemoteAddress Any`),
})

export const defaultShell = step('default-shell', {
  title: { en: 'Make PowerShell the shell of SSH', 'zh-cn': '把 PowerShell 设为 SSH 的 shell' },
  action: powershell(
    sh`New-ItemProperty -Path HKLM:\SOFTWARE\OpenSSH -Name DefaultShell -Value C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe -PropertyType String -Force`,
  ),
  checks: [
    exits(0),
    prints(matches(/^DefaultShell\s*:\s*C:\\Windows\\System32\\WindowsPowerShell\\v1\.0\\powershell\.exe\s*$/)),
  ],
  undo: powershell(sh`Remove-ItemProperty -Path HKLM:\SOFTWARE\OpenSSH -Name DefaultShell`),
})

export const folder = step('folder', {
  title: { en: 'Make a folder for keys that only you can read', 'zh-cn': '创建一个只有你能读的密钥目录' },
  action: run(sh`mkdir -m 700 ~/.docker-windows`),
  checks: [exits(0), { kind: 'folder', where: 'host', path: text`~/.docker-windows`, state: 'empty' }],
  undo: run(sh`rm -rf ~/.docker-windows`),
})

export const sshKey = step('ssh-key', {
  title: { en: 'Create a key for SSH', 'zh-cn': '生成 SSH 密钥' },
  action: run(
    sh`ssh-keygen -q -t ed25519 -N '' -C docker-windows -f ~/.docker-windows/id_ed25519 && cat ~/.docker-windows/id_ed25519.pub`,
  ),
  saves: { key: fromStdout(/^(ssh-ed25519 \S+ docker-windows)$/) },
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/id_ed25519`,
      state: 'present',
      content: contains(text`OPENSSH PRIVATE KEY`),
    },
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/id_ed25519.pub`,
      state: 'present',
      content: matches(/^ssh-ed25519 \S+ docker-windows$/),
    },
  ],
  undo: run(sh`rm -f ~/.docker-windows/id_ed25519 ~/.docker-windows/id_ed25519.pub`),
})

export const giveKey = step('give-key', {
  title: { en: 'Copy the public key to Windows', 'zh-cn': '把公钥写入 Windows' },
  action: powershell(sh`Set-Content -Path ${keys} -Value ${sshKey.saved.key}`),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'guest',
      path: text`${keys}`,
      state: 'present',
      content: contains(text`${sshKey.saved.key}`),
    },
  ],
  undo: powershell(sh`Remove-Item -Path ${keys}`),
})

export const guardKeys = step('guard-keys', {
  title: { en: 'Restrict that file to administrators', 'zh-cn': '只允许管理员访问这个文件' },
  action: powershell(sh`icacls.exe ${keys} /inheritance:r /grant 'Administrators:F' /grant 'SYSTEM:F'`),
  checks: [exits(0), prints(contains(text`Successfully processed 1 files`))],
  undo: powershell(sh`icacls.exe ${keys} /reset`),
  idempotent: 'Nothing outside Windows shows a file’s rights; the next steps fail when they are wrong.',
})

export const sshConfig = step('ssh-config', {
  title: { en: 'Write the SSH configuration on the Mac', 'zh-cn': '在 Mac 上写入 SSH 配置' },
  action: write(
    text`~/.docker-windows/ssh_config`,
    text`Host windows
  HostName ${address.saved.address}
  User Administrator
  IdentityFile ~/.docker-windows/id_ed25519
  IdentitiesOnly yes
  UserKnownHostsFile ~/.docker-windows/known_hosts
  StrictHostKeyChecking accept-new
`,
  ),
  checks: [
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/ssh_config`,
      state: 'present',
      content: contains(text`HostName ${address.saved.address}`),
    },
  ],
  undo: run(sh`rm -f ~/.docker-windows/ssh_config`),
})

export const ssh = step('ssh', {
  title: { en: 'Log in from the Mac without a password', 'zh-cn': '从 Mac 免密登录' },
  action: run(sh`ssh -F ~/.docker-windows/ssh_config windows whoami`),
  checks: [
    exits(0),
    prints(matches(/\\administrator\s*$/)),
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/known_hosts`,
      state: 'present',
      content: contains(text`${address.saved.address}`),
    },
  ],
  undo: run(sh`rm -f ~/.docker-windows/known_hosts`),
})

export const windowsVersion = step('windows-version', {
  title: { en: 'Show the build number of Windows', 'zh-cn': '查看 Windows 的内部版本号' },
  action: powershell(sh`[System.Environment]::OSVersion.Version.Build`),
  checks: [exits(0), prints(matches(/^26100\s*$/))],
  undo: 'nothing',
  idempotent: 'It only looks.',
})
