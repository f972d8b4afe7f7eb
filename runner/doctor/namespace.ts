import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { openNamespace } from '../lab/network/index.ts'
import { runProgram } from '../host/program.ts'
import type { Finding } from './finding.ts'

/** What the lab's host-only network needs in it. */
const device = ['ip', 'tuntap', 'add', 'dev', 'probe0', 'mode', 'tap'] as const

/** `ip` complains about /dev/net/tun without its name. */
export const deviceFix = (said: string): string =>
  /Permission denied/.test(said) ? 'sudo chmod 666 /dev/net/tun' : 'sudo modprobe tun'

const tryDevice = async (prefix: readonly string[]): Promise<string | undefined> => {
  const { exitCode, stderr } = await runProgram('env', [...prefix, ...device], { hint: 'npm start' })
  return exitCode === 0 ? undefined : stderr.trim()
}

/** The namespace that stands for the reader's computer, made for a moment as a run makes it. */
export const examineNamespace = async (): Promise<Finding> => {
  const common = { area: 'machine', what: 'network namespace' } as const
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-doctor-'))
  try {
    const namespace = await openNamespace({ folder, uplink: 'none' })
    const trouble = await tryDevice(namespace.prefix).finally(() => namespace.close())
    if (trouble === undefined) return { ...common, state: 'ok', saw: 'made, with a network device of its own' }
    return {
      ...common,
      state: 'missing',
      saw: `made, but without a network device of its own: ${trouble}`,
      fix: deviceFix(trouble),
    }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { ...common, state: 'missing', saw: error.message, fix: error.hint }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
