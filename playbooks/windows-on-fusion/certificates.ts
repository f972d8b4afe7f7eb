import {
  contains,
  exits,
  fromStdout,
  excludes,
  matches,
  powershell,
  prints,
  run,
  sh,
  step,
  text,
  write,
  writeInside,
} from '../model/index.ts'
import { network } from './access.ts'
import { address } from './machine.ts'

const keyFolder = 'C:\\ProgramData\\docker\\certs.d'

/** OpenSSL 3 and the LibreSSL of macOS read it alike. */
const extensions = text`[request]
prompt = no
distinguished_name = name
[name]
CN = docker-windows
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[server]
subjectAltName = IP:${address.saved.address}, IP:127.0.0.1, DNS:localhost
extendedKeyUsage = serverAuth
[client]
extendedKeyUsage = clientAuth
`

const isCertificate = contains(text`-----BEGIN CERTIFICATE-----`)

export const plan = step('certificate-plan', {
  title: { en: 'Write the OpenSSL configuration', 'zh-cn': '写入 OpenSSL 配置' },
  action: write(text`~/.docker-windows/certificates.cnf`, extensions),
  checks: [
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/certificates.cnf`,
      state: 'present',
      content: contains(text`IP:${address.saved.address}, IP:127.0.0.1`),
    },
  ],
  undo: run(sh`rm -f ~/.docker-windows/certificates.cnf`),
})

export const authority = step('authority', {
  title: { en: 'Create your own certificate authority', 'zh-cn': '建立你自己的证书颁发机构' },
  action: run(
    sh`openssl req -x509 -newkey rsa:3072 -nodes -days 365 -config ~/.docker-windows/certificates.cnf -extensions authority -subj /CN=docker-windows-ca -keyout ~/.docker-windows/ca-key.pem -out ~/.docker-windows/ca.pem`,
  ),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`~/.docker-windows/ca.pem`, state: 'present', content: isCertificate },
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/ca-key.pem`,
      state: 'present',
      content: contains(text`PRIVATE KEY`),
    },
  ],
  undo: run(sh`rm -f ~/.docker-windows/ca.pem ~/.docker-windows/ca-key.pem`),
})

export const serverCertificate = step('server-certificate', {
  title: { en: 'Create the engine’s certificate', 'zh-cn': '创建引擎的证书' },
  action: run(
    sh`openssl req -newkey rsa:3072 -nodes -config ~/.docker-windows/certificates.cnf -subj /CN=docker-windows -keyout ~/.docker-windows/server-key.pem -out ~/.docker-windows/server.csr && openssl x509 -req -in ~/.docker-windows/server.csr -days 365 -CA ~/.docker-windows/ca.pem -CAkey ~/.docker-windows/ca-key.pem -CAcreateserial -extfile ~/.docker-windows/certificates.cnf -extensions server -out ~/.docker-windows/server-cert.pem`,
  ),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/server-cert.pem`,
      state: 'present',
      content: isCertificate,
    },
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/server-key.pem`,
      state: 'present',
      content: contains(text`PRIVATE KEY`),
    },
  ],
  undo: run(
    sh`rm -f ~/.docker-windows/server.csr ~/.docker-windows/server-cert.pem ~/.docker-windows/server-key.pem ~/.docker-windows/ca.srl`,
  ),
})

