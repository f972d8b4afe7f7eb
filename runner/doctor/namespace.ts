import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { openNamespace } from '../lab/network/index.ts'
import { runProgram } from '../host/program.ts'
import type { Finding } from './finding.ts'

/** What the lab's host-only network needs in the namespace. */
const device = ['ip', 'tuntap', 'add', 'dev', 'probe0', 'mode', 'tap'] as const

/** `ip` does not name /dev/net/tun in its error message. */
export const deviceFix = (said: string): string =>
  /Permission denied/.test(said) ? 'sudo chmod 666 /dev/net/tun' : 'sudo modprobe tun'

const tryDevice = async (prefix: readonly string[]): Promise<string | undefined> => {
  const { exitCode, stderr } = await runProgram('env', [...prefix, ...device], { hint: 'npm start' })
  return exitCode === 0 ? undefined : stderr.trim()
}

/** Makes the namespace that stands for the reader's computer, as a run does, and removes it again. */
export const examineNamespace = async (): Promise<Finding> => {
  const common = { area: 'machine', what: 'network namespace' } as const
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-doctor-'))
  try {
    const namespace = await openNamespace({ folder, uplink: 'none' })
    const trouble = await tryDevice(namespace.prefix).finally(() => namespace.close())
    if (trouble === undefined) return { ...common, state: 'ok', saw: 'it can be made, with its own network device' }
    return {
      ...common,
      state: 'missing',
      saw: `it can be made, but without its own network device: ${trouble}`,
      fix: deviceFix(trouble),
    }
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { ...common, state: 'missing', saw: error.message, fix: error.hint }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
