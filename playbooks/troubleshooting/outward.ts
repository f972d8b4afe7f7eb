import { sh } from '../model/index.ts'
import {
  cliProxy,
  colimaFaq,
  containerVpn as reports,
  desktopNetworks,
  desktopSettings,
  rancherVpn,
} from './sources.ts'
import { type Symptom, found } from './symptom.ts'

const named = found('host')

/** The connection from a container to a host that only the VPN reaches. */
export const containerVpn: Symptom = {
  id: 'container-vpn',
  title: { en: 'A container cannot reach a host behind the VPN', 'zh-cn': '容器访问不了 VPN 里的主机' },
  texts: [
    "wget: bad address 'wiki.corp.example'",
    'curl: (6) Could not resolve host: wiki.corp.example',
    'ping: wiki.corp.example: Temporary failure in name resolution',
  ],
  pattern:
    "bad address '(?<host>[\\w.-]+)|could not resolve host: (?<host2>[\\w.-]+)|" +
    '(?<host3>[\\w-]+(?:\\.[\\w-]+)+): temporary failure in name resolution|temporary failure in name resolution',
  causes: [
    {
      id: 'vm-before-vpn',
      signs: [{ kind: 'said' }],
      ask: sh`dscacheutil -q host -a name ${named}`,
      answer: {
        en: 'It prints an address: your Mac knows the name, only the container does not.',
        'zh-cn': '打印出一个地址：你的 Mac 认识这个名字，只有容器不认识。',
      },
      because: {
        en:
          'The product’s VM took its DNS servers and routes before the VPN was connected. Restart it while the ' +
          'VPN is ' +
          'connected. With Colima: `colima restart`, or `colima start --dns` with the address of the VPN’s DNS server.',
        'zh-cn':
          '产品的虚拟机在 VPN 连接之前就取得了 DNS 服务器和路由。请在 VPN 连接着的时候重启它。Colima 用 `colima restart`，' +
          '或者用 `colima start --dns` 加上 VPN 的 DNS 服务器地址。',
      },
      fix: sh`docker desktop restart`,
    },
    {
      id: 'same-subnet',
      signs: [{ kind: 'said' }],
      ask: sh`docker network inspect --format '{{.Name}} {{range .IPAM.Config}}{{.Subnet}}{{end}}' $(docker network ls -q)`,
      answer: {
        en: 'The address of the host is in one of these subnets.',
        'zh-cn': '主机的地址落在其中一个子网里。',
      },
      because: {
        en:
          'One of Docker’s networks uses the same addresses as the company’s network, so the packets stay in the VM. ' +
          'Create a network with other addresses and run the container with `--network apart`. Docker Desktop’s own ' +
          'subnet is changed under Settings, Resources, Network.',
        'zh-cn':
          'Docker 的某个网络与公司网络使用相同的地址，数据包因此留在虚拟机里。请创建一个地址不同的网络，并用 ' +
          '`--network apart` 运行容器。Docker Desktop 自己的子网在 Settings → Resources → Network 里修改。',
      },
      fix: sh`docker network create --subnet 10.213.0.0/24 apart`,
    },
  ],
  sources: [...reports, rancherVpn, desktopNetworks, colimaFaq],
}

/** The connection from a container, or from a build, to the internet through a proxy. */
export const containerProxy: Symptom = {
  id: 'container-proxy',
  title: {
    en: 'A container or a build does not get out through the proxy',
    'zh-cn': '容器或构建无法通过代理访问外网',
  },
  texts: [
    'E: Failed to fetch http://deb.debian.org/debian/…  Could not connect to deb.debian.org:80',
    'npm error network If you are behind a proxy, please make sure that the proxy config is set properly.',
  ],
  pattern: 'failed to fetch https?://\\S*\\s+(?:could not|unable to) connect|if you are behind a proxy',
  causes: [
    {
      id: 'proxy-not-passed',
      signs: [{ kind: 'said' }],
      ask: sh`env | grep -i _proxy; grep -A4 '"proxies"' ~/.docker/config.json`,
      answer: {
        en: 'The first command prints a proxy, the second prints nothing.',
        'zh-cn': '第一条命令打印出代理，第二条没有输出。',
      },
      because: {
        en:
          'Your shell knows the proxy, a container does not: it gets no variables of your shell. `-e` passes ' +
          'them to a ' +
          'container, `--build-arg` to a build. An entry `proxies` in `~/.docker/config.json` passes them to all. ' +
          'Docker Desktop also has a setting: Settings, Resources, Proxies, “Containers proxy”.',
        'zh-cn':
          '你的 shell 知道代理，容器却不知道：它得不到 shell 的变量。`-e` 把变量传给容器，`--build-arg` 传给构建。在 ' +
          '`~/.docker/config.json` 里写上 `proxies` 则会传给所有容器和构建。Docker Desktop 还有一项设置：Settings → ' +
          'Resources → Proxies 里的“Containers proxy”。',
      },
      fix: sh`docker run --rm -e HTTP_PROXY -e HTTPS_PROXY -e NO_PROXY curlimages/curl -sS -I http://example.com/`,
    },
    {
      id: 'proxy-on-localhost',
      signs: [{ kind: 'said' }],
      ask: sh`env | grep -i _proxy`,
      answer: { en: 'The proxy is at `127.0.0.1` or `localhost`.', 'zh-cn': '代理在 `127.0.0.1` 或 `localhost` 上。' },
      because: {
        en:
          'The proxy runs on your Mac. In a container, `localhost` is the container itself. Your Mac is ' +
          '`host.docker.internal` there. Replace 3128 by your proxy’s port.',
        'zh-cn':
          '代理运行在你的 Mac 上。在容器里，`localhost` 是容器自己，你的 Mac 则是 `host.docker.internal`。请把 3128 换成你' +
          '的代理的端口。',
      },
      fix: sh`docker run --rm -e HTTPS_PROXY=http://host.docker.internal:3128 curlimages/curl -sS -I https://example.com/`,
    },
  ],
  sources: [cliProxy, desktopSettings, desktopNetworks],
}