export const clientCertificate = step('client-certificate', {
  title: { en: 'Create the client’s certificate', 'zh-cn': '创建客户端的证书' },
  action: run(
    sh`openssl req -newkey rsa:3072 -nodes -config ~/.docker-windows/certificates.cnf -subj /CN=docker-client -keyout ~/.docker-windows/key.pem -out ~/.docker-windows/client.csr && openssl x509 -req -in ~/.docker-windows/client.csr -days 365 -CA ~/.docker-windows/ca.pem -CAkey ~/.docker-windows/ca-key.pem -CAcreateserial -extfile ~/.docker-windows/certificates.cnf -extensions client -out ~/.docker-windows/cert.pem`,
  ),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`~/.docker-windows/cert.pem`, state: 'present', content: isCertificate },
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/key.pem`,
      state: 'present',
      content: contains(text`PRIVATE KEY`),
    },
  ],
  undo: run(sh`rm -f ~/.docker-windows/client.csr ~/.docker-windows/cert.pem ~/.docker-windows/key.pem`),
})

export const lookAtCertificate = step('look-at-certificate', {
  title: { en: 'See which addresses it is valid for', 'zh-cn': '查看证书对哪些地址有效' },
  action: run(sh`openssl x509 -in ~/.docker-windows/server-cert.pem -noout -text | grep 'IP Address'`),
  saves: { certified: fromStdout(/IP Address:(\d+\.\d+\.\d+\.\d+)/) },
  checks: ({ certified }) => [
    exits(0),
    prints(contains(text`IP Address:${address.saved.address}, IP Address:127.0.0.1, DNS:localhost`)),
    {
      kind: 'file',
      where: 'host',
      path: text`~/.docker-windows/ssh_config`,
      state: 'present',
      content: contains(text`HostName ${certified}`),
    },
  ],
  undo: 'nothing',
  idempotent: 'It only looks.',
})

export const makeRoom = step('make-room', {
  title: { en: 'Create a folder for them in Windows', 'zh-cn': '在 Windows 里为它们创建目录' },
  action: powershell(
    sh`New-Item -ItemType Directory -Force -Path ${keyFolder} | Out-Null; icacls.exe ${keyFolder} /inheritance:r /grant 'Administrators:(OI)(CI)F' /grant 'SYSTEM:(OI)(CI)F'`,
  ),
  checks: [
    exits(0),
    prints(contains(text`Successfully processed 1 files`)),
    { kind: 'folder', where: 'guest', path: text`${keyFolder}`, state: 'empty' },
  ],
  undo: powershell(sh`Remove-Item -Recurse -Path ${keyFolder}`),
})

export const copyCertificates = step('copy-certificates', {
  title: { en: 'Copy only the files that the engine needs', 'zh-cn': '只复制引擎需要的文件' },
  action: run(
    sh`scp -F ~/.docker-windows/ssh_config ~/.docker-windows/ca.pem ~/.docker-windows/server-cert.pem ~/.docker-windows/server-key.pem windows:C:/ProgramData/docker/certs.d/`,
  ),
  checks: [
    exits(0),
    ...(['ca.pem', 'server-cert.pem'] as const).map(
      (name) =>
        ({
          kind: 'file',
          where: 'guest',
          path: text`${`${keyFolder}\\${name}`}`,
          state: 'present',
          content: isCertificate,
        }) as const,
    ),
    {
      kind: 'file',
      where: 'guest',
      path: text`C:\ProgramData\docker\certs.d\server-key.pem`,
      state: 'present',
      content: contains(text`PRIVATE KEY`),
    },
    { kind: 'file', where: 'guest', path: text`C:\ProgramData\docker\certs.d\ca-key.pem`, state: 'absent' },
  ],
  undo: powershell(sh`Remove-Item -Path C:\ProgramData\docker\certs.d\*.pem`),
})

export const daemonJson = step('daemon-json', {
  title: { en: 'Configure the engine to listen with TLS only', 'zh-cn': '让引擎只通过 TLS 监听' },
  action: writeInside(
    text`C:\ProgramData\docker\config\daemon.json`,
    text`{
  "hosts": ["npipe://", "tcp://0.0.0.0:2376"],
  "tlsverify": true,
  "tlscacert": "C:\\ProgramData\\docker\\certs.d\\ca.pem",
  "tlscert": "C:\\ProgramData\\docker\\certs.d\\server-cert.pem",
  "tlskey": "C:\\ProgramData\\docker\\certs.d\\server-key.pem"
}
`,
  ),
  checks: [
    {
      kind: 'file',
      where: 'guest',
      path: text`C:\ProgramData\docker\config\daemon.json`,
      state: 'present',
      content: matches(/"tlsverify": true,$/),
    },
  ],
  undo: powershell(sh`Remove-Item -Path C:\ProgramData\docker\config\daemon.json; Restart-Service docker`),
})

export const restartDocker = step('restart-docker', {
  title: { en: 'Restart the service', 'zh-cn': '重启服务' },
  action: powershell(
    sh`Restart-Service docker; Get-NetTCPConnection -State Listen -LocalPort 2375, 2376 -ErrorAction SilentlyContinue | Select-Object -ExpandProperty LocalPort`,
  ),
  checks: [
    exits(0),
    prints(matches(/^2376\s*$/)),
    prints(excludes(text`2375`)),
    { kind: 'process', where: 'guest', command: text`dockerd.exe`, state: 'running' },
  ],
  undo: powershell(sh`Restart-Service docker`),
  idempotent:
    'The service runs before and after; what it listens on cannot be seen from outside before the next steps.',
})

export const stillSilent = step('still-silent', {
  title: { en: 'Try the port from the Mac', 'zh-cn': '从 Mac 访问这个端口' },
  action: run(sh`curl --max-time 5 https://${address.saved.address}:2376/`),
  expectFailure: { kind: 'exits', code: 28 },
  checks: [exits(28), { kind: 'port', host: text`${address.saved.address}`, port: 2376, state: 'silent' }],
  undo: 'nothing',
  idempotent: 'The lesson is that Windows’ firewall has been silent all the time.',
})

export const firewall = step('firewall', {
  title: { en: 'Open it for the VM’s own network only', 'zh-cn': '只对虚拟机自己的网络开放' },
  action: powershell(
    sh`New-NetFirewallRule -Name docker-tls -DisplayName 'Docker over TLS' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 2376 -Profile Any -RemoteAddress ${network.saved.network}`,
  ),
  checks: [
    exits(0),
    { kind: 'port', host: text`${address.saved.address}`, port: 2376, state: 'open', within: '10s' },
    { kind: 'engine', endpoint: text`tcp://${address.saved.address}:2376`, state: 'answers', within: '10s' },
  ],
  undo: powershell(sh`Remove-NetFirewallRule -Name docker-tls`),
})
