import { contains, exits, matches, powershell, prints, run, sh, step, text } from '../model/index.ts'

const script =
  'https://raw.githubusercontent.com/microsoft/Windows-Containers/Main/helpful_tools/Install-DockerCE/install-docker-ce.ps1'
const scriptFile = 'C:\\Users\\Administrator\\install-docker-ce.ps1'
const onlyLooks = 'It only looks; what it looks at was there before.'

export const downloadScript = step('download-script', {
  title: { en: 'Download Microsoft’s script', 'zh-cn': '下载微软的脚本' },
  action: powershell(sh`Invoke-WebRequest -UseBasicParsing -Uri ${script} -OutFile ${scriptFile}`),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'guest',
      path: text`${scriptFile}`,
      state: 'present',
      content: contains(text`Install-ContainerHost`),
    },
  ],
  undo: powershell(sh`Remove-Item -Path ${scriptFile}`),
})

export const readScript = step('read-script', {
  title: { en: 'See where it downloads Docker from', 'zh-cn': '查看它从哪里下载 Docker' },
  action: powershell(
    sh`Select-String -Path ${scriptFile} -Pattern 'https?://\S+' | Select-Object -ExpandProperty Line`,
  ),
  checks: [exits(0), prints(contains(text`https://download.docker.com/win/static/stable`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const containersFeature = step('containers-feature', {
  title: { en: 'Run it: first it enables the Containers feature', 'zh-cn': '运行它：先启用“容器”功能' },
  action: powershell(sh`& ${scriptFile} -NoRestart`),
  checks: [exits(0), prints(contains(text`Windows feature: Containers`))],
  undo: powershell(sh`Uninstall-WindowsFeature -Name Containers`),
  deadline: '10m',
})

export const restart = step('restart', {
  title: { en: 'Restart Windows', 'zh-cn': '重新启动 Windows' },
  action: run(sh`vmrun -T fusion reset "$VM" soft && vmrun -T fusion getGuestIPAddress "$VM" -wait`),
  checks: [
    exits(0),
    prints(matches(/^\d+\.\d+\.\d+\.\d+$/)),
    { kind: 'process', where: 'guest', command: text`sshd.exe`, state: 'running', within: '3m' },
  ],
  undo: 'nothing',
  idempotent: 'The machine runs before and after; what changes is the feature inside.',
  deadline: '10m',
})

export const install = step('install', {
  title: { en: 'Run it again: now it installs Docker', 'zh-cn': '再运行一次：这次安装 Docker' },
  action: powershell(sh`& ${scriptFile}`),
  checks: [
    exits(0),
    prints(contains(text`Script complete!`)),
    { kind: 'file', where: 'guest', path: text`C:\Windows\System32\dockerd.exe`, state: 'present' },
    { kind: 'process', where: 'guest', command: text`dockerd.exe`, state: 'running', within: '30s' },
  ],
  undo: powershell(
    sh`Stop-Service docker; dockerd.exe --unregister-service; Remove-Item -Path 'C:\Windows\System32\docker.exe', 'C:\Windows\System32\dockerd.exe'`,
  ),
  deadline: '15m',
})

export const service = step('service', {
  title: { en: 'See that it is a service', 'zh-cn': '确认它是一个服务' },
  action: powershell(sh`Get-Service -Name docker | Format-List -Property 'Status', 'StartType'`),
  checks: [exits(0), prints(matches(/^Status\s*:\s*Running\s*$/)), prints(matches(/^StartType\s*:\s*Automatic\s*$/))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const localVersion = step('local-version', {
  title: { en: 'Query the engine from inside Windows', 'zh-cn': '在 Windows 里查询引擎' },
  action: powershell(sh`docker.exe version --format '{{.Server.Os}}/{{.Server.Arch}}'`),
  checks: [
    exits(0),
    prints(matches(/^windows\/amd64\s*$/)),
    { kind: 'process', where: 'guest', command: text`dockerd.exe`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})
