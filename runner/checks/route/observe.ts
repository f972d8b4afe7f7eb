import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import { askProgram } from '../../host/program.ts'
import type { Observer } from '../kind.ts'

/** Through which network device packets for an address leave (Linux: `ip route get`, macOS: `route -n get`). */
export const observeRoute = async (to: string): Promise<Observation> => {
  const [file, args, pattern] =
    process.platform === 'darwin'
      ? (['route', ['-n', 'get', to], /interface: (\S+)/] as const)
      : (['ip', ['route', 'get', to], /\bdev (\S+)/] as const)
  const { stdout, stderr, failed } = await askProgram(file, args)
  const device = pattern.exec(stdout)?.[1]
  if (device === undefined || failed) return { kind: 'unreachable', reason: noRoute(to, stderr.trim()) }
  return { kind: 'device', device }
}

const noRoute = (to: string, said: string): Words => {
  const quoted = said === '' ? { en: '', 'zh-cn': '' } : { en: `: “${said}”`, 'zh-cn': `：“${said}”` }
  return { en: `no route to ${to}${quoted.en}`, 'zh-cn': `没有到 ${to} 的路由${quoted['zh-cn']}` }
}

export const observe: Observer<'route'>['observe'] = ({ to }) => observeRoute(to)
