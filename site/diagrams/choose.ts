import type { Diagram } from './diagram.ts'

/** Four questions that lead to a product. */
export const decision: Diagram = {
  title: { en: 'Four questions', 'zh-cn': '四个问题' },
  description: {
    en:
      'Do your tools need the Docker API? If not, on Apple silicon with macOS 26, Apple container. If they do: does ' +
      'Docker Desktop’s licence fit, and do you want what most guides assume? Then Docker Desktop. Otherwise: must ' +
      'containers be reachable by address, or are you behind a VPN, and may you pay? Then OrbStack. Otherwise: for a ' +
      'graphical interface and Kubernetes, Rancher Desktop; for no root daemon, Podman; for the command line, Colima ' +
      'or Lima.',
    'zh-cn':
      '你的工具需要 Docker API 吗？如果不需要，并且是 Apple 芯片和 macOS 26，用 Apple container。如果需要：Docker Desktop 的许可合适、并且你想要多数指南默认的环境吗？' +
      '那就用 Docker Desktop。否则：容器必须能按地址访问，或者你常在 VPN 后面，而且可以付费吗？那就用 OrbStack。否则：想要图形界面和 Kubernetes 用 Rancher Desktop，' +
      '不想要 root 守护进程用 Podman，喜欢命令行用 Colima 或 Lima。',
  },
  source: {
    en: `graph TD
  api("Docker API needed?")
  api -- "no, macOS 26" --> apple["Apple container"]
  api -- "yes" --> licence("Licence of Desktop fits?")
  licence -- "no" --> reach("Addresses or VPN, may pay?")
  licence -- "yes" --> desktop["Docker Desktop"]
  reach -- "yes" --> orb["OrbStack"]
  reach -- "no" --> taste("What matters more?")
  taste -- "Kubernetes" --> rancher["Rancher Desktop"]
  taste -- "no root" --> podman["Podman"]
  taste -- "command line" --> colima["Colima or Lima"]`,
    'zh-cn': `graph TD
  api("需要 Docker API 吗？")
  api -- "不，macOS 26" --> apple["Apple container"]
  api -- "需要" --> licence("Desktop 的许可合适吗？")
  licence -- "不合适" --> reach("要地址或有 VPN，可付费？")
  licence -- "合适" --> desktop["Docker Desktop"]
  reach -- "是" --> orb["OrbStack"]
  reach -- "否" --> taste("更看重什么？")
  taste -- "Kubernetes" --> rancher["Rancher Desktop"]
  taste -- "无 root" --> podman["Podman"]
  taste -- "命令行" --> colima["Colima 或 Lima"]`,
  },
}
