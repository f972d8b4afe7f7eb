import { alike } from '../../../playbooks/model/text.ts'
import { deadlines } from '../../contract/deadlines.ts'
import type { Observation } from '../../contract/observation.ts'
import { askProgram } from '../../host/program.ts'
import type { Observer } from '../kind.ts'
import { cannotLookAt } from '../look/reason.ts'

/** How Linux's `ip` and macOS's `route` say that there is none: ENETUNREACH, EHOSTUNREACH, ESRCH. */
const noRoute = /: (?:Network is unreachable|No route to host|not in table)$/m

/** Through which network device packets for an address leave (Linux: `ip route get`, macOS: `route -n get`). */
export const observeRoute = async (to: string): Promise<Observation> => {
  const [file, args, pattern] =
    process.platform === 'darwin'
      ? (['route', ['-n', 'get', to], /interface: (\S+)/] as const)
      : (['ip', ['route', 'get', to], /\bdev (\S+)/] as const)
  const { stdout, stderr, failed, isMissing } = await askProgram(file, args, {
    env: { ...process.env, LC_ALL: 'C' },
    timeoutMs: deadlines.answer,
  })
  const device = pattern.exec(stdout)?.[1]
  if (device !== undefined && !failed) return { kind: 'device', device }
  if (noRoute.test(stderr)) return { kind: 'absent', detail: alike(`“${stderr.trim()}”`) }
  return cannotLookAt(`${file} ${args.join(' ')}`, isMissing ? 'ENOENT' : stderr.trim() || stdout.trim())
}

export const observe: Observer<'route'>['observe'] = ({ to }) => observeRoute(to)
