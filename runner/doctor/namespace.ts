import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import type { Finding } from './finding.ts'

const makeNamespace = ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
/** What the lab does in it: loopback, and a network device of its own. */
const inside = 'ip link set lo up && ip tuntap add dev probe0 mode tap && ip address add 192.168.59.3/24 dev probe0 && ip link set probe0 up'

interface Answer {
  readonly code: number | null
  readonly said: string
}

const tryIt = (places: readonly string[], signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve) => {
    const env = { ...process.env, PATH: places.join(delimiter), LC_ALL: 'C' }
    const child = spawn('unshare', [...makeNamespace, 'sh', '-ec', inside], { env, signal, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', (error) => resolve({ code: null, said: error.message }))
    child.on('close', (code) => resolve({ code, said: said.trim() }))
  })

/** Why a namespace is refused differs by distribution; each refusal has its own switch. */
export const fixFor = (said: string): string => {
  // `ip tuntap` says so of /dev/net/tun, without its name.
  if (/^open: Permission denied/m.test(said)) return 'sudo chmod 666 /dev/net/tun'
  if (/^open: No such/m.test(said)) return 'sudo modprobe tun'
  if (/uid_map|Permission denied/.test(said)) return 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
  if (/No space left/.test(said)) return 'sudo sysctl -w user.max_user_namespaces=15000'
  return 'sudo sysctl -w kernel.unprivileged_userns_clone=1'
}

/** Makes the namespace that stands for the reader's computer, for a moment, with all that the lab needs in it. */
export const examineNamespace = async (places: readonly string[], signal: AbortSignal): Promise<Finding> => {
  const { code, said } = await tryIt(places, signal)
  const common = { area: 'machine', what: 'network namespace' } as const
  if (code === 0) return { ...common, state: 'ok', saw: 'made, with a network device of its own' }
  return { ...common, state: 'missing', saw: said.split('\n')[0] ?? 'cannot be made', fix: fixFor(said) }
}
